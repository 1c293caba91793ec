import { CancelError, type Issue } from '../../domain/errors.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { unmetDemands } from '../../policy/demands.ts';
import type { ShopConnector } from './shop.ts';

/**
 * Holds policies against what the shop says that it lacks: found when the server starts, not when somebody is owed it.
 *
 * @throws {CancelError} `invalid-shop`, with an issue `unsupported` for each place of a policy that asks for what the shop lacks
 */
export function demandAble({ lacks = [] }: ShopConnector, policies: readonly CancelPolicy[]): void {
  const issues = policies.flatMap((policy, at): Issue[] =>
    unmetDemands(policy, lacks).map(({ path }) => ({ path: ['policies', at, ...path], code: 'unsupported' })),
  );
  const [first] = issues;
  if (first) throw new CancelError('invalid-shop', `the shop cannot do what ${first.path.join('.')} asks for`, issues);
}
