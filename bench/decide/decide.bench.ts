// How many decisions a second: `decide` of a compiled policy against rule engines that were given the same rules.
import { compilePolicy } from '../../src/domain/decide.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { interleave, median, ratio } from '../support/measure.ts';
import { count, printTable, type Target, times, verdict } from '../support/report.ts';
import { type Case, randomCases } from './cases.ts';
import { celJsEngine, marcbachmannCelEngine } from './cel.ts';
import { jsonLogicEngine } from './json-logic.ts';
import { jsonRulesEngine } from './json-rules-engine.ts';
import type { Engine } from './peer.ts';

/** How much faster than a peer this package has to be. */
const targets: Record<string, Target> = {
  'json-rules-engine': { atLeast: 50 },
  'json-logic-js': { atLeast: 5 },
  'cel-js': { atLeast: 1 },
  '@marcbachmann/cel-js': { atLeast: 1 },
};
const ours = 'order-cancel-elements';
/** Milliseconds that an engine has each round. */
const duration = 150;

for (const policy of [bricklink, poshmark]) {
  const cases = randomCases(policy, 600, 7);
  const peers = [jsonRulesEngine, jsonLogicEngine, celJsEngine, marcbachmannCelEngine].map((make) => make(policy));
  const decided = await agree(policy, cases, peers);
  const engines = [thisPackage(policy), ...peers];
  const speeds = await interleave(
    Object.fromEntries(engines.map((engine) => [engine.name, () => decisionsPerSecond(engine, cases)])),
    { rounds: 15, warmUp: 3 },
  );
  const rows = engines.map(({ name }) => {
    const speed = speeds[name] as number[];
    if (name === ours) return [name, count(median(speed)), '', ''];
    const gain = ratio(speeds[ours] as number[], speed);
    return [name, count(median(speed)), times(gain), verdict(gain, targets[name])];
  });
  printTable(
    `${policy.id}: ${policy.rules.length} rules, ${cases.length} orders (${decided})`,
    ['engine', 'decisions/s', 'this package is', 'target'],
    rows,
  );
}
console.log(
  '\nEvery engine starts from ISO texts and says outcome, reason and rule; the peers stop at the first rule that',
);
console.log('matches, this package also traces every rule (read here) and finds the next turn. Medians of 15 rounds.');

/** The package itself; the whole trace is read. */
function thisPackage(policy: CancelPolicy): Engine & { read: number } {
  const { decide } = compilePolicy(policy);
  return {
    name: ours,
    read: 0,
    decide({ order, context }) {
      const decision = decide(order, context);
      for (const { matched, unknown, failed } of decision.trace) {
        this.read += (matched ? 1 : 0) + (unknown ? 1 : 0);
        for (const { path, at } of failed) this.read += path.length + (at === null ? 0 : 1);
      }
      return decision;
    },
  };
}

/** Engines that do not say the same cannot be compared. */
async function agree(policy: CancelPolicy, cases: readonly Case[], peers: readonly Engine[]): Promise<string> {
  const { decide } = compilePolicy(policy);
  const seen = new Map<string, number>();
  for (const given of cases) {
    const { outcome, reason, ruleId } = decide(given.order, given.context);
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    for (const peer of peers) {
      const other = await peer.decide(given);
      if (other.outcome === outcome && other.reason === reason && other.ruleId === ruleId) continue;
      const [here, there] = [{ outcome, reason, ruleId }, other].map((ruling) => JSON.stringify(ruling));
      throw new Error(`${peer.name} says ${there}, this package ${here}, of ${JSON.stringify(given)}`);
    }
  }
  return [...seen].map(([outcome, times]) => `${times} ${outcome}`).join(', ');
}

/** Decides about all cases, again and again until a while has passed. */
async function decisionsPerSecond(engine: Engine, cases: readonly Case[]): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  let decisions = 0;
  let passed = 0;
  while (passed < duration) {
    for (const given of cases) {
      const ruling = engine.decide(given);
      if (ruling instanceof Promise) await ruling;
    }
    decisions += cases.length;
    passed = performance.now() - start;
  }
  return (decisions / passed) * 1000;
}
