import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { CancelErrorCode } from '../../src/domain/errors.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../src/policy/parse.ts';
import { pathsOf } from '../support/paths.ts';
import { aCancellation, altered, anOrder, aPolicy, issuesOf, policyWhen, worded } from './fixtures.ts';

const kinds: [CancelErrorCode, (input: unknown) => unknown, unknown][] = [
  ['invalid-policy', parsePolicy, policyWhen({ status: 'OPEN' })],
  ['invalid-order', parseOrder, anOrder()],
  ['invalid-cancellation', parseCancellation, aCancellation()],
];

/** A value that counts how often anything in it is looked at. */
function counted(value: unknown, seen = { looks: 0 }): { value: unknown; seen: { looks: number } } {
  const wrap = (inner: unknown): unknown =>
    typeof inner !== 'object' || inner === null
      ? inner
      : new Proxy(inner, {
          get(target, name) {
            seen.looks++;
            return wrap(Reflect.get(target, name));
          },
        });
  return { value: wrap(value), seen };
}

/** Values that no JSON text gives. */
const foreign: [string, () => unknown][] = [
  ['undefined', () => undefined],
  ['a function', () => () => 0],
  ['a symbol', () => Symbol('x')],
  ['a bigint', () => 1n],
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.NEGATIVE_INFINITY],
  ['a date', () => new Date(0)],
  ['a map', () => new Map()],
  ['an instance of a class', () => new (class Policy {})()],
  ['an object that inherits', () => Object.create({ id: 'x' })],
  ['an object that inherits from none', () => Object.create(Object.create(null))],
  ['a boxed string', () => new String('x')],
  ['a promise', () => Promise.resolve(1)],
  ['typed bytes', () => new Uint8Array(4)],
  ['a list with a hole', () => new Array(1)],
  [
    'a getter that throws',
    () => ({
      get x() {
        throw new Error('caught');
      },
    }),
  ],
  [
    'a getter that throws nothing readable',
    () => ({
      get x() {
        throw null;
      },
    }),
  ],
  [
    'a proxy that throws at everything',
    () =>
      new Proxy(
        {},
        new Proxy(
          {},
          {
            get: () => () => {
              throw new Error('no');
            },
          },
        ),
      ),
  ],
  [
    'a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
];

/** Texts, since `__proto__` in source is no member. */
const forbidden = ['{"__proto__":{"id":"x"}}', '{"constructor":{"prototype":{}}}', '{"prototype":1}'];

/** What a parser may look at, whatever it is given. */
const maxLooks = 60_000;

const nested = (depth: number): unknown => {
  let value: unknown = { status: 'OPEN' };
  for (let level = 0; level < depth; level++) value = { not: value };
  return value;
};
const many = (count: number, item: unknown): unknown[] => new Array(count).fill(item);
const members = (count: number, item: unknown): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, item]));

/** Conditions that are too much, in one way or another. */
const large: [string, () => unknown, string][] = [
  ['a million levels', () => nested(1_000_000), 'too-deep'],
  [
    'a circle',
    () => {
      const circle: { not?: unknown } = {};
      circle.not = circle;
      return circle;
    },
    'too-deep',
  ],
  [
    'a wide circle',
    () => {
      const circle: { all: unknown[] } = { all: [] };
      circle.all = many(5000, circle);
      return circle;
    },
    'too-many',
  ],
  [
    'doubling at every level',
    () => {
      let value: unknown = { status: 'OPEN' };
      for (let level = 0; level < 13; level++) value = { all: [value, value] };
      return value;
    },
    'too-many',
  ],
  ['a wide list', () => ({ any: many(100_000, { status: 'OPEN' }) }), 'too-many'],
  ['a list of a billion holes', () => ({ any: new Array(1_000_000_000) }), 'too-many'],
  ['many wide lists', () => ({ any: many(200, { any: many(200, { status: 'OPEN' }) }) }), 'too-many'],
  ['a long text', () => ({ status: 'x'.repeat(600_000) }), 'too-large'],
  ['a long name', () => ({ ['x'.repeat(600_000)]: 1 }), 'too-large'],
  ['many long texts', () => ({ any: many(200, { status: 'x'.repeat(5000) }) }), 'too-large'],
  ['many members', () => members(5000, 1), 'too-many'],
];

