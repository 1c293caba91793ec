// How many decisions a second: `decide` of a compiled policy against rule engines that were given the same rules.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { interleave, median, ratio } from '../support/measure.ts';
import { count, printTable, type Target, times, verdict } from '../support/report.ts';
import { type Case, randomCases } from './cases.ts';
import { celJsEngine, marcbachmannCelEngine } from './cel.ts';
import { jsonLogicEngine } from './json-logic.ts';
import { jsonRulesEngine } from './json-rules-engine.ts';
import { askedAt, linePolicy, orderOf } from './many-lines.ts';
import type { Engine } from './peer.ts';

/** How much faster `decide` has to be than a peer that judges every rule, and `outcome` than one that stops at the first match. */
const targets: Record<string, Target> = { 'json-rules-engine': { atLeast: 50 }, 'json-logic-js': { atLeast: 5 } };
const outcomeTargets: Record<string, Target> = { '@marcbachmann/cel-js': { atLeast: 2 }, 'cel-js': { atLeast: 2 } };
const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
/** Milliseconds that an engine has each round. */
const duration = 100;

const { compilePolicy } = await asShipped();

for (const policy of [bricklink, poshmark]) {
  // As they come from a server.
  const cases: Case[] = JSON.parse(JSON.stringify(randomCases(policy, 600, 7)));
  const peers = [jsonRulesEngine, jsonLogicEngine, celJsEngine, marcbachmannCelEngine].map((make) => make(policy));
  const decided = await agree(policy, cases, peers);
  const { decide, outcome } = compilePolicy(policy);
  const measurements: Record<string, () => Promise<number>> = {
    ours: () => callsPerSecond(cases, ({ order, context }) => readTrace(decide(order, context))),
    outcome: () => callsPerSecond(cases, ({ order, context }) => outcome(order, context).outcome),
  };
  for (const peer of peers) {
    measurements[`${peer.name} first`] = () => callsPerSecond(cases, peer.decide);
    measurements[`${peer.name} every`] = () => callsPerSecond(cases, peer.trace);
  }
  const speeds = await interleave(measurements, { rounds, warmUp: 3 });
  const ours = speeds.ours as number[];
  const brief = speeds.outcome as number[];
  const rows = peers.flatMap(({ name }) =>
    ['first', 'every'].map((what) => {
      const speed = speeds[`${name} ${what}`] as number[];
      const gains = [ratio(ours, speed), ratio(brief, speed)] as const;
      return what === 'every'
        ? [`${name}, every rule`, count(median(speed)), times(gains[0]), verdict(gains[0], targets[name]), '', '']
        : [
            `${name}, first rule`,
            count(median(speed)),
            times(gains[0]),
            '',
            times(gains[1]),
            verdict(gains[1], outcomeTargets[name]),
          ];
    }),
  );
  printTable(
    `${policy.id}: ${policy.rules.length} rules, ${cases.length} orders (${decided})`,
    ['engine', 'a second', 'decide is', 'target', 'outcome is', 'target'],
    [
      ['order-cancel-elements, decide', count(median(ours)), '', '', '', ''],
      ['order-cancel-elements, outcome', count(median(brief)), '', '', '', ''],
      ...rows,
    ],
  );
}
/** Milliseconds that a decision about many lines may take. */
const lineTarget: Target = { atMost: 5 };
const { decide: decideLines } = compilePolicy(linePolicy);
const lineRows = await Promise.all(
  [false, true].map(async (differ) => {
    const cases: Case[] = [
      { order: JSON.parse(JSON.stringify(orderOf(2000, { differ }))), context: { actor: 'buyer', now: askedAt } },
    ];
    return { differ, cases, groups: decideLines(cases[0]!.order, cases[0]!.context).lines?.length ?? 1 };
  }),
);
const lineSpeeds = await interleave(
  Object.fromEntries(
    lineRows.map(({ differ, cases }) => [
      String(differ),
      () => callsPerSecond(cases, ({ order, context }) => decideLines(order, context).lines?.length),
    ]),
  ),
  { rounds, warmUp: 3 },
);
printTable(
  `2,000 lines in 2,000 parcels: ${linePolicy.rules.length} rules, three of which ask about lines`,
  ['lines', 'groups', 'ms a decision', 'target'],
  lineRows.map(({ differ, groups }) => {
    const milliseconds = 1000 / median(lineSpeeds[String(differ)] as number[]);
    return [
      differ ? 'no two alike' : 'of a few kinds',
      String(groups),
      milliseconds.toFixed(2),
      verdict(milliseconds, lineTarget),
    ];
  }),
);
console.log(`
Every engine starts from ISO texts. "first rule": the peer stops at the first that matches and says outcome, reason and
rule. "every rule": it says of each rule whether it matches. \`decide\` always does both, says what keeps the others
from matching (all of it is read here), finds the next turn, and first looks whether the order can be read at all.
\`outcome\` stops at the first rule too. Per second of processor time; medians of ${rounds} rounds.`);

/** The package's own part as it is published: bundled and minified. */
async function asShipped(): Promise<typeof import('../../src/policy/decide.ts')> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-decide-'));
  // What is in such a folder runs as it is, like the peers: elsewhere each function would be given its name at each call.
  const installed = join(dir, 'node_modules', 'decide');
  await bundle({ decide: 'src/policy/decide.ts' }, { dir: installed });
  writeFileSync(join(installed, 'package.json'), '{"type":"module"}');
  const module = await import(pathToFileURL(join(installed, 'decide.js')).href);
  rmSync(dir, { recursive: true });
  return module;
}

/** Engines that do not say the same cannot be compared. */
async function agree(policy: CancelPolicy, cases: readonly Case[], peers: readonly Engine[]): Promise<string> {
  const { decide } = compilePolicy(policy);
  const seen = new Map<string, number>();
  for (const given of cases) {
    const { outcome, reason, ruleId, trace } = decide(given.order, given.context);
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    const here = JSON.stringify([
      { outcome, reason, ruleId },
      trace
        .filter(({ matched }) => matched)
        .map(({ ruleId }) => ruleId)
        .sort(),
    ]);
    for (const peer of peers) {
      const there = JSON.stringify([await peer.decide(given), [...(await peer.trace(given))].sort()]);
      if (there !== here) {
        throw new Error(`${peer.name} says ${there}, this package ${here}, of ${JSON.stringify(given)}`);
      }
    }
  }
  return [...seen].map(([outcome, times]) => `${times} ${outcome}`).join(', ');
}

/** Reads all of a trace, so that nothing of it can be left out. */
function readTrace({ trace }: ReturnType<ReturnType<typeof compilePolicy>['decide']>): number {
  let read = 0;
  for (const { matched, unknown, failed } of trace) {
    read += (matched ? 1 : 0) + (unknown ? 1 : 0);
    for (const { path, at } of failed) read += path.length + (at === null ? 0 : 1);
  }
  return read;
}

/** Calls it for all cases, again and again until a while has passed. */
async function callsPerSecond(cases: readonly Case[], call: (given: Case) => unknown): Promise<number> {
  const start = process.cpuUsage();
  let calls = 0;
  let passed = 0;
  while (passed < duration) {
    for (const given of cases) {
      const result = call(given);
      if (result instanceof Promise) await result;
    }
    calls += cases.length;
    const { user, system } = process.cpuUsage(start);
    passed = (user + system) / 1000;
  }
  return (calls / passed) * 1000;
}
