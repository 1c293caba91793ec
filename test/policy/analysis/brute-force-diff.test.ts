import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTo, keyOf } from '../../../src/policy/analysis/answers.ts';
import { diffWithRegions } from '../../../src/policy/analysis/diff-policies.ts';
import type { Program } from '../../../src/policy/analysis/settings.ts';
import { type CancelPolicy, compilePolicy } from '../../../src/policy/index.ts';
import { presets } from '../../domain/vectors.ts';
import { randomFrom } from '../describe/random-question.ts';
import { mutantOf } from './mutants.ts';
import { linesOf, Predictions, wishesOf } from './predictions.ts';
import { aimsOf, type RandomOrder, randomOrder } from './random-orders.ts';
import { Regions } from './regions.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Of each pair of policies. */
const orders = Number(process.env['DIFF_ORDERS'] ?? 300);
/** `DIFFS=all`: each preset with each other, and a hundred changes of each. */
const isWholeRun = process.env['DIFFS'] === 'all';

const isWhole = ({ lifecycle }: CancelPolicy): boolean => lifecycle !== undefined && lifecycle.scope !== 'lines';

/** Holds random orders against a diff: where two policies differ it has named the region, and where it has named one they do. */
function compare(one: CancelPolicy, other: CancelPolicy, random: () => number): void {
  const { changes, regions, undecided, inquiry } = diffWithRegions(one, other, { steps: 1e8 });
  assert.deepEqual(
    [...inquiry.undecided].filter((why) => why !== 'calendar'),
    [],
  );
  const { policies, programs } = inquiry;
  const aims = aimsOf(...policies);
  const predictions = new Predictions(policies, inquiry);
  const places = new Regions(inquiry);
  const compiled = policies.map((policy) => compilePolicy(policy));
  // Where only all of an order can go, it is decided on as a whole.
  const single = policies.some(isWhole);
  const liesIn = (change: number, asked: RandomOrder, place: number, setting: (typeof inquiry.settings)[number]) =>
    (regions[change] ?? []).some((cube) => places.has(cube, asked, setting, place));
  for (let count = 0; count < orders; count++) {
    const asked = randomOrder(aims, random, single);
    const sides = compiled.map(({ decide }) => linesOf(asked, decide(asked.order, asked.context)));
    for (const [place] of asked.order.lines.entries()) {
      const lines = sides.map((side) => side[place] as NonNullable<(typeof side)[number]>);
      const setting = predictions.settingOf(lines[0] as (typeof lines)[number]);
      assert.ok(setting, JSON.stringify(asked));
      const [from, to] = lines.map(({ said, fate }, index) => {
        const [wish = { index: null }] = wishesOf(policies[index] as CancelPolicy, said, fate);
        return keyOf(answerTo(programs[index] as Program, wish, setting, said));
      });
      const isEveryday = asked.everyday && setting.fate === 'open';
      const told = changes.flatMap((change, index) =>
        change.roles.includes(setting.actor) && keyOf(change.from) === from && keyOf(change.to) === to ? [index] : [],
      );
      const isNamed = isEveryday
        ? told.some((index) => changes[index]?.usual && liesIn(index, asked, place, setting))
        : told.length > 0;
      // What was not decided, or differs in more ways than are told apart, is said to be so.
      const isCut = undecided.some((text) => text.includes(`\`${setting.statuses[0]}\``));
      if (from !== to && !isCut)
        assert.ok(isNamed, `not named: ${from} → ${to}, of ${JSON.stringify(setting)} ${JSON.stringify(asked)}`);
      if (from === to && isEveryday) {
        const wrong = changes.find(
          (change, index) =>
            change.usual && change.statuses.includes(asked.order.status) && liesIn(index, asked, place, setting),
        );
        assert.equal(wrong?.sentence, undefined, JSON.stringify(asked));
      }
    }
  }
}

describe(`diffPolicies, against random orders (SEED=${seed})`, () => {
  const names = Object.keys(presets);
  for (const [at, name] of names.entries()) {
    const preset = presets[name] as CancelPolicy;
    const others = isWholeRun ? names : [names[(at + 1) % names.length] as string];
    for (const other of others) {
      it(`names where ${name} and ${other} differ`, () => {
        compare(preset, presets[other] as CancelPolicy, randomFrom(seed));
      });
    }

    it(`names what changes in ${name} change`, () => {
      const random = randomFrom(seed + at);
      for (let count = 0; count < (isWholeRun ? 100 : 1); count++) compare(preset, mutantOf(preset, random), random);
    });
  }
});
