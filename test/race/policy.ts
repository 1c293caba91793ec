import type { CancelPolicy } from '../../src/domain/policy.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';

/** Everything can happen: silence accepts, refunds come in parts, what was cancelled can be undone. */
export const policy: CancelPolicy = {
  ...shopBuilder,
  lifecycle: {
    ...shopBuilder.lifecycle,
    respondWithin: 'PT5H',
    remindAfter: 'PT2H',
    onSilence: 'accept',
    holdsFulfilment: true,
    undo: { from: ['refunding', 'cancelled'], by: ['seller'], guards: ['coupons', 'stock'] },
  } as NonNullable<CancelPolicy['lifecycle']>,
};
