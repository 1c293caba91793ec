import type { Condition, ConditionWord, InstantName, PlannedInstant } from '../../domain/policy.ts';
import { cancellationStates } from '../../domain/records.ts';
import {
  count,
  country,
  currency,
  date,
  derivedName,
  duration,
  language,
  link,
  name,
  plannedInstant,
  text,
  timeOfDay,
  timeZone,
} from './formats.ts';
import { actor, scalar } from './records.ts';
import {
  boolean,
  choice,
  dictionary,
  isObject,
  list,
  number,
  oneOf,
  oneOrMore,
  optional,
  type Schema,
  strict,
  whole,
} from './types.ts';

const window = { from: optional(duration), until: optional(duration) };
const bounds = { atLeast: optional(number), below: optional(number) };
const party = oneOf(['buyer', 'seller']);
const policyMoney = strict({ amount: count, currency });

const recorded = oneOf(['placedAt', 'paidAt', 'shippedAt', 'deliveredAt', 'requestedAt']);
const instantName = choice([recorded, plannedInstant], (input) =>
  typeof input === 'string' && input.includes('.') ? plannedInstant : recorded,
) as Schema<InstantName>;

const otherThan = strict({ not: name });

/** Every word of the language, with its details. */
const words = {
  all: strict({
    get all() {
      return conditionsSchema;
    },
  }),
  any: strict({
    get any() {
      return conditionsSchema;
    },
  }),
  not: strict({
    get not() {
      return conditionSchema;
    },
  }),
  actor: strict({ actor: oneOrMore(oneOf(['buyer', 'seller', 'platform', 'nobody'])) }),
  status: strict({ status: oneOrMore(name) }),
  since: strict({ since: instantName, ...window }),
  before: strict({ before: plannedInstant as Schema<PlannedInstant>, ...window }),
  notice: strict({
    notice: oneOrMore(name),
    responded: optional(boolean),
    penaltyAccepted: optional(boolean),
    ...window,
  }),
  account: strict({ account: party, is: oneOf(['active', 'terminated']) }),
  fact: strict({ fact: name, is: optional(oneOrMore(scalar)), ...bounds }),
  amount: strict({ amount: oneOf(['total', 'paid', 'refunded']), currency, ...bounds }),
  recentCancellations: strict({ recentCancellations: party, ...bounds }),
  lineFact: strict({ lineFact: name, is: optional(oneOrMore(scalar)), ...bounds }),
  someLine: strict({
    get someLine() {
      return conditionSchema;
    },
  }),
  request: strict({
    request: oneOrMore(oneOf(['open', 'none', ...cancellationStates])),
    by: optional(oneOrMore(actor)),
  }),
  scan: strict({ scan: choice([name, otherThan], (input) => (isObject(input) ? otherThan : name)), ...window }),
  attempts: strict({ attempts: actor, ...bounds }),
} satisfies Record<ConditionWord, unknown>;

/** Exactly one word, with that word's own details. */
export const conditionSchema: Schema<Condition> = choice(Object.values(words), (input) => {
  if (!isObject(input)) return input === undefined ? 'required' : 'type';
  const [word, another] = wordsOf(input);
  return another ? 'several-words' : word ? words[word] : 'no-word';
});

const conditionsSchema: Schema<Condition[]> = list(conditionSchema, 256);

/** A rule's condition; a list means all of it. */
const whenSchema: Schema<Condition | Condition[]> = choice([conditionSchema, conditionsSchema], (input) =>
  Array.isArray(input) ? conditionsSchema : conditionSchema,
);

function wordsOf(condition: object): (keyof typeof words)[] {
  return Object.keys(condition).filter((key): key is keyof typeof words => Object.hasOwn(words, key));
}

/** The words of the language, of which a condition holds one. */
export const conditionWords: readonly string[] = Object.keys(words);

const contact = oneOf(['none', 'recommended', 'required']);
const demand = oneOf(['none', 'optional', 'required']);
const denied = oneOf(['hide', 'explain']);
const codes = list(name, 100);

const amounts = optional(oneOrMore(policyMoney));

const fee = strict({
  of: optional(oneOf(['goods', 'all'])),
  basisPoints: optional(whole(0, 10_000)),
  amount: amounts,
  atLeast: amounts,
  atMost: amounts,
});

const refundTerms = strict({
  method: name,
  choices: optional(codes),
  chosenBy: optional(oneOf(['seller', 'buyer'])),
  fee: optional(fee),
  keeps: optional(codes),
  tenders: optional(oneOf(['as-listed', 'money-first', 'credit-first', 'proportional'])),
  adjustable: optional(boolean),
});

const consequential = {
  stock: optional(oneOf(['return', 'lots', 'choose', 'keep'])),
  marketplaceFee: optional(oneOf(['reset', 'keep'])),
  coupons: optional(oneOf(['restore', 'choose', 'keep'])),
  penalty: optional(strict({ counts: optional(oneOf([true])), fee: optional(fee) })),
};

