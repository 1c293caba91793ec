import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AnalysisOptions,
  analysePolicy,
  type CancelPolicy,
  decide,
  type FindingCode,
  type Rule,
} from '../../../src/policy/index.ts';
import { shop, shopOptions } from './shop.ts';

type Draft = CancelPolicy & { lifecycle: NonNullable<CancelPolicy['lifecycle']> };

/** A fault that somebody makes, and by which code and where it is found. */
interface Fault {
  title: string;
  make(policy: Draft): void;
  code: FindingCode;
  /** The end of the path; `null`: of the whole. */
  at: string;
  rule?: string;
  related?: string[];
  options?: AnalysisOptions;
}

const named = (policy: Draft, id: string): Rule => policy.rules.find((rule) => rule.id === id) as Rule;
const conditions = (policy: Draft, id: string): unknown[] => named(policy, id).when as unknown[];
const before = (policy: Draft, id: string, ...rules: unknown[]): void => {
  policy.rules.splice(
    policy.rules.findIndex((rule) => rule.id === id),
    0,
    ...(rules as Rule[]),
  );
};
const may = { outcome: 'cancel', reason: 'within-window' };
const buyer = { actor: 'buyer' };
const hours = (count: number) => ({ since: 'placedAt', until: `PT${count}H` });
/** A permission, and a refusal behind it; of whoever asks. */
const refuseBehind = (policy: Draft, permitted: unknown, refused: unknown): void =>
  before(
    policy,
    'seller',
    { id: 'permission', when: permitted, then: may },
    { id: 'refusal', when: refused, then: { outcome: 'none', reason: 'contact-only' } },
  );
/** What the clock cancels, behind everything else. */
const byItself = (policy: Draft, when: object): void => {
  policy.rules.push({ id: 'by-itself', when: [{ actor: 'nobody' }, when], then: may } as Rule);
};

