import {
  type CommitMeta,
  type MemoryShop,
  type ShopEffect,
  type Step,
  type StepCall,
  type StepJournal,
  StepRefused,
  type Steps,
  type StepwiseShop,
  stepwiseShop,
} from '../../src/server/index.ts';
import { ends } from '../../src/server/shops/memory-shop.ts';
import { book, type Chance, emptyLedger, type Ledger, pause } from './ledger.ts';

/** A call of a shop that does one thing at a time, as plain JSON. */
export type PlainCall = Pick<StepCall, 'orderId' | 'effect' | 'key' | 'meta'>;

/** What a shop of plain calls offers. A call that rejects was done, or not, or in part. */
export interface PlainShop {
  order: MemoryShop['order'];
  /** `refused`: nothing was done, and never will be. */
  run(call: PlainCall): Promise<'done' | 'refused' | 'refused-stock'>;
  /** Whether all of it was done. */
  check(call: PlainCall): Promise<boolean>;
}

/**
 * What the shop says of its calls: which take their key (`repeat`), which can be asked about (`check`), and which neither: those
 * a person has to be asked about.
 */
const kinds: Record<ShopEffect['type'], 'repeat' | 'check' | 'neither'> = {
  unstock: 'check',
  'hold-fulfilment': 'repeat',
  lines: 'check',
  status: 'repeat',
  'release-fulfilment': 'neither',
  void: 'check',
  refund: 'repeat',
  stock: 'check',
  coupons: 'neither',
  fee: 'check',
  'removal-requests': 'repeat',
  strike: 'repeat',
  penalty: 'repeat',
  notices: 'repeat',
  remark: 'repeat',
};

/** How long a call is waited for, ms: of a process that was killed its steps are anybody's after twice as long. */
const timeout = 300;

const passed = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));

/** A connector to it, with its journal in the database that is raced on. */
export function stepwiseOver(
  plain: PlainShop,
  journal: StepJournal,
  onDone: (orderId: string) => unknown,
): StepwiseShop {
  const steps = Object.fromEntries(
    Object.entries(kinds).map(([type, kind]): [string, Step] => {
      const run: Step['run'] = async (call) => {
        const answer = await plain.run(plainOf(call));
        if (answer === 'done') return;
        throw new StepRefused('the shop refuses', answer === 'refused-stock' ? { refused: 'stock' } : {});
      };
      const check: Step['check'] = async (call) => ((await plain.check(plainOf(call))) ? 'done' : 'not-done');
      return [type, { run, ...(kind === 'repeat' && { repeatable: true }), ...(kind === 'check' && { check }) }];
    }),
  ) as unknown as Steps;
  return stepwiseShop({
    read: { order: (id) => plain.order(id), orderByNumber: async () => null },
    steps,
    journal,
    onDone,
    patience: 100,
    timeout,
    quiet: 0,
    longestPause: 5,
  });
}

function plainOf({ orderId, effect, key, meta }: StepCall): PlainCall {
  return { orderId, effect, key, meta };
}

/** What is done one by one, and may be cut off in between. */
function partsOf(effect: ShopEffect): ShopEffect[] {
  if (effect.type !== 'stock' && effect.type !== 'unstock') return [effect];
  return effect.items.map((item) => ({ ...effect, items: [item] }) as ShopEffect);
}

/**
 * The shop as it is reached over a network: each call may be cut off before, after and in the middle of what it does; those that take
 * their key may arrive when nobody waits for them any more, and are done after all, once. `unkeyed`:
 * it does not look at the key of a refund, though it says so. Money is cut off most often.
 */
export function reachedByStep(
  goods: MemoryShop,
  chance: Chance,
  { unkeyed = false, late = 0.01 } = {},
): { plain: PlainShop; ledger: Ledger; wasDone(call: PlainCall): boolean; arrived(): Promise<number> } {
  const ledger = emptyLedger();
  const idOf = ({ key }: PlainCall, at: number): string => `${key}/${at}`;
  const wasDone = (call: PlainCall): boolean => partsOf(call.effect).every((_, at) => ledger.done.has(idOf(call, at)));
  let calls = 0;
  /** Calls that nobody waits for any more, and that the shop is still to do. */
  const onTheirWay: Promise<unknown>[] = [];

  /** One part, once; what the shop refuses it refuses as a whole. */
  const apply = async (
    call: PlainCall,
    part: ShopEffect,
    at: number,
  ): Promise<'done' | 'refused' | 'refused-stock'> => {
    const id = idOf(call, at);
    const isKeyed = !unkeyed || part.type !== 'refund';
    if (isKeyed && ledger.done.has(id)) return 'done';
    const meta: CommitMeta = { ...call.meta, id: isKeyed ? id : `${id}#${++calls}` };
    for (;;) {
      const order = await goods.order(call.orderId);
      if (!order) return 'refused';
      const isLate = order.shippedAt !== undefined && !meta.afterShipment;
      if (isLate && (ends(meta) || part.type === 'status')) return 'refused';
      const answer = await goods.commit(call.orderId, order.revision, [part], meta);
      if (!answer.ok && answer.refused === 'stock') return 'refused-stock';
      if (!answer.ok) continue;
      if (!ledger.applied.includes(call.meta.id)) ledger.applied.push(call.meta.id);
      book(ledger, part, id);
      return 'done';
    }
  };

  /** All of a call, part by part; `cut`: 0, it is cut off after the first. */
  const done = async (call: PlainCall, cut: 0 | 1): Promise<'done' | 'refused' | 'refused-stock'> => {
    for (const [at, part] of partsOf(call.effect).entries()) {
      const answer = await apply(call, part, at);
      if (answer !== 'done') return answer;
      if (at === 0 && cut === 0) throw new Error('cut off in the middle of what the shop did');
      await pause(chance);
    }
    return 'done';
  };

  return {
    ledger,
    wasDone,
    arrived: async () => (await Promise.all(onTheirWay)).length,
    plain: {
      async order(id) {
        await pause(chance);
        return goods.order(id);
      },
      async run(call) {
        await pause(chance);
        const fate = chance();
        const faulty = call.effect.type === 'refund' ? 0.2 : 0.15;
        if (kinds[call.effect.type] === 'repeat' && chance() < late) {
          const arriving = passed(2 * timeout).then(() => done(call, 1));
          onTheirWay.push(arriving.catch(() => {}));
          return arriving;
        }
        if (fate < faulty) throw new Error('cut off before the shop acted');
        const answer = await done(call, fate - faulty < faulty ? 0 : 1);
        if (answer !== 'done') return answer;
        if (fate > 1 - faulty) throw new Error('cut off after the shop acted');
        return 'done';
      },
      async check(call) {
        await pause(chance);
        if (chance() < 0.15) throw new Error('cut off while it was asked');
        return wasDone(call);
      },
    },
  };
}
