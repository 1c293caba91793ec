import type { Cancellation, LineQuantity } from '../../../domain/records.ts';
import type { Begun, Plan } from '../store.ts';
import { demandSame, type Given, type StoreCases } from './demands.ts';
import { aCancellation, aPlan, aResult } from './records.ts';

const units = (id: string, quantity: number): LineQuantity[] => [{ id, quantity }];

const room = [...units('cup', 3), ...units('pot', 3)];

/** What opens a cancellation of these units, in an order of three cups and three pots. */
function asking(id: string, lines: LineQuantity[] | null, given: Partial<Cancellation> = {}): Plan {
  return aPlan({ id: `plan-${id}`, cancellations: [aCancellation({ id, lines, ...given })], room });
}

let entries = 0;

/** Writes a transition down and finishes it. */
async function make({ store }: Given, plan: Plan): Promise<Begun['code']> {
  const { code } = await store.begin(plan);
  if (code !== 'begun') return code;
  const { head } = await store.records(plan.orderId);
  const { code: finished } = await store.finish(plan, aResult(plan, head?.seq ?? 0));
  demandSame(finished, 'appended', `finish of ${plan.id}`);
  return code;
}

/** The same cancellation in another state. */
function turned({ cancellations }: Plan, state: Cancellation['state']): Plan {
  const id = `turn-${++entries}`;
  return aPlan({ id, cancellations: cancellations.map((one) => ({ ...one, state })), room });
}

export const slotCases: StoreCases = {
  async 'begin: a whole order has one open cancellation, and none beside it'(given) {
    demandSame(await make(given, asking('a', null)), 'begun', 'the first');
    demandSame(await make(given, asking('b', null)), 'held', 'another of the whole order');
    demandSame(await make(given, asking('c', units('cup', 1))), 'held', 'one of a part');
    demandSame((await given.other.records(asking('a', null).orderId)).plan, null, 'the plan of what was refused');
    const key = asking('b', null).claim?.key ?? '';
    demandSame(await given.other.answered('buyer-1', key), null, 'the key of what was refused');
  },

  async 'begin: units of a line are held by one open cancellation each, to the last'(given) {
    demandSame(await make(given, asking('a', units('cup', 2))), 'begun', 'two of three');
    demandSame(await make(given, asking('b', units('cup', 2))), 'held', 'two more');
    demandSame(await make(given, asking('c', units('cup', 1))), 'begun', 'the third');
    demandSame(await make(given, asking('d', units('cup', 0.001))), 'held', 'a thousandth more');
    demandSame(
      await make(given, asking('e', [...units('pot', 1), ...units('cup', 1)])),
      'held',
      'one that is partly free',
    );
    demandSame(await make(given, asking('f', units('pot', 3))), 'begun', 'of another line');
    demandSame(await make(given, asking('g', null)), 'held', 'the whole order');
  },

  async 'begin: the units are held from then on, before the plan is finished'(given) {
    const { store, other } = given;
    const plan = asking('a', units('cup', 3));
    await store.begin(plan);
    await other.abandon(plan);
    const second = asking('b', units('cup', 3));
    demandSame(await make(given, second), 'begun', 'after the first plan was abandoned');
    demandSame(
      (await store.finish(plan, aResult(plan, 1))).code,
      'appended',
      'the first, which the shop did all the same',
    );
    demandSame(await make(given, asking('c', units('cup', 1))), 'held', 'one more');
  },

  async 'begin: what a settled cancellation held is free, what still awaits its end is not'(given) {
    const plan = asking('a', units('cup', 3));
    await make(given, plan);
    for (const state of ['escalated', 'disputed'] as const) {
      demandSame(await make(given, turned(plan, state)), 'begun', `${state}, which holds what it held`);
      demandSame(await make(given, asking(`b-${state}`, units('cup', 1))), 'held', `beside one that is ${state}`);
    }
    demandSame(await make(given, turned(plan, 'declined')), 'begun', 'declined');
    demandSame(await make(given, asking('c', units('cup', 3))), 'begun', 'the same units');
    demandSame(await make(given, turned(plan, 'disputed')), 'held', 'the first again, whose units another one holds');
  },

  async 'begin: an abandoned plan leaves what was held before it'(given) {
    const plan = asking('a', units('cup', 3));
    await make(given, plan);
    const ending = turned(plan, 'withdrawn');
    await given.store.begin(ending);
    await given.other.abandon(ending);
    demandSame(await make(given, asking('b', units('cup', 1))), 'held', 'one more');
  },

  async 'begin: a cancellation that takes the place of another one takes over its units'(given) {
    const first = asking('a', units('cup', 2));
    await make(given, first);
    const next = asking('b', units('cup', 3));
    const replacing = { ...next, cancellations: [...turned(first, 'withdrawn').cancellations, ...next.cancellations] };
    demandSame(await make(given, replacing), 'begun', 'three, two of which were held');
    demandSame(await make(given, asking('c', units('cup', 1))), 'held', 'one more');
  },

  async 'begin: several of one order at once hold no unit twice'(given) {
    const { store, other } = given;
    const plans = Array.from({ length: 6 }, (_, at) => asking(`c${at}`, units('cup', 1)));
    const making = plans.map(async (plan, at) => {
      const own = { ...given, store: at % 2 === 0 ? store : other };
      // One plan an order: who comes too early comes again.
      for (;;) {
        const { code } = await own.store.begin(plan);
        if (code === 'planned') continue;
        if (code === 'begun') {
          for (;;) {
            const { head } = await own.store.records(plan.orderId);
            if ((await own.store.finish(plan, aResult(plan, head?.seq ?? 0))).code === 'appended') break;
          }
        }
        return code;
      }
    });
    const codes = await Promise.all(making);
    demandSame(codes.filter((code) => code === 'begun').length, 3, 'cancellations of one unit each, of three');
  },
};
