import type { CancelPolicy } from '../../domain/policy.ts';
import { tableOf } from './table.ts';

/** A `MerchantReturnPolicy` of schema.org. */
export interface ReturnPolicyJson {
  '@context': 'https://schema.org';
  '@graph': ReturnWindow[];
}

interface ReturnWindow {
  '@type': 'MerchantReturnPolicy';
  returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow';
  merchantReturnDays: number;
  applicableCountry?: string[];
}

const day = 86_400_000;

/**
 * What of a policy schema.org has words for: how many days after the delivery something may be sent back, by the rules whatever
 * the order is, and by law in which countries. It has none for cancelling, fees of a cancellation or who decides, and nothing
 * is claimed that the policy does not say: `null` where nothing fits.
 */
export function returnPolicyOf(policy: CancelPolicy): ReturnPolicyJson | null {
  const window = (days: number): ReturnWindow => ({
    '@type': 'MerchantReturnPolicy',
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: days,
  });
  const { withdrawal } = policy;
  const days = returnDaysOf(policy);
  const graph = [
    ...(days === null ? [] : [window(days)]),
    ...(withdrawal ? [{ ...window(withdrawal.days), applicableCountry: withdrawal.countries }] : []),
  ];
  return graph.length > 0 ? { '@context': 'https://schema.org', '@graph': graph } : null;
}

/** The days in which every delivered order may be sent back, and after which none may; `null` where it depends on more. */
function returnDaysOf(policy: CancelPolicy): number | null {
  const delivered = tableOf(policy, 'buyer').filter(({ statuses }) =>
    statuses.some((status) => policy.statuses[status]?.phase === 'delivered'),
  );
  const ends = delivered.map(({ axis, bands }) => {
    const [first, second, ...others] = bands.filter(({ absent }) => !absent);
    if (axis !== 'deliveredAt' || !first || !second || others.length > 0 || first.until === null) return null;
    const [may, may2] = [first.cases, second.cases].map((cases) =>
      cases.length === 1 ? cases[0]?.outcome : undefined,
    );
    return may === 'return' && may2 === 'none' && first.until % day === 0 ? first.until / day : null;
  });
  return ends.length > 0 && ends.every((end) => end !== null && end === ends[0]) ? (ends[0] as number) : null;
}
