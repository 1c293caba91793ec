import type { CancelPolicy, RefundTerms } from '../domain/policy.ts';

/**
 * What a shop may lack. `lines`: it cancels whole orders alone; `undo`: what was cancelled stays so; `refund-terms`: it gives back all that
 * was paid, with the cancellation, the way it was paid; `statuses`: an order has no status while somebody asks or a refund runs;
 * `hold-fulfilment`, `coupons`, `fee`, `penalty`, `remark`: it has nothing of the kind. Of stock and of what counts against a buyer nothing is asked for
 * here: a shop without such a call may well put items back itself, and count by its own orders.
 */
export type ShopLack =
  | 'lines'
  | 'undo'
  | 'refund-terms'
  | 'statuses'
  | 'hold-fulfilment'
  | 'coupons'
  | 'fee'
  | 'penalty'
  | 'remark';

/** Where a policy asks for what a shop may lack; `null`: it does not. */
const askedFor: Record<ShopLack, (policy: CancelPolicy) => (string | number)[] | null> = {
  lines: ({ lifecycle }) => (lifecycle?.scope === 'lines' ? ['lifecycle', 'scope'] : null),
  undo: ({ lifecycle }) => (lifecycle?.undo ? ['lifecycle', 'undo'] : null),
  'refund-terms': (policy) =>
    policy.lifecycle?.completes === 'when-refunded' ? ['lifecycle', 'completes'] : refundTermAt(policy),
  statuses: ({ lifecycle, notices = {} }) => {
    const { requested, refunding, unpaid, cancelled } = lifecycle ?? {};
    if (requested !== undefined) return ['lifecycle', 'requested'];
    if (refunding !== undefined && refunding !== cancelled) return ['lifecycle', 'refunding'];
    if (unpaid !== undefined && unpaid !== cancelled) return ['lifecycle', 'unpaid'];
    for (const [kind, notice] of Object.entries(notices)) {
      const name = (['status', 'penaltyStatus', 'liftedStatus'] as const).find((one) => notice[one] !== undefined);
      if (name) return ['notices', kind, name];
    }
    return null;
  },
  'hold-fulfilment': ({ lifecycle }) => (lifecycle?.holdsFulfilment ? ['lifecycle', 'holdsFulfilment'] : null),
  coupons: (policy) => consequenceAt(policy, ({ coupons }) => coupons === 'restore', 'coupons'),
  fee: (policy) => consequenceAt(policy, ({ marketplaceFee }) => marketplaceFee === 'reset', 'marketplaceFee'),
  penalty: (policy) => consequenceAt(policy, ({ penalty }) => penalty !== undefined, 'penalty'),
  remark: ({ lifecycle }) => (lifecycle?.sellerRemarks ? ['lifecycle', 'sellerRemarks'] : null),
};

/** Where a policy gives back less than everything, or another way than it was paid: by its own terms, or a rule's. */
function refundTermAt({ refund, rules, otherwise }: CancelPolicy): (string | number)[] | null {
  const places: [(string | number)[], RefundTerms | undefined][] = [
    [['refund'], refund],
    ...rules.map(({ then }, at): (typeof places)[number] => [['rules', at, 'then', 'refund'], then.refund]),
    [['otherwise', 'refund'], otherwise.refund],
  ];
  for (const [path, { method = 'original', choices = [], fee, keeps = [], adjustable } = {}] of places) {
    if (method !== 'original') return [...path, 'method'];
    if (choices.some((one) => one !== 'original')) return [...path, 'choices'];
    if (fee) return [...path, 'fee'];
    if (keeps.length > 0) return [...path, 'keeps'];
    if (adjustable) return [...path, 'adjustable'];
  }
  return null;
}

/** Where a policy has consequences that ask for something: its own, a rule's, or a reason's. */
function consequenceAt(
  { consequences, rules, otherwise, reasons = {} }: CancelPolicy,
  asks: (consequences: NonNullable<CancelPolicy['consequences']>) => boolean,
  name: string,
): (string | number)[] | null {
  const places: [(string | number)[], CancelPolicy['consequences'] | undefined][] = [
    [['consequences'], consequences],
    ...rules.map(({ then }, at): (typeof places)[number] => [['rules', at, 'then', 'consequences'], then.consequences]),
    [['otherwise', 'consequences'], otherwise.consequences],
    ...Object.entries(reasons).flatMap(([role, list]) =>
      (list?.choices ?? []).map((choice, at): (typeof places)[number] => [
        ['reasons', role, 'choices', at, 'consequences'],
        choice.consequences,
      ]),
    ),
  ];
  const found = places.find(([, one]) => one && asks(one));
  return found ? [...found[0], name] : null;
}

/** Where a policy asks for what a shop lacks. */
export function unmetDemands(
  policy: CancelPolicy,
  lacks: readonly ShopLack[],
): { lack: ShopLack; path: (string | number)[] }[] {
  return lacks.flatMap((lack) => {
    const path = askedFor[lack](policy);
    return path ? [{ lack, path }] : [];
  });
}