/** Policies within the bounds and wrong all over. */
const wrong: [string, () => unknown][] = [
  ['rules', () => aPolicy({ rules: many(256, 1) as never })],
  ['rules that are many', () => aPolicy({ rules: many(900, 1) as never })],
  ['conditions', () => policyWhen({ any: many(16, { any: many(250, 1) }) } as never)],
  ['words', () => policyWhen({ any: many(16, { any: many(120, { x: 1 }) }) } as never)],
  ['statuses', () => policyWhen({ any: many(16, { status: many(250, 'SHUT') }) } as never)],
  ['members', () => ({ ...aPolicy(), ...members(900, 1) })],
  ['messages', () => aPolicy({ messages: { en: members(900, 1) as never, de: members(900, 1) as never } })],
  [
    'languages',
    () => aPolicy({ messages: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`_${index}`, {}])) }),
  ],
  ['reasons', () => aPolicy({ reasons: { buyer: { demand: 'none', choices: many(200, { code: 'x' }) as never } } })],
];

describe('hostile input', () => {
  for (const [code, parse, valid] of kinds) {
    describe(`is refused as ${code}`, () => {
      for (const [why, make] of foreign) {
        it(`where it is ${why}`, () => {
          assert.equal(issuesOf(code, () => parse(make()))[0]?.code, 'type');
        });

        it(`where a member is ${why}`, () => {
          const [issue] = issuesOf(code, () => parse({ ...(valid as object), id: make() }));
          assert.equal(issue?.path[0], 'id');
          assert.equal(issue?.code, 'type');
        });
      }

      it('where what it does not know is no JSON', () => {
        for (const value of [Number.NaN, undefined, () => 0]) {
          const input = altered(valid, ['extra'], [value]);
          assert.equal(worded(issuesOf(code, () => parse(input)))[0], 'extra.0 type');
        }
      });

      for (const text of forbidden) {
        it(`where it has the member ${text}, known or not`, () => {
          const input = { ...(valid as object), extra: JSON.parse(text) };
          const name = Object.keys(JSON.parse(text))[0] as string;
          assert.deepEqual(worded(issuesOf(code, () => parse(input))), [`extra.${name} forbidden-key`]);
          assert.deepEqual(worded(issuesOf(code, () => parse(JSON.parse(text)))), [`${name} forbidden-key`]);
        });
      }

      for (const [why, make, expected] of large) {
        it(`where it is ${why}: at once`, () => {
          // What an order calls unknown may be no larger than what it knows.
          const size = code === 'invalid-policy' ? 1 : 4;
          const value = make();
          const input = altered(valid, code === 'invalid-policy' ? ['rules', 0, 'when'] : ['extra'], many(size, value));
          const given = counted(code === 'invalid-policy' ? altered(valid, ['rules', 0, 'when'], value) : input);
          assert.deepEqual(
            issuesOf(code, () => parse(given.value)).map((issue) => issue.code),
            [expected],
          );
          // Of records more is read, and what is wrong with one is looked for once it is known to be wrong.
          const most = code === 'invalid-policy' ? maxLooks : 10 * maxLooks;
          assert.ok(given.seen.looks < most, `${given.seen.looks} looks`);
        });
      }

      it('and never by another error, whatever JSON it is', () => {
        fc.assert(
          fc.property(fc.jsonValue({ maxDepth: 5 }), (input) => {
            issuesOf(code, () => parse(input));
          }),
        );
      });

      it('and never by another error, whatever stands in place of a part of it', () => {
        const paths = fc.constantFrom(...pathsOf(valid));
        fc.assert(
          fc.property(
            paths,
            fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
            (path, part) => {
              const input = altered(valid, path, part);
              try {
                assert.equal(parse(input), input);
              } catch (error) {
                issuesOf(code, () => {
                  throw error;
                });
              }
            },
          ),
          { numRuns: 1000 },
        );
      });
    });
  }

  for (const [what, make] of wrong) {
    it(`gives at most a hundred issues of wrong ${what}, and looks no further`, () => {
      const given = counted(make());
      assert.ok(issuesOf('invalid-policy', () => parsePolicy(given.value)).length <= 100);
      assert.ok(given.seen.looks < maxLooks, `${given.seen.looks} looks`);
    });
  }

  it('begins past the last value, the last member and the last character', () => {
    /** How many values and characters a JSON value holds. */
    const measure = (value: unknown): { nodes: number; text: number } => {
      const sum = { nodes: 1, text: typeof value === 'string' ? value.length : 0 };
      if (typeof value !== 'object' || value === null) return sum;
      for (const [name, item] of Object.entries(value)) {
        const inner = measure(item);
        sum.nodes += inner.nodes;
        sum.text += inner.text + (Array.isArray(value) ? 0 : name.length);
      }
      return sum;
    };
    const refused = (input: unknown) => worded(issuesOf('invalid-policy', () => parsePolicy(input)));

    const thousand = aPolicy({ messages: { en: members(1000, 'x') as Record<string, string> } });
    parsePolicy(thousand);
    assert.deepEqual(refused(aPolicy({ messages: { en: members(1001, 'x') as never } })), ['messages.en too-many']);

    const languages = (count: number) => {
      const messages = Object.fromEntries(['en', 'de', 'fr', 'it', 'es'].map((name) => [name, members(900, 'x')]));
      return aPolicy({ messages: { ...messages, nl: members(count, 'x') } as never });
    };
    const rest = 5001 - measure(languages(0)).nodes;
    assert.equal(measure(languages(rest)).nodes, 5001);
    parsePolicy(languages(rest));
    assert.deepEqual(refused(languages(rest + 1)), ['messages.nl too-many']);

    const talkative = (count: number) => aPolicy({ messages: { en: { a: 'x'.repeat(count) } } });
    const room = 500_000 - measure(talkative(0)).text;
    parsePolicy(talkative(room));
    assert.deepEqual(refused(talkative(room + 1)), ['messages.en.a too-large']);
  });

  it('begins for an order, too, past the last level, value, member and character', () => {
    const extra = (value: unknown) => ({ ...anOrder(), extra: value });
    const refused = (value: unknown) =>
      worded(issuesOf('invalid-order', () => parseOrder(extra(value))))[0]?.split(' ')[1];
    const levels = (depth: number): unknown => (depth === 0 ? 1 : [levels(depth - 1)]);
    parseOrder(extra(levels(31)));
    assert.equal(refused(levels(32)), 'too-deep');
    parseOrder(extra(many(2000, 1)));
    assert.equal(refused(many(2001, 1)), 'too-many');
    const { length: text } = JSON.stringify(anOrder());
    parseOrder(extra('x'.repeat(2_000_000 - text)));
    assert.equal(refused('x'.repeat(2_000_000)), 'too-large');
    parseOrder(extra(many(49, many(2000, 1))));
    assert.equal(refused(many(50, many(2000, 1))), 'too-many');
  });

  it('is refused with every part named that is no JSON', () => {
    const input = { ...aPolicy(), id: Number.NaN, refund: { method: () => 0 }, links: JSON.parse('{"__proto__":"/"}') };
    assert.deepEqual(worded(issuesOf('invalid-policy', () => parsePolicy(input))), [
      'id type',
      'refund.method type',
      'links.__proto__ forbidden-key',
    ]);
  });

  it('is refused where it answers otherwise at the second look', () => {
    let looks = 0;
    const input = new Proxy(aPolicy(), {
      get(target, name) {
        if (name === 'rules' && ++looks > 1) throw new Error('not again');
        return Reflect.get(target, name);
      },
    });
    assert.deepEqual(
      issuesOf('invalid-policy', () => parsePolicy(input)),
      [{ path: [], code: 'type' }],
    );
  });

  it('does not include data of another window', () => {
    const order = runInNewContext('JSON.parse(text)', { text: JSON.stringify(anOrder()) });
    assert.notEqual(Object.getPrototypeOf(order), Object.prototype);
    assert.equal(parseOrder(order), order);
  });
});
