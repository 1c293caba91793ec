import type { CommitMeta, Steps } from '../../../../src/server/index.ts';
import { effectTypes } from '../../../../src/server/shops/stepwise/job.ts';
import { anOrder } from '../../setup.ts';

export const order = anOrder({ revision: 'r1' });
/** How a shop reads that has this order alone. */
export const read = { order: async () => order, orderByNumber: async () => order };
/** A shop that has nothing of any kind. */
export const nothing = Object.fromEntries(effectTypes.map((type) => [type, 'none'])) as Steps;

export const meta: CommitMeta = {
  id: 'a'.repeat(32),
  cancellationId: null,
  state: null,
  actor: 'seller',
  at: '2026-03-10T12:00:00Z',
  afterShipment: false,
};
