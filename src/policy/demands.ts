import type { CancelPolicy } from '../domain/policy.ts';

/**
 * What a shop may lack. `lines`: it cancels whole orders alone; `undo`: what was cancelled stays so; `hold-fulfilment`, `coupons`, `fee`,
 * `remark`: it has nothing of the kind.
 */
export type ShopLack = 'lines' | 'undo' | 'hold-fulfilment' | 'coupons' | 'fee' | 'remark';

/** Where a policy asks for what a shop may lack; `null`: it does not. */
const askedFor: Record<ShopLack, (policy: CancelPolicy) => (string | number)[] | null> = {
  lines: ({ lifecycle }) => (lifecycle?.scope === 'lines' ? ['lifecycle', 'scope'] : null),
  undo: ({ lifecycle }) => (lifecycle?.undo ? ['lifecycle', 'undo'] : null),
  'hold-fulfilment': ({ lifecycle }) => (lifecycle?.holdsFulfilment ? ['lifecycle', 'holdsFulfilment'] : null),
  coupons: (policy) => consequenceAt(policy, ({ coupons }) => coupons === 'restore', 'coupons'),
  fee: (policy) => consequenceAt(policy, ({ marketplaceFee }) => marketplaceFee === 'reset', 'marketplaceFee'),
  remark: ({ lifecycle }) => (lifecycle?.sellerRemarks ? ['lifecycle', 'sellerRemarks'] : null),
};

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
