import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { root } from '../../scripts/entries.mjs';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Finding, PolicyDiff, Replay } from '../../src/policy/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { anOrder, policyWhen } from '../policy/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'policies-'));
after(() => rmSync(folder, { recursive: true }));

/** A file of it. */
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

function run(args: readonly string[], input = '') {
  const command = [join(root, 'bin/order-cancel-elements.mjs'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', input });
  return { status, stdout, stderr };
}

const permits = policyWhen({ actor: 'buyer' });
const shadowed: CancelPolicy = {
  ...permits,
  rules: [...permits.rules, { id: 'late', when: { actor: 'buyer' }, then: { outcome: 'none', reason: 'too-late' } }],
};
const order = anOrder();

describe('lint', () => {
  it('says what is wrong and where, exits with 1 where something is as bad as it was told, and with 0 else', () => {
    const path = file('shadowed.json', shadowed);
    const human = run(['lint', path, '--fail-on', 'warning']);
    assert.equal(human.status, 1);
    const line = JSON.stringify(shadowed, null, 2)
      .split('\n')
      .findIndex((text) => text.includes('"late"'));
    assert.match(human.stdout, new RegExp(`shadowed\\.json:${line}:5: (error|warning): .*late.*\\(shadowed\\)`));
    assert.equal(run(['lint', 'preset:poshmark']).status, 0);
    assert.equal(run(['lint', 'preset:poshmark', '--fail-on', 'note']).status, 1);
  });

  it('gives JSON of several files, one of them piped in, and SARIF with lines', () => {
    const path = file('shadowed.json', shadowed);
    const json = run(['lint', path, '-', '--format', 'json'], JSON.stringify(permits));
    const files = JSON.parse(json.stdout) as { file: string; findings: Finding[] }[];
    assert.deepEqual(
      files.map((one) => one.file),
      [path, 'stdin'],
    );
    const [found] = files[0]?.findings.filter(({ code }) => code === 'shadowed') ?? [];
    assert.deepEqual([found?.ruleId, found?.path.slice(0, 2)], ['late', ['rules', 1]]);
    assert.deepEqual(
      files[1]?.findings.filter(({ code }) => code === 'shadowed'),
      [],
    );
    const { runs } = JSON.parse(run(['lint', path, '--format', 'sarif']).stdout) as {
      runs: [{ results: { ruleId: string; locations: [{ physicalLocation: { region: { startLine: number } } }] }[] }];
    };
    assert.ok(
      runs[0].results.some(
        (one) => one.ruleId === 'shadowed' && one.locations[0].physicalLocation.region.startLine > 1,
      ),
    );
  });

  it('takes a policy that cannot be read as found, and says what was meant', () => {
    const path = file('typo.json', {
      ...permits,
      rules: [{ ...permits.rules[0], then: { outcome: 'allow', reason: 'may' } }],
    });
    const { status, stdout } = run(['lint', path]);
    assert.equal(status, 1);
    assert.match(stdout, /typo\.json:\d+:\d+: error: .*cancel.*invalid-policy/);
  });

  it('passes on what the shop lacks and which languages it speaks', () => {
    const lines = file('lines.json', {
      ...permits,
      lifecycle: { cancelled: 'SHIPPED', scope: 'lines', completes: 'at-once', notifies: [] },
    });
    assert.match(run(['lint', lines, '--lacks', 'lines']).stdout, /capability-lacking/);
    assert.doesNotMatch(run(['lint', lines]).stdout, /capability-lacking/);
    assert.match(run(['lint', lines, '--language', 'de']).stdout, /`may` in `de`/);
  });
});

describe('diff', () => {
  it('says which orders get another answer and exits with 1, or with 0 where none does', () => {
    const [one, other] = [file('one.json', permits), file('other.json', { ...permits, rules: [] })];
    const { status, stdout } = run(['diff', one, other]);
    assert.equal(status, 1);
    assert.match(stdout, /buyer.*`none` \(`no-rule`\).*`cancel` \(`may`\)/);
    const { changes } = JSON.parse(run(['diff', one, other, '--format', 'json']).stdout) as PolicyDiff;
    assert.equal(changes[0]?.from.ruleId, 'rule');
    assert.deepEqual(run(['diff', one, one]), {
      status: 0,
      stdout: 'Neither answers nor settings differ.\n',
      stderr: '',
    });
  });
});

describe('replay', () => {
  const orders = file(
    'orders.ndjson',
    [1, 2, 3].map((at) => JSON.stringify({ ...order, number: `n-${at}` })).join('\n'),
  );
  const [now, then] = [file('now.json', permits), file('then.json', { ...permits, rules: [] })];

  it('counts what becomes of past orders, of files and of what is piped in', () => {
    const { status, stdout } = run(
      ['replay', now, orders, '-', '--against', then, '--format', 'json'],
      JSON.stringify([order]),
    );
    const { orders: all, changed, changes, after: made } = JSON.parse(stdout) as Replay;
    assert.deepEqual([status, all, changed, changes[0]?.count, made.outcomes.cancel], [0, 4, 4, 4, 4]);
    const human = run(['replay', now, orders, '--against', then]).stdout;
    assert.match(human, /3 × buyer, OPEN: none \(no-rule\) becomes cancel \(may\); for example n-1, n-2, n-3/);
    assert.match(human, /refunded at once, minor units of EUR +0 +2,205/);
  });

  it('exits with 1 where something could not be read, and names it', () => {
    const { status, stdout } = run(['replay', now, '-'], `${JSON.stringify(order)}\n{"id":1}`);
    assert.equal(status, 1);
    assert.match(stdout, /1 orders[\s\S]*number 2: no order/);
  });
});

describe('describe and explain', () => {
  it('says a policy in words, in a language, as structure and as JSON-LD', () => {
    const { status, stdout } = run(['describe', 'preset:poshmark', '--language', 'de', '--actor', 'seller']);
    assert.equal(status, 0);
    assert.match(stdout, /Bestellung/);
    const { actor, policy } = JSON.parse(run(['describe', 'preset:poshmark', '--format', 'json']).stdout) as {
      actor: string;
      policy: object;
    };
    assert.deepEqual([actor, policy], ['buyer', { id: poshmark.id, version: poshmark.version }]);
    assert.doesNotThrow(() => JSON.parse(run(['describe', 'preset:poshmark', '--format', 'json-ld']).stdout));
  });

  it('says what is decided, what blocks each rule and when time lifts it', () => {
    const policy = policyWhen({ all: [{ actor: 'buyer' }, { since: 'placedAt', from: 'PT2H' }] });
    const path = file('window.json', policy);
    const { status, stdout } = run(['explain', path, file('order.json', order), '--now', '2026-03-01T13:00:00Z']);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^buyer at 2026-03-01T13:00:00\.000Z: none, no-rule, by no rule\nat 2026-03-01T14:00:00\.000Z it becomes cancel, may/,
    );
    assert.match(
      stdout,
      /rule: does not hold\n +blocked by when\.all\.1 \(since\); time lifts it at 2026-03-01T14:00:00\.000Z/,
    );
    const wrapped = JSON.stringify({ order, actor: 'seller', now: '2026-03-01T15:00:00Z' });
    assert.match(run(['explain', path, '-'], wrapped).stdout, /^seller at 2026-03-01T15:00:00\.000Z: none/);
  });
});

describe('what cannot be used', () => {
  const policy = file('policy.json', permits);
  const wrong: [string, string[], RegExp][] = [
    ['no file', ['lint'], /needs a file/],
    ['a file that is not there', ['lint', join(folder, 'no.json')], /cannot read/],
    ['a folder', ['diff', folder, folder], /is no file/],
    ['no JSON', ['lint', file('broken.json', '{"id":')], /no JSON/],
    ['a name twice', ['lint', file('twice.json', '{"id":"a","id":"b"}')], /relied upon/],
    ['a preset that there is not', ['describe', 'preset:amazonia'], /no preset amazonia/],
    ['a policy that is none', ['diff', policy, file('none.json', { id: 1 })], /none\.json cannot be used:\n- /],
    [
      'an order with a cancellation that is none',
      ['explain', policy, file('null.json', { order, cancellations: [null] })],
      /null\.json cannot be used: no cancellation/,
    ],
    ['an order that is none', ['explain', policy, file('no-order.json', {})], /no-order\.json cannot be used/],
    [
      'a role that is none',
      ['explain', policy, file('order.json', order), '--actor', 'customer'],
      /--actor has to be one of buyer/,
    ],
    ['an instant that is none', ['replay', policy, policy, '--now', 'soon'], /--now has to be/],
    ['a format that is none', ['lint', policy, '--format', 'xml'], /--format has to be one of human, json, sarif/],
    ['a severity that is none', ['lint', policy, '--fail-on', 'never'], /--fail-on has to be/],
    ['one policy of two', ['diff', policy], /needs two policies/],
    ['no orders', ['replay', policy], /needs a policy and orders/],
    ['two that are piped in', ['diff', '-', '-'], /only one/],
  ];
  for (const [what, args, message] of wrong) {
    it(`is ${what}: said, with 2`, () => {
      const { status, stdout, stderr } = run(args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, message);
    });
  }

  it('does not steer the terminal by words of a file', () => {
    const path = file('steers.json', {
      ...shadowed,
      rules: shadowed.rules.map((rule) => ({ ...rule, id: `${rule.id}\u009b31m` })),
    });
    assert.doesNotMatch(run(['lint', path]).stdout, /\u009b/);
  });
});