const verdict = strict({
  outcome: oneOf(['cancel', 'request', 'return', 'none', 'ask-server']),
  reason: name,
  contact: optional(contact),
  alternatives: optional(codes),
  advice: optional(codes),
  refund: optional(refundTerms),
  consequences: optional(strict(consequential)),
  denied: optional(denied),
  covers: optional(oneOf(['open', 'shipped'])),
});

const factDeclaration = strict({
  type: oneOf(['boolean', 'number', 'string', 'instant', 'date']),
  default: optional(scalar),
});

/** How far an instant may be from the one that it is derived of, in days. */
const maxDays = 36_525;

const derivedInstant = strict({
  of: instantName,
  days: optional(whole(-maxDays, maxDays)),
  at: optional(timeOfDay),
  count: optional(oneOf(['calendar', 'working'])),
});

const calendar = strict({
  workingDays: optional(list(whole(1, 7), 7, 1)),
  holidays: optional(list(date, 1000)),
  holidaysUntil: optional(date),
});

const reasonList = strict({
  demand,
  choices: list(
    strict({ code: name, valid: optional(oneOf([false])), consequences: optional(strict(consequential)) }),
    200,
  ),
});

const noticeKind = strict({
  filedBy: actor,
  notBefore: optional(duration),
  when: optional(conditionSchema),
  status: optional(name),
  penaltyStatus: optional(name),
  liftedStatus: optional(name),
});

const lifecycle = strict({
  requested: optional(name),
  refunding: optional(name),
  cancelled: name,
  unpaid: optional(name),
  completes: oneOf(['at-once', 'when-refunded']),
  refundWithin: optional(duration),
  scope: optional(oneOf(['order', 'lines'])),
  respondWithin: optional(duration),
  respondBy: optional(derivedName),
  onSilence: optional(oneOf(['accept', 'decline', 'escalate', 'nothing'])),
  remindAfter: optional(duration),
  holdsFulfilment: optional(boolean),
  onShipment: optional(oneOf(['supersede', 'keep'])),
  acceptReason: optional(demand),
  declineReasons: optional(reasonList),
  escalation: optional(list(oneOf(['declined', 'silence']), 2)),
  disputes: optional(list(oneOf(['declined', 'expired', 'superseded', 'escalated']), 4)),
  undo: optional(
    strict({
      from: list(oneOf(['refunding', 'cancelled']), 2),
      by: list(actor, 3),
      guards: list(oneOf(['repayment', 'recapture', 'coupons', 'stock']), 4),
    }),
  ),
  sellerRemarks: optional(boolean),
  notifies: list(actor, 3),
});

const disputeDeadline = strict({
  within: duration,
  since: oneOf(['placedAt', 'requestedAt', 'decided', 'disputed', 'shippedAt', 'deliveredAt']),
});

const disputeRoute = strict({
  risk: optional(name),
  time: optional(name),
  cost: optional(name),
  deadline: optional(disputeDeadline),
  evidence: optional(disputeDeadline),
  provider: optional(text),
});

const section = strict({ number: text, title: optional(text), text: optional(text), url: optional(link) });

const disputes = strict({
  routes: strict({
    support: optional(disputeRoute),
    mediation: optional(disputeRoute),
    complaint: optional(disputeRoute),
    dispute: optional(disputeRoute),
    arbitration: optional(disputeRoute),
    return: optional(disputeRoute),
  }),
  sections: optional(
    dictionary(
      name,
      choice([text, section], (input) => (isObject(input) ? section : text)),
    ),
  ),
});

/** No shorter than the law gives it. */
const withdrawal = strict({
  countries: list(country, 64, 1),
  days: whole(14, 366),
  uninformedMonths: whole(12, 120),
});

/** Every role, with a setting each may have. */
const byRole = <T>(setting: Schema<T>) =>
  strict({ buyer: optional(setting), seller: optional(setting), platform: optional(setting) });

/** A policy. Strict throughout: an unknown member is refused, since a misspelt rule must not be ignored. */
export const policySchema = strict({
  id: name,
  version: name,
  language: optional(oneOf([1])),
  description: optional(text),
  timeZone: optional(timeZone),
  calendar: optional(calendar),
  instants: optional(dictionary(name, derivedInstant)),
  statuses: dictionary(
    name,
    strict({ phase: oneOf(['open', 'requested', 'cancelling', 'cancelled', 'shipped', 'delivered']) }),
  ),
  facts: optional(dictionary(name, factDeclaration)),
  lineFacts: optional(dictionary(name, factDeclaration)),
  notices: optional(dictionary(name, noticeKind)),
  rules: list(
    strict({ id: name, when: whenSchema, then: verdict, always: optional(oneOf([true])), source: optional(text) }),
    256,
  ),
  otherwise: verdict,
  reasons: byRole(reasonList),
  comments: optional(byRole(demand)),
  refund: optional(refundTerms),
  consequences: optional(
    strict({
      ...consequential,
      recentCancellations: optional(strict({ atLeast: whole(1), withinDays: whole(1, 36_525) })),
    }),
  ),
  denied: optional(byRole(denied)),
  links: optional(dictionary(name, link)),
  lifecycle: optional(lifecycle),
  disputes: optional(disputes),
  withdrawal: optional(withdrawal),
  messages: optional(dictionary(language, dictionary(name, text))),
});
