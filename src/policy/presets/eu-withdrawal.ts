import type { CancelPolicy } from '../../domain/policy.ts';

/**
 * The statutory right of withdrawal of consumers in the European Union (Directive 2011/83/EU; EU-1 to EU-11). It permits no
 * cancelling of its own: it is combined with a shop's policy, whose rules cannot narrow it.
 */
const policy: CancelPolicy = {
  id: 'eu-withdrawal',
  version: '1',
  // A policy names one at least; those that orders have are the shop's to name.
  statuses: { 'eu-withdrawal': { phase: 'open' } },
  rules: [],
  otherwise: { outcome: 'none', reason: 'contact-only', alternatives: ['contact-seller'] },
  reasons: {},
  withdrawal: {
    // EU-1
    countries: [
      ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'],
      ...['IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
    ],
    // EU-8
    days: 14,
    uninformedMonths: 12,
  },
};

export default policy;