/** By kind. */
const faults: Record<string, Fault[]> = {
  'a condition that is true of no order': [
    {
      title: 'two statuses at once',
      make: (policy) =>
        before(policy, 'ask', { id: 'new', when: [{ status: 'NEW' }, { status: 'PACKING' }], then: may }),
      ...{ code: 'contradiction', at: 'when', rule: 'new' },
    },
    {
      title: 'a fact that is and is not',
      make: (policy) => {
        const when = { all: [buyer, { fact: 'personalised', is: true }, { not: { fact: 'personalised', is: true } }] };
        before(policy, 'ask', { id: 'new', when, then: may });
      },
      ...{ code: 'contradiction', at: 'when', rule: 'new' },
    },
    {
      title: 'a number below and above',
      make: (policy) => conditions(policy, 'heavy').push({ fact: 'weight', below: 20 }),
      ...{ code: 'contradiction', at: 'when', rule: 'heavy' },
    },
    {
      title: 'an amount in two currencies',
      make: (policy) => {
        const when = [
          { amount: 'total', currency: 'EUR', atLeast: 1 },
          { amount: 'total', currency: 'USD', atLeast: 1 },
        ];
        before(policy, 'ask', { id: 'new', when, then: may });
      },
      ...{ code: 'contradiction', at: 'when', rule: 'new' },
    },
    {
      title: 'nobody asked, and it was declined',
      make: (policy) => {
        before(policy, 'ask', {
          id: 'new',
          when: [{ request: 'declined' }, { attempts: 'buyer', below: 0 }],
          then: may,
        });
      },
      ...{ code: 'contradiction', at: 'when.1', rule: 'new' },
    },
    {
      title: 'a boolean fact that is neither',
      make: (policy) => {
        const when = [{ not: { fact: 'personalised', is: [true, false, null] } }, buyer];
        before(policy, 'ask', { id: 'new', when, then: may });
      },
      ...{ code: 'contradiction', at: 'when.0', rule: 'new' },
    },
  ],
  'windows that never open': [
    {
      title: 'from two hours on, until one hour',
      make: (policy) => {
        const when = [buyer, { since: 'placedAt', from: 'PT2H' }, { since: 'placedAt', until: 'PT1H' }];
        before(policy, 'ask', { id: 'new', when, then: may });
      },
      ...{ code: 'window-never-opens', at: 'when', rule: 'new' },
    },
    {
      title: 'a window that ends before it begins',
      make: (policy) => {
        before(policy, 'ask', { id: 'new', when: { since: 'placedAt', from: 'P2D', until: 'P1D' }, then: may });
      },
      ...{ code: 'window-never-opens', at: 'when.until' },
    },
    {
      title: 'an hour of an alert that stands a day',
      make: (policy) => {
        const when = { all: [{ not: { notice: 'LATE' } }, { notice: 'LATE', from: 'P1D' }] };
        before(policy, 'ask', { id: 'new', when: [buyer, when], then: may });
      },
      ...{ code: 'window-never-opens', at: 'when.1', rule: 'new' },
    },
    {
      title: 'before a start that was two days ago',
      make: (policy) => {
        const when = [{ before: 'facts.startsAt' }, { since: 'facts.startsAt', from: 'P2D' }];
        before(policy, 'ask', { id: 'new', when, then: may });
      },
      ...{ code: 'window-never-opens', at: 'when', rule: 'new' },
    },
    {
      title: 'before the evening of the next working day, an hour after midnight a week later',
      make: (policy) => {
        const when = [buyer, { since: 'instants.cutOff', until: 'PT0S' }, { since: 'placedAt', from: 'P8D' }];
        before(policy, 'free', { id: 'new', when, then: may });
      },
      ...{ code: 'window-never-opens', at: 'when', rule: 'new' },
    },
    {
      title: 'a scan of yesterday that is not there',
      make: (policy) => {
        const when = [{ scan: 'delivered', from: 'P1D' }, { not: { scan: 'delivered' } }];
        before(policy, 'ask', { id: 'new', when, then: may });
      },
      ...{ code: 'window-never-opens', at: 'when', rule: 'new' },
    },
  ],
  'orders that nobody has': [
    {
      title: 'delivered before it was shipped',
      make: (policy) => {
        const when = [buyer, { since: 'shippedAt', until: 'P1D' }, { since: 'deliveredAt', from: 'P2D' }];
        before(policy, 'sent', { id: 'new', when, then: may });
      },
      ...{ code: 'only-out-of-order', at: 'rules.1', rule: 'new' },
    },
    {
      title: 'paid before it was placed',
      make: (policy) => {
        const when = [buyer, { since: 'paidAt', from: 'PT2H' }, { since: 'placedAt', until: 'PT1H' }];
        before(policy, 'sent', { id: 'new', when, then: may });
      },
      ...{ code: 'only-out-of-order', at: 'rules.1', rule: 'new' },
    },
    {
      title: 'until it was placed',
      make: (policy) => {
        before(policy, 'sent', { id: 'new', when: [buyer, { since: 'placedAt', until: 'PT0S' }], then: may });
      },
      ...{ code: 'only-out-of-order', at: 'rules.1', rule: 'new' },
    },
    {
      title: 'an alert within the week in which none can be filed',
      make: (policy) => {
        before(policy, 'sent', {
          id: 'new',
          when: [{ notice: 'LATE' }, { since: 'placedAt', until: 'P6D' }],
          then: may,
        });
      },
      ...{ code: 'only-out-of-order', at: 'rules.1', rule: 'new' },
    },
  ],
  'rules behind others': [
    {
      title: 'the general before the special',
      make: (policy) => policy.rules.splice(7, 2, policy.rules[8] as Rule, policy.rules[7] as Rule),
      ...{ code: 'shadowed', at: 'rules.8', rule: 'heavy', related: ['ask'] },
    },
    {
      title: 'the same window, shorter, behind',
      make: (policy) => {
        const when = [buyer, { fact: 'weight', atLeast: 40 }];
        before(policy, 'ask', { id: 'new', when, then: { outcome: 'none', reason: 'contact-only' } });
      },
      ...{
        code: 'shadowed',
        at: 'rules.8',
        rule: 'new',
        related: ['heavy'],
      },
    },
    {
      title: 'two that cover a third together',
      make: (policy) => {
        before(
          policy,
          'heavy',
          { id: 'one', when: [buyer, { fact: 'personalised', is: true }], then: may },
          { id: 'other', when: [buyer, { not: { fact: 'personalised', is: true } }], then: may },
        );
      },
      ...{ code: 'shadowed', at: 'rules.9', rule: 'heavy' },
    },
    {
      title: 'a rule for all statuses, one by one',
      make: (policy) => {
        const when = { status: Object.keys(policy.statuses) };
        before(policy, 'free', { id: 'new', when, then: { outcome: 'none', reason: 'contact-only' } });
      },
      ...{ code: 'shadowed', at: 'rules.8', rule: 'heavy' },
    },
    {
      title: 'a rule that permits nobody anything',
      make: (policy) => {
        const when = [{ not: { actor: ['buyer', 'seller', 'platform'] } }, { status: 'NEW' }];
        before(policy, 'seller', { id: 'new', when, then: may });
      },
      ...{ code: 'never-asked', at: 'rules.3', rule: 'new' },
    },
  ],
  'refusals that only the clock would get': [
    {
      title: 'behind a permission of more values',
      make: (policy) => refuseBehind(policy, { fact: 'weight', atLeast: 30 }, { fact: 'weight', atLeast: 40 }),
      ...{ code: 'shadowed', at: 'rules.4', rule: 'refusal', related: ['permission'] },
    },
    {
      title: 'behind a permission of a longer window',
      make: (policy) => {
        const when = [hours(1), { fact: 'personalised', is: true }];
        refuseBehind(policy, hours(3), when);
      },
      ...{ code: 'shadowed', at: 'rules.4', rule: 'refusal', related: ['permission'] },
    },
    {
      title: 'where what happens by itself is another order’s',
      make: (policy) => {
        refuseBehind(policy, { fact: 'weight', atLeast: 30 }, { fact: 'weight', atLeast: 40 });
        byItself(policy, { fact: 'weight', below: 20 });
      },
      ...{ code: 'shadowed', at: 'rules.4', rule: 'refusal', related: ['permission'] },
    },
    {
      title: 'in a part of its condition',
      make: (policy) => {
        const when = {
          any: [
            { fact: 'personalised', is: true },
            { fact: 'weight', atLeast: 40 },
          ],
        };
        refuseBehind(policy, { fact: 'weight', atLeast: 30 }, when);
      },
      ...{ code: 'part-never-decides', at: 'rules.4.when.any.1', rule: 'refusal' },
    },
  ],
  'parts that change nothing': [
    {
      title: 'an `any` with a status that was dealt with',
      make: (policy) => {
        named(policy, 'ask').when = [buyer, { any: [{ fact: 'personalised', is: true }, { status: 'SENT' }] }] as never;
      },
      ...{ code: 'part-never-decides', at: 'when.1.any.1', rule: 'ask' },
    },
    {
      title: 'a wider window beside a narrower one',
      make: (policy) => {
        const any = [
          { since: 'placedAt', until: 'PT3H' },
          { since: 'placedAt', until: 'PT1H' },
        ];
        before(policy, 'free', { id: 'new', when: [buyer, { any }], then: may });
      },
      ...{ code: 'part-never-decides', at: 'when.1.any.1', rule: 'new' },
    },
    {
      title: 'not shipped, once more',
      make: (policy) => conditions(policy, 'heavy').push({ not: { since: 'shippedAt', from: 'PT0S' } }),
      ...{ code: 'part-always-holds', at: 'when.2', rule: 'heavy' },
    },
    {
      title: 'the wider of two windows',
      make: (policy) => {
        const when = [buyer, { since: 'placedAt', until: 'PT1H' }, { since: 'placedAt', until: 'PT3H' }];
        before(policy, 'free', { id: 'new', when, then: may });
      },
      ...{ code: 'part-always-holds', at: 'when.2', rule: 'new' },
    },
    {
      title: 'a part that nothing can be, within a `not`',
      make: (policy) => {
        const any = [
          { fact: 'weight', atLeast: 10 },
          { fact: 'weight', atLeast: 20 },
        ];
        before(policy, 'free', { id: 'new', when: [buyer, { not: { any } }], then: may });
      },
      ...{ code: 'part-never-decides', at: 'when.1.not.any.1', rule: 'new' },
    },
  ],
  'open orders without a rule': [
    {
      title: 'the last rule is gone',
      make: (policy) => policy.rules.pop(),
      ...{ code: 'gap', at: 'otherwise' },
    },
    {
      title: 'a status is forgotten',
      make: (policy) => {
        named(policy, 'ask').when = [buyer, { status: 'NEW' }] as never;
      },
      ...{ code: 'gap', at: 'otherwise' },
    },
    {
      title: 'an hour between two windows',
      make: (policy) => {
        named(policy, 'ask').when = [
          buyer,
          {
            any: [
              { since: 'placedAt', until: 'P9D' },
              { since: 'placedAt', from: 'P9DT1H' },
            ],
          },
        ] as never;
      },
      ...{ code: 'gap', at: 'otherwise' },
    },
    {
      title: 'a number between two ranges',
      make: (policy) => {
        named(policy, 'ask').when = [
          buyer,
          { any: [{ fact: 'weight', below: 5 }, { not: { fact: 'weight', atLeast: 5, below: 6 } }] },
        ] as never;
      },
      ...{ code: 'gap', at: 'otherwise' },
    },
  ],
  'statuses that nobody can leave': [
    {
      title: 'on hold, and nothing is permitted',
      make: (policy) => {
        policy.statuses.HOLD = { phase: 'open' };
        before(policy, 'sent', {
          id: 'new',
          when: { status: 'HOLD' },
          then: { outcome: 'none', reason: 'contact-only' },
        });
        policy.rules.splice(2, 0, policy.rules.splice(1, 1)[0] as Rule);
        policy.rules.unshift(policy.rules.splice(2, 1)[0] as Rule);
      },
      ...{ code: 'status-stuck', at: 'statuses.HOLD' },
    },
    {
      title: 'requests end in a status of their own, and the lifecycle has another',
      make: (policy) => {
        policy.statuses.WAITING = { phase: 'requested' };
        before(policy, 'cancelled', {
          id: 'new',
          when: { status: 'WAITING' },
          then: { outcome: 'none', reason: 'request-open' },
        });
      },
      ...{ code: 'status-stuck', at: 'statuses.WAITING' },
    },
    {
      title: 'an alert that is lifted and leaves its status',
      make: (policy) => {
        delete policy.notices?.LATE?.liftedStatus;
      },
      ...{ code: 'status-stuck', at: 'notices.LATE' },
    },
  ],
  'requests that wait': [
    {
      title: 'no time to answer',
      make: ({ lifecycle }) => {
        delete lifecycle.respondWithin;
        delete lifecycle.onSilence;
      },
      ...{ code: 'request-without-timer', at: 'lifecycle' },
    },
    {
      title: 'no lifecycle',
      make: (policy) => {
        delete (policy as Partial<Draft>).lifecycle;
      },
      ...{ code: 'request-without-timer', at: 'lifecycle' },
    },
    {
      title: 'a time, and nothing after it',
      make: ({ lifecycle }) => {
        lifecycle.onSilence = 'nothing';
      },
      ...{ code: 'request-without-answer', at: 'lifecycle.onSilence' },
    },
    {
      title: 'no reason with which to decline',
      make: ({ lifecycle }) => {
        lifecycle.declineReasons = { demand: 'required', choices: [] };
      },
      ...{ code: 'request-without-answer', at: 'lifecycle.declineReasons.choices' },
    },
    {
      title: 'no rule asks any more',
      make: (policy) => {
        for (const id of ['heavy', 'ask']) Object.assign(named(policy, id).then, { outcome: 'cancel' });
      },
      ...{ code: 'timer-without-request', at: 'lifecycle.requested' },
    },
  ],
  'roles that can do nothing': [
    {
      title: 'the seller was misspelt as the platform',
      make: (policy) => {
        named(policy, 'seller').when = { actor: 'platform' };
      },
      ...{ code: 'role-without-action', at: 'rules' },
    },
    {
      title: 'the platform is named, and only denied',
      make: (policy) =>
        before(policy, 'seller', {
          id: 'new',
          when: { actor: 'platform' },
          then: { outcome: 'none', reason: 'contact-only' },
        }),
      ...{ code: 'role-without-action', at: 'rules' },
    },
    {
      title: 'a reason is demanded and every one refused',
      make: (policy) => {
        policy.reasons.seller = { demand: 'required', choices: [{ code: 'other', valid: false }] };
      },
      ...{ code: 'role-without-action', at: 'reasons.seller.choices' },
    },
  ],
  'fees that are not meant': [
    {
      title: '20 for 20 %',
      make: (policy) => Object.assign(named(policy, 'heavy').then.refund?.fee ?? {}, { basisPoints: 20 }),
      ...{ code: 'fee-implausible', at: 'refund.fee.basisPoints', rule: 'heavy' },
    },
    {
      title: '150 %',
      make: (policy) => Object.assign(named(policy, 'heavy').then.refund?.fee ?? {}, { basisPoints: 15_000 }),
      ...{ code: 'fee-implausible', at: 'refund.fee.basisPoints', rule: 'heavy' },
    },
    {
      title: '5 for 5 EUR',
      make: (policy) => {
        policy.refund = { method: 'original', fee: { amount: { amount: 5, currency: 'EUR' } } };
      },
      ...{ code: 'fee-implausible', at: 'refund.fee.amount' },
    },
    {
      title: 'more than the order',
      make: (policy) => {
        const when = [buyer, { amount: 'total', currency: 'EUR', below: 500 }];
        const refund = { method: 'original', fee: { amount: { amount: 500, currency: 'EUR' } } };
        before(policy, 'ask', { id: 'new', when, then: { outcome: 'request', reason: 'seller-decides', refund } });
      },
      ...{ code: 'fee-implausible', at: 'refund.fee', rule: 'new' },
    },
    {
      title: 'bounds that cross',
      make: (policy) => {
        const fee = {
          basisPoints: 500,
          atLeast: { amount: 900, currency: 'EUR' },
          atMost: { amount: 300, currency: 'EUR' },
        };
        policy.refund = { method: 'original', fee };
      },
      ...{ code: 'fee-implausible', at: 'refund.fee.atLeast' },
    },
    {
      title: 'a fee where nothing is permitted',
      make: (policy) =>
        Object.assign(named(policy, 'sent').then, { refund: { method: 'original', fee: { basisPoints: 500 } } }),
      ...{ code: 'fee-implausible', at: 'refund.fee', rule: 'sent' },
    },
  ],
  'permissions that come and go': [
    {
      title: 'a pause of two hours',
      make: (policy) => {
        const when = [buyer, { since: 'placedAt', from: 'PT1H', until: 'PT3H' }];
        before(policy, 'free', { id: 'new', when, then: { outcome: 'none', reason: 'window-closed' } });
      },
      ...{ code: 'flip-flop', at: 'rules.7', rule: 'free' },
    },
    {
      title: 'by request in between',
      make: (policy) => {
        const when = [{ actor: 'seller' }, { since: 'placedAt', from: 'P1D', until: 'P2D' }];
        before(policy, 'seller', { id: 'new', when, then: { outcome: 'request', reason: 'seller-decides' } });
      },
      ...{ code: 'flip-flop', at: 'rules.4', rule: 'seller' },
    },
    {
      title: 'from and until were taken for one another',
      make: (policy) => {
        const when = [
          { actor: 'seller' },
          {
            not: {
              any: [
                { since: 'placedAt', until: 'P1D' },
                { since: 'placedAt', from: 'P3D' },
              ],
            },
          },
        ];
        before(policy, 'seller', { id: 'new', when, then: { outcome: 'none', reason: 'window-closed' } });
      },
      ...{ code: 'flip-flop', at: 'rules.4', rule: 'seller' },
    },
  ],
  'time zones that there are not': [
    {
      title: 'a town without a zone',
      make: (policy) => Object.assign(policy, { timeZone: 'Europe/Wien' }),
      ...{ code: 'unknown-zone', at: 'timeZone' },
    },
    {
      title: 'a zone of a country',
      make: (policy) => Object.assign(policy, { timeZone: 'America/USA' }),
      ...{ code: 'unknown-zone', at: 'timeZone' },
    },
  ],
  'codes without words': [
    {
      title: 'a reason of one’s own',
      make: (policy) => Object.assign(named(policy, 'free').then, { reason: 'before-cut-off' }),
      ...{ code: 'code-without-wording', at: 'then.reason', rule: 'free' },
    },
    {
      title: 'words in one language of two',
      make: (policy) => {
        Object.assign(named(policy, 'free').then, { reason: 'before-cut-off' });
        Object.assign(policy.messages ?? {}, { en: { 'before-cut-off': 'It is not packed yet.' } });
      },
      ...{ code: 'code-without-wording', at: 'then.reason', rule: 'free' },
    },
    {
      title: 'advice that is misspelt',
      make: (policy) => Object.assign(named(policy, 'free').then, { advice: ['cancel-erly'] }),
      ...{ code: 'code-without-wording', at: 'then.advice.0', rule: 'free' },
    },
    {
      title: 'a language that the package lacks',
      make: () => {},
      ...{ code: 'code-without-wording', at: 'then.reason', rule: 'cancelled', options: { languages: ['tlh'] } },
    },
  ],
  'ways on that lead nowhere': [
    {
      title: 'a link was forgotten',
      make: (policy) => {
        delete policy.links?.return;
      },
      ...{ code: 'alternative-without-link', at: 'then.alternatives.0', rule: 'sent' },
    },
    {
      title: 'a dispute that nothing opens',
      make: (policy) => named(policy, 'sent').then.alternatives?.push('dispute'),
      ...{ code: 'alternative-without-link', at: 'then.alternatives.2', rule: 'sent' },
    },
  ],
  'what the shop cannot do': [
    {
      title: 'single lines',
      make: () => {},
      ...{ code: 'capability-lacking', at: 'lifecycle.scope', options: { capabilities: { lacks: ['lines'] } } },
    },
    {
      title: 'coupons that a rule restores',
      make: (policy) => Object.assign(named(policy, 'free').then, { consequences: { coupons: 'restore' } }),
      ...{
        code: 'capability-lacking',
        at: 'consequences.coupons',
        rule: 'free',
        options: { capabilities: { lacks: ['undo', 'coupons'] } },
      },
    },
  ],
  'terms against the law (EU-11)': [
    {
      title: 'a fee where withdrawing costs nothing',
      make: (policy) => Object.assign(policy, { withdrawal: { countries: ['AT'], days: 14, uninformedMonths: 12 } }),
      ...{ code: 'statutory-conflict', at: 'rules.7.then.refund', rule: 'heavy' },
    },
    {
      title: 'credits in place of money',
      make: (policy) => {
        Object.assign(policy, { withdrawal: { countries: ['AT'], days: 14, uninformedMonths: 12 } });
        policy.refund = { method: 'credits' };
      },
      ...{ code: 'statutory-conflict', at: 'refund', rule: 'ask' },
    },
    {
      title: 'a country that is a number',
      make: (policy) => {
        Object.assign(policy, { withdrawal: { countries: ['AT'], days: 14, uninformedMonths: 12 } });
        Object.assign(policy.facts ?? {}, { country: { type: 'number', default: 43 } });
      },
      ...{ code: 'statutory-conflict', at: 'facts.country.type' },
    },
    {
      title: 'ten days',
      make: (policy) => Object.assign(policy, { withdrawal: { countries: ['AT'], days: 10, uninformedMonths: 12 } }),
      ...{ code: 'statutory-conflict', at: 'withdrawal.days' },
    },
  ],
};

