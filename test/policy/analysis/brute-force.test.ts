import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LineDecision } from '../../../src/policy/analysis/inquiry.ts';
import { analysePolicy, type CancelPolicy, compilePolicy, type Finding } from '../../../src/policy/index.ts';
import { presets } from '../../domain/vectors.ts';
import { randomFrom } from '../describe/random-question.ts';
import { mutantOf } from './mutants.ts';
import { linesOf, Predictions, wishesOf } from './predictions.ts';
import { aimsOf, type RandomOrder, randomOrder } from './random-orders.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Of each preset. `ORDERS=1000000`: what is claimed of them. */
const orders = Number(process.env['ORDERS'] ?? 10_000);

const mutants = Number(process.env['MUTANTS'] ?? 1);

type Path = (string | number)[];

/** A policy without one part of a condition. */
function without(policy: CancelPolicy, path: Path): CancelPolicy {
  // Not as a structured clone: what rules share would be shared.
  const copy = JSON.parse(JSON.stringify(policy));
  // biome-ignore lint/suspicious/noExplicitAny: followed as plain JSON
  const owner = path.slice(0, -1).reduce<any>((inner, step) => inner[step], copy);
  owner.splice(path.at(-1), 1);
  return copy;
}

const neverCodes = ['contradiction', 'window-never-opens', 'shadowed', 'never-asked'];

/** What the findings themselves say of every order. */
function claimsOf(policy: CancelPolicy, findings: readonly Finding[]) {
  const parts = findings
    .filter(({ code }) => code === 'part-never-decides' || code === 'part-always-holds')
    .map(({ path, ruleId }) => ({ ruleId, compiled: compilePolicy(without(policy, path)) }));
  const gaps = findings.filter(({ code }) => code === 'gap');
  const idle = findings.filter(({ code }) => code === 'role-without-action').map(({ message }) => message);
  const stuck = findings
    .filter(({ code, path }) => code === 'status-stuck' && path[0] === 'statuses')
    .map(({ path }) => path[1]);
  const never = findings.filter(({ code }) => neverCodes.includes(code)).map(({ ruleId }) => ruleId);
  const seldom = findings.filter(({ code }) => code === 'only-out-of-order').map(({ ruleId }) => ruleId);
  return {
    /** What an order disproves; `null`: nothing. */
    disproved({ order, context, fates, everyday }: RandomOrder, said: LineDecision): string | null {
      const { actor } = context;
      const isPermitted = said.outcome === 'cancel' || said.outcome === 'request';
      const helps = isPermitted || (said.outcome === 'return' && actor === 'buyer');
      if (helps && idle.some((message) => new RegExp(`^The ${actor}`, 'i').test(message))) return 'role-without-action';
      if ((isPermitted || said.outcome === 'return') && stuck.includes(order.status)) return 'status-stuck';
      const decides = said.ruleId !== null && said.outcome !== 'ask-server';
      // To the clock refusals are nothing.
      if (decides && never.includes(said.ruleId) && (actor !== 'nobody' || isPermitted)) return 'never decides';
      if (decides && everyday && seldom.includes(said.ruleId)) return 'only-out-of-order';
      const isPlain = everyday && context.cancellations.length === 0 && fates.every((fate) => fate === 'open');
      const isAsker = actor === 'buyer' || actor === 'seller';
      const phase = policy.statuses[order.status]?.phase;
      if (isPlain && isAsker && phase === 'open' && said.ruleId === null && said.reason !== 'fee-unknown') {
        const isNamed = gaps.some(
          ({ witness, message }) => witness?.context.actor === actor && message.includes(`\`${order.status}\``),
        );
        if (!isNamed && !idle.some((message) => new RegExp(`^The ${actor}`, 'i').test(message))) return 'gap';
      }
      // Of an order of one line: of several, the head is whichever can do most.
      const differs = parts.some(({ ruleId, compiled }) => {
        if (fates.length > 1) return false;
        const answers = [said, compiled.outcome(order, context)].map(
          (one) => one.ruleId === ruleId && one.outcome !== 'ask-server',
        );
        return answers[0] !== answers[1];
      });
      return differs ? 'part' : null;
    },
  };
}

/** Holds random orders against what is said of a policy: which rules may decide, of each kind of order, and what is found. */
function judge(policy: CancelPolicy, random: () => number, most: number): void {
  const aims = aimsOf(policy);
  const predictions = new Predictions([policy]);
  const claims = claimsOf(policy, analysePolicy(policy, { steps: 1e8 }));
  const { decide, outcome } = compilePolicy(policy);
  // Where only all of an order can go, it is decided on as one of its lines is.
  const isWhole = policy.lifecycle !== undefined && policy.lifecycle.scope !== 'lines';
  for (let count = 0; count < most; count++) {
    const asked = randomOrder(aims, random);
    // What is said of a line that is alone takes no trace.
    const decision =
      asked.fates.length === 1 ? outcome(asked.order, asked.context) : decide(asked.order, asked.context);
    if (decision.reason === 'order-unreadable') assert.fail(JSON.stringify(asked.order));
    const lines = linesOf(asked, decision);
    const foreseen = lines.map(({ said, ...line }) =>
      wishesOf(policy, said, line.fate).some((wish) => predictions.foresees(line, [wish], asked.everyday)),
    );
    if (isWhole ? !foreseen.includes(true) : foreseen.includes(false))
      assert.fail(`not foreseen: ${JSON.stringify(lines[foreseen.indexOf(false)])} of ${JSON.stringify(asked)}`);
    const disproved = claims.disproved(asked, decision);
    if (disproved) assert.fail(`${disproved}: ${decision.ruleId} of ${JSON.stringify(asked)}`);
  }
  // Only where a calendar ties instants together may nobody know.
  assert.deepEqual(
    [...predictions.inquiry.undecided].filter((why) => why !== 'calendar'),
    [],
  );
}

describe(`analysePolicy, against random orders (SEED=${seed})`, () => {
  for (const [at, [name, policy]] of Object.entries(presets).entries()) {
    it(`foresees what is decided of ${orders} orders under ${name}`, () => {
      judge(policy, randomFrom(seed), orders);
    });

    it(`foresees what is decided under ${name} with a mistake in it`, () => {
      const random = randomFrom(seed + at);
      for (let count = 0; count < mutants; count++) judge(mutantOf(policy, random), random, 500);
    });
  }
});
