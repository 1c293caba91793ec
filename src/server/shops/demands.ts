import { CancelError, type Issue } from '../../domain/errors.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { ShopConnector, ShopLack } from './shop.ts';

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

/**
 * Holds policies against what the shop says that it lacks: found when the server starts, not when somebody is owed it.
 *
 * @throws {CancelError} `invalid-shop`, with an issue `unsupported` for each place of a policy that asks for what the shop lacks
 */
export function demandAble({ lacks = [] }: ShopConnector, policies: readonly CancelPolicy[]): void {
  const issues = policies.flatMap((policy, at): Issue[] =>
    lacks.flatMap((lack) => {
      const path = askedFor[lack](policy);
      return path ? [{ path: ['policies', at, ...path], code: 'unsupported' }] : [];
    }),
  );
  const [first] = issues;
  if (first) throw new CancelError('invalid-shop', `the shop cannot do what ${first.path.join('.')} asks for`, issues);
}
