import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { filesIn, manifest, root } from '../../scripts/entries.mjs';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const maps = ['ARCHITECTURE.md', 'CONTRIBUTING.md'];

/** Paths that a text names, from the root of the repository. Those with `<tag>` in them stand for many. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words.replace(/ \(.*\)$/, ''));
  const linked = [...text.matchAll(/\]\(([^)#:]+)[^)]*\)/g)].map(([, target = '']) => target);
  const isPath = /^(?:(?:src|mocks|demo|scripts|bench|test|docs|bin)\/[^\s<>*]*|[\w.-]+\.(?:md|json))$/;
  return [...quoted, ...linked].filter((words) => isPath.test(words));
}

for (const map of maps) {
  test(`every path that ${map} names is there`, () => {
    const paths = pathsIn(read(map));
    assert.ok(paths.length > 10, String(paths));
    assert.deepEqual(
      paths.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  test(`every command that ${map} names is there`, () => {
    const names = [...read(map).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !(name in manifest.scripts)),
      [],
    );
  });
}

test('every room is in ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md');
  const foldersOf = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${folder}/${name}/`);
  const rooms = [...foldersOf('src'), ...foldersOf('src/domain'), ...foldersOf('src/server')];
  assert.ok(rooms.includes('src/domain/lifecycle/'), String(rooms));
  assert.deepEqual(
    rooms.filter((room) => !text.includes(`| \`${room}\``)),
    [],
  );
});

describe('every event of an element', () => {
  const sources = filesIn('src/elements').map(read);
  const senders = [...sources, ...filesIn('src/controllers').map(read)];
  const pascal = (name: string) => name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const events = filesIn('src/events').flatMap((file) => {
    const [, name] = read(file).match(/super\('([\w-]+)'/) ?? [];
    const [, type] = read(file).match(/export class (\w+) extends Event/) ?? [];
    return name && type ? [{ name, type, path: file.replace('src/', './') }] : [];
  });

  it('is one of a list that is not empty', () => assert.ok(events.some(({ name }) => name === 'order-cancel-settled')));

  for (const { name, type, path } of events) {
    const places: [what: string, file: string, holds: RegExp][] = [
      ['is in the map of events', 'src/events/event-map.ts', new RegExp(`'${name}': ${type};`)],
      ['is exported as a class', 'src/index.ts', new RegExp(`\\b${type}\\b[^{}]* } from '${path}';`)],
      ['has a handler for React', 'src/react/index.ts', new RegExp(`on${pascal(name)}: '${name}' as Named<'${name}'>`)],
      ['bubbles and is composed', path.replace('./', 'src/'), /bubbles: true, composed: true/],
      ['is in the table of the README', 'README.md', new RegExp(`^\\| \`${name}\` \\|`, 'm')],
    ];
    for (const [what, file, holds] of places) {
      it(`${name} ${what}`, () => assert.match(read(file), holds, file));
    }

    it(`${name} is sent, and its members cannot be written`, () => {
      assert.ok(
        senders.some((source) => source.includes(`new ${type}(`)),
        `nothing makes a ${type}`,
      );
      const file = path.replace('./', 'src/');
      const [, body = ''] = read(file).split(`class ${type} `);
      assert.doesNotMatch(body, /^ {2}(?:readonly )?\w+\??: /m, `${file}: a private field, with a getter`);
    });

    it(`${name} is documented by an element that sends it`, () => {
      assert.ok(
        sources.some((source) => source.includes(`@fires {${type}} ${name} - `)),
        `no element in src/elements/ has @fires {${type}} ${name}`,
      );
    });
  }
});
