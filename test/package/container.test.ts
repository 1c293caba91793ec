// The image and its compose file, held to the repository: nothing here builds them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { root } from '../../scripts/entries.mjs';

const text = (path: string) => readFileSync(join(root, path), 'utf8');
const json = (path: string) => JSON.parse(text(path));
const manifest = json('package.json');

interface Instruction {
  name: string;
  rest: string;
}

/** The instructions of a Dockerfile, by stage; each begins with its `FROM`. */
function stagesOf(dockerfile: string): Instruction[][] {
  const lines = dockerfile
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n');
  const all = lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? assert.fail(`no instruction: ${line}`);
      return { name, rest };
    });
  const stages: Instruction[][] = [];
  for (const one of all) {
    if (one.name === 'FROM') stages.push([]);
    (stages.at(-1) ?? assert.fail('it begins with FROM')).push(one);
  }
  return stages;
}

const stages = stagesOf(text('Dockerfile'));
const [build, run] = stages as [Instruction[], Instruction[]];
const of = (stage: Instruction[], name: string) => stage.filter((one) => one.name === name).map(({ rest }) => rest);
const setting = Object.fromEntries(of(run, 'ENV').flatMap((rest) => rest.split(/\s+/).map((one) => one.split('='))));

/** Whether the file for what is left out of the image's context names a path. */
const isLeftOut = (path: string) => text('.dockerignore').split('\n').includes(path);

it('the image is made of a Node that the package takes, in both stages the same', () => {
  assert.equal(stages.length, 2);
  const images = stages.map(([from]) => from?.rest.replace(/ AS .*/, ''));
  assert.equal(images[0], images[1]);
  const major = Number(/^node:(\d+)-/.exec(images[0] as string)?.[1]);
  const [, least] = /^>=(\d+)/.exec(manifest.engines.node) ?? [];
  assert.ok(major >= Number(least), `${major} of ${manifest.engines.node}`);
});

it('what is copied into the image is there, or the build makes it', () => {
  const copied = of(build, 'COPY').flatMap((rest) => rest.split(/\s+/).slice(0, -1));
  assert.ok(copied.includes('package-lock.json') && copied.includes('.npmrc'));
  for (const path of copied) assert.ok(existsSync(join(root, path)) && !isLeftOut(path), path);
  const taken = of(run, 'COPY').map((rest) => /^--from=build \/app\/(\S+) \.\/(\S*)$/.exec(rest));
  // `npm ci` and `npm run build` make these; all else is the repository's.
  const made = ['node_modules', 'dist'];
  for (const [, from = '', to = ''] of taken.map((one) => one ?? assert.fail('copied from elsewhere'))) {
    assert.ok(made.includes(from) || (existsSync(join(root, from)) && !isLeftOut(from)), from);
    assert.ok(to === from || to === '', to);
  }
  const names = taken.map((one) => one?.[1]);
  // What the command imports, and what its packages are found by.
  for (const name of ['package.json', 'node_modules', 'bin', 'dist']) assert.ok(names.includes(name), name);
});

it('the packages that are added have the versions of the lock file, and are all that serving needs', () => {
  const added = /npm install (.*)$/.exec(of(build, 'RUN').join(' '))?.[1]?.split(/\s+/) ?? [];
  const packages = added.filter((one) => !one.startsWith('--'));
  const { packages: locked } = json('package-lock.json');
  const names = packages.map((one) => {
    const [, name = '', version] = /^(@?[^@]+)@(\d+\.\d+\.\d+)$/.exec(one) ?? assert.fail(`${one} is not pinned`);
    assert.equal(version, locked[`node_modules/${name}`]?.version, name);
    return name;
  });
  const command = text('bin/order-cancel-elements.mjs');
  const listed = (constant: string) =>
    [...(new RegExp(`const ${constant} = \\[(.*)\\]`).exec(command)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
      ([, one]) => one,
    );
  assert.deepEqual([...names].sort(), [...new Set([...listed('ofServing'), ...listed('ofDatabases')])].sort());
  // The lock's is within what the package says it takes.
  for (const name of names) assert.ok(manifest.peerDependencies[name], name);
});

it('its command is the package’s, by somebody who is not root, with a folder that outlives it', () => {
  const [command] = of(run, 'CMD');
  const [node, file, ...rest] = JSON.parse(command as string);
  assert.deepEqual([node, rest], ['node', ['serve']]);
  assert.equal(file, `/app/${manifest.bin['order-cancel-elements'].replace('./', '')}`);
  assert.ok(statSync(join(root, file.replace('/app/', ''))).isFile());
  assert.deepEqual([of(run, 'USER'), of(run, 'VOLUME'), of(run, 'WORKDIR').at(-1)], [['node'], ['/data'], '/data']);
  for (const name of ['HOST', 'PORT', 'DATABASE_URL', 'RATE_LIMIT'])
    assert.ok(text('bin/order-cancel-elements.mjs').includes(`process.env.${name}`), `serve reads ${name}`);
  for (const name of Object.keys(setting))
    assert.ok(['NODE_ENV', 'HOST', 'PORT'].includes(name), `nobody reads ${name}`);
});

it('it is asked whether it is ready at the port and path that the server has', () => {
  const [check = ''] = of(run, 'HEALTHCHECK');
  const [, port, path] = /http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/.exec(check) ?? [];
  assert.deepEqual([port, of(run, 'EXPOSE')], [setting['PORT'], [setting['PORT']]]);
  assert.ok(text('src/serve/app.ts').includes(`app.get('${path}'`), path);
  assert.equal(setting['HOST'], '0.0.0.0');
  JSON.parse(/CMD (\[.*\])$/.exec(check)?.[1] ?? 'none');
});

it('compose has both begin again, the shop after a database that is healthy, whose data outlive it', () => {
  const compose = parse(text('compose.yaml'), { strict: true });
  const { shop, database } = compose.services;
  for (const service of [shop, database]) assert.equal(service.restart, 'unless-stopped');
  assert.deepEqual(shop.depends_on, { database: { condition: 'service_healthy' } });
  assert.ok(database.healthcheck.test.join(' ').includes('pg_isready'));
  assert.match(database.image, /^postgres:\d+/);
  const [volume] = database.volumes;
  const [name, place] = volume.split(':');
  assert.ok(name in compose.volumes);
  assert.equal(place, '/var/lib/postgresql/data');
  // The image's own check is of the shop.
  assert.equal(shop.build, '.');
  assert.equal(shop.ports[0].split(':')[1], setting['PORT']);
  const url = new URL(shop.environment.DATABASE_URL);
  const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = database.environment;
  assert.deepEqual(
    [url.protocol, url.hostname, url.port, url.username, url.password, url.pathname],
    ['postgres:', 'database', '5432', POSTGRES_USER, POSTGRES_PASSWORD, `/${POSTGRES_DB}`],
  );
  const command = text('bin/order-cancel-elements.mjs');
  for (const one of Object.keys(shop.environment)) assert.ok(command.includes(`process.env.${one}`), one);
});