/** What is found of the refusal. */
const ofRefusal = (policy: Draft): string[] =>
  analysePolicy(policy, shopOptions).flatMap(({ code, ruleId }) => (ruleId === 'refusal' ? [code] : []));

describe('analysePolicy', () => {
  it('finds nothing in a policy without a fault', () => {
    assert.deepEqual(analysePolicy(shop, shopOptions), []);
  });

  for (const [kind, all] of Object.entries(faults)) {
    for (const { title, make, code, at, rule, related, options } of all) {
      it(`finds ${kind}: ${title}`, () => {
        const policy = structuredClone(shop) as Draft;
        make(policy);
        const findings = analysePolicy(policy, options ?? shopOptions);
        const told = findings.map((one) => `${one.code} ${one.ruleId} ${one.path.join('.')}`);
        const found = findings.find(
          (one) =>
            one.code === code &&
            `.${one.path.join('.')}`.endsWith(`.${at}`) &&
            (rule === undefined || one.ruleId === rule),
        );
        assert.ok(found, `found only: ${told.join('; ')}`);
        assert.match(found.message, /^[A-Z`].*\.$/s);
        if (related) assert.deepEqual(found.related, related);
        assert.ok(!findings.some((one) => one.code === 'not-decided'), String(told));
        if (found.witness) decide(policy, found.witness.order, found.witness.context);
      });
    }
  }

  it('finds no fault in a refusal that keeps from the clock what would happen by itself', () => {
    const policy = structuredClone(shop) as Draft;
    refuseBehind(policy, { fact: 'weight', atLeast: 30 }, { fact: 'weight', atLeast: 40 });
    byItself(policy, { since: 'placedAt', from: 'P30D' });
    assert.deepEqual(ofRefusal(policy), []);
  });

  for (const when of [{ actor: 'nobody' }, { not: { actor: ['buyer', 'seller', 'platform'] } }]) {
    it(`finds no fault in a refusal that is the clock’s alone: ${JSON.stringify(when)}`, () => {
      const policy = structuredClone(shop) as Draft;
      refuseBehind(policy, { fact: 'weight', atLeast: 50 }, [when, { fact: 'weight', atLeast: 40 }]);
      assert.deepEqual(ofRefusal(policy), []);
    });
  }

  it('finds fifty faults of twelve kinds at least', () => {
    assert.ok(Object.keys(faults).length >= 12);
    assert.ok(Object.values(faults).flat().length >= 50, String(Object.values(faults).flat().length));
  });
});
