import type { ConditionWord } from '../../domain/policy.ts';
import type { Schema } from '../schemas/types.ts';
import { written } from '../schemas/written.ts';

/** A condition of each word, as it is written most often. */
export const conditionExamples: Readonly<Record<ConditionWord, unknown>> = {
  all: { all: [{ actor: 'buyer' }, { since: 'placedAt', until: 'PT3H' }] },
  any: { any: [{ actor: 'seller' }, { actor: 'platform' }] },
  not: { not: { since: 'shippedAt', from: 'PT0S' } },
  actor: { actor: 'buyer' },
  status: { status: 'NEW' },
  since: { since: 'placedAt', until: 'PT3H' },
  before: { before: 'facts.startsAt', until: 'P7D' },
  notice: { notice: 'NPB', from: 'P7D' },
  account: { account: 'buyer', is: 'terminated' },
  fact: { fact: 'personalised', is: true },
  amount: { amount: 'total', currency: 'EUR', atLeast: 10000 },
  recentCancellations: { recentCancellations: 'buyer', atLeast: 3 },
  lineFact: { lineFact: 'madeToOrder', is: true },
  someLine: { someLine: { lineFact: 'madeToOrder', is: true } },
  request: { request: 'declined', by: 'buyer' },
  scan: { scan: 'picked-up' },
  attempts: { attempts: 'buyer', below: 1 },
};

/** What a member may be, for those of which a value alone says little. */
const memberExamples: Readonly<Record<string, unknown>> = {
  statuses: { NEW: { phase: 'open' }, CANCELLED: { phase: 'cancelled' } },
  facts: { personalised: { type: 'boolean', default: false } },
  lineFacts: { madeToOrder: { type: 'boolean', default: false } },
  when: conditionExamples.all,
  then: { outcome: 'cancel', reason: 'within-window' },
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  rules: [{ id: 'first-hour', when: conditionExamples.since, then: { outcome: 'cancel', reason: 'within-window' } }],
  reasons: { buyer: { demand: 'optional', choices: [{ code: 'changed-mind' }, { code: 'other' }] } },
  choices: [{ code: 'changed-mind' }],
  refund: { method: 'original' },
  fee: { basisPoints: 500 },
  instants: { cutOff: { of: 'facts.deliveryDay', days: -1, at: '20:00' } },
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer', 'seller'] },
  notifies: ['buyer', 'seller'],
  withdrawal: { countries: ['AT', 'DE'], days: 14, uninformedMonths: 12 },
  messages: { en: { 'made-for-you': 'This mug bears your name.' } },
  links: { return: '/returns/{orderId}' },
  is: 'active',
  atLeast: 1,
  total: { amount: 1999, currency: 'EUR' },
  payment: {
    method: 'card',
    paid: { amount: 1999, currency: 'EUR' },
    refunded: { amount: 0, currency: 'EUR' },
  },
  lines: [{ id: 'l-1', sku: 'MUG', title: 'Mug', quantity: 1, unitPrice: { amount: 1999, currency: 'EUR' } }],
  buyer: { id: 'b-1', name: 'Ada', status: 'active' },
  seller: { id: 's-1', name: 'Grace', status: 'active' },
};

/** A value that would be right under a name, or `undefined` where nothing can be said. */
export function exampleOf(schema: Schema | undefined, name: string | number | undefined): unknown {
  if (schema) {
    const { shape } = schema;
    if (shape.kind === 'one-of') return shape.values[0];
    if (shape.kind === 'boolean') return true;
    if (shape.kind === 'string' && shape.format) return written[shape.format].example;
    if (shape.kind === 'number' && shape.min !== undefined && shape.min > 1) return shape.min;
    if (shape.kind === 'optional' || shape.kind === 'nullable') return exampleOf(shape.inner, name);
  }
  const own = typeof name === 'string' && Object.hasOwn(memberExamples, name) ? memberExamples[name] : undefined;
  if (own !== undefined) return own;
  if (schema?.shape.kind === 'number') return 1;
  if (schema?.shape.kind === 'string')
    return typeof name === 'string' && /^[a-z]\w*$/i.test(name) ? `my-${name}` : 'my-code';
  return schema?.shape.kind === 'list' ? [] : undefined;
}
