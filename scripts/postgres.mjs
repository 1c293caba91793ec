// A PostgreSQL of one's own: where its programs are, and a server in a folder that nobody else knows of.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, isExecutable, onPath } from './system.mjs';

/** The folder with `initdb` and `postgres`, or undefined. POSTGRES_BIN comes first. */
export function findPostgres() {
  const given = process.env.POSTGRES_BIN;
  const folders = given
    ? [given]
    : [...onPath(['']), ...newestFirst('/usr/lib/postgresql'), ...newestFirst('/usr/pgsql')];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))));
}

function newestFirst(folder) {
  try {
    const versions = readdirSync(folder).sort((one, other) => Number(other) - Number(one));
    return versions.map((version) => join(folder, version, 'bin'));
  } catch {
    return [];
  }
}

/** The same; what is missing is installed where that is possible, else this throws. */
export function requirePostgres() {
  if (!findPostgres()) installPackages('the tests of PostgreSQL need', () => ['postgresql']);
  const found = findPostgres();
  if (found) return found;
  throw new Error(
    'cannot test with PostgreSQL: initdb and postgres are not found. ' +
      'Install them (Debian: apt-get install postgresql) or say in which folder they are with POSTGRES_BIN.',
  );
}

/**
 * Starts a server in a new folder, reached by a socket there alone. `durable`: what is committed outlives a crash of the server;
 * tests of anything else are faster without. `settings`: of its own. `connection`: what the package `pg` takes.
 */
export async function startPostgres({ durable = false, settings: own = {} } = {}) {
  const bin = requirePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? unprivileged() : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } };
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: 200,
    // No test cuts the power.
    ...{ fsync: 'off', full_page_writes: 'off', synchronous_commit: durable ? 'on' : 'off' },
    ...own,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = async () => {
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // Who forgets to stop it leaves nothing running.
    const kill = () => server.kill('SIGKILL');
    process.once('exit', kill);
    await ready(server);
    return async (signal) => {
      server.kill(signal);
      await ended;
      process.off('exit', kill);
    };
  };
  let end = await start();
  return {
    connection: { host: folder, user: 'postgres', database: 'postgres' },
    /** Ends it in the middle of whatever it does, as a crash would; `start` goes on from what is on the disk. */
    crash: () => end('SIGQUIT'),
    async start() {
      end = await start();
    },
    /** Ends every connection, and the server. */
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true });
    },
  };
}

/** Resolves when it takes connections. */
function ready(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    server.once('error', reject);
  });
}

/** Somebody other than root: who owns PostgreSQL where it is installed, else nobody. */
function unprivileged() {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user here');
}
