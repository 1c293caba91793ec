import * as z from 'zod/mini';
import type { Condition, ConditionWord, InstantName } from '../../domain/policy.ts';
import { cancellationStates } from '../../domain/records.ts';
import { count, currency, duration, instantFact, language, link, name, text, timeZone } from './formats.ts';
import { actor, scalar } from './records.ts';
import { choice, dictionary, isObject, list, oneOrMore, whole } from './types.ts';

const optional = z.exactOptional;
const strict = z.strictObject;

const window = { from: optional(duration), until: optional(duration) };
const bounds = { atLeast: optional(z.number()), below: optional(z.number()) };
const party = z.enum(['buyer', 'seller']);
const policyMoney = strict({ amount: count, currency });

const recorded = z.enum(['placedAt', 'paidAt', 'shippedAt', 'deliveredAt', 'requestedAt']);
const instantName = choice([recorded, instantFact], (input) =>
  typeof input === 'string' && input.startsWith('facts.') ? instantFact : recorded,
) as z.ZodMiniType<InstantName>;

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
  actor: strict({ actor: oneOrMore(actor) }),
  status: strict({ status: oneOrMore(name) }),
  since: strict({ since: instantName, ...window }),
  notice: strict({
    notice: oneOrMore(name),
    responded: optional(z.boolean()),
    penaltyAccepted: optional(z.boolean()),
    ...window,
  }),
  account: strict({ account: party, is: z.enum(['active', 'terminated']) }),
  fact: strict({ fact: name, is: optional(oneOrMore(scalar)), ...bounds }),
  amount: strict({ amount: z.enum(['total', 'paid', 'refunded']), currency, ...bounds }),
  recentCancellations: strict({ recentCancellations: party, ...bounds }),
  request: strict({
    request: oneOrMore(z.enum(['open', 'none', ...cancellationStates])),
    by: optional(oneOrMore(actor)),
  }),
} satisfies Record<ConditionWord, unknown>;

/** Exactly one word, with that word's own details. */
export const conditionSchema: z.ZodMiniType<Condition> = choice(Object.values(words), (input) => {
  if (!isObject(input)) return input === undefined ? 'required' : 'type';
  const [word, another] = wordsOf(input);
  return another ? 'several-words' : word ? words[word] : 'no-word';
});

const conditionsSchema: z.ZodMiniType<Condition[]> = list(conditionSchema, 256);

function wordsOf(condition: object): (keyof typeof words)[] {
  return Object.keys(condition).filter((key): key is keyof typeof words => Object.hasOwn(words, key));
}

/** The words of the language, of which a condition holds one. */
export const conditionWords: readonly string[] = Object.keys(words);

const contact = z.enum(['none', 'recommended', 'required']);
const demand = z.enum(['none', 'optional', 'required']);
const denied = z.enum(['hide', 'explain']);
const codes = list(name, 100);

const refundTerms = strict({
  method: name,
  choices: optional(codes),
  fee: optional(strict({ basisPoints: optional(whole(0, 10_000)), amount: optional(policyMoney) })),
});

const consequential = {
  stock: optional(z.enum(['return', 'lots', 'choose', 'keep'])),
  marketplaceFee: optional(z.enum(['reset', 'keep'])),
};

const verdict = strict({
  outcome: z.enum(['cancel', 'request', 'return', 'none', 'ask-server']),
  reason: name,
  contact: optional(contact),
  alternatives: optional(codes),
  advice: optional(codes),
  refund: optional(refundTerms),
  consequences: optional(strict(consequential)),
  denied: optional(denied),
});

const factDeclaration = strict({
  type: z.enum(['boolean', 'number', 'string', 'instant']),
  default: optional(scalar),
});

const reasonList = strict({
  demand,
  choices: list(strict({ code: name, valid: optional(z.literal(false)) }), 200),
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
  completes: z.enum(['at-once', 'when-refunded']),
  scope: optional(z.enum(['order', 'lines'])),
  respondWithin: optional(duration),
  onSilence: optional(z.enum(['accept', 'decline', 'escalate', 'nothing'])),
  remindAfter: optional(duration),
  holdsFulfilment: optional(z.boolean()),
  onShipment: optional(z.enum(['supersede', 'keep'])),
  acceptReason: optional(demand),
  declineReasons: optional(reasonList),
  escalation: optional(list(z.enum(['declined', 'silence']), 2)),
  disputes: optional(list(z.enum(['declined', 'expired', 'superseded', 'escalated']), 4)),
  undo: optional(
    strict({
      from: list(z.enum(['refunding', 'cancelled']), 2),
      by: list(actor, 3),
      guards: list(z.enum(['repayment', 'recapture', 'coupons', 'stock']), 4),
    }),
  ),
  sellerRemarks: optional(z.boolean()),
  notifies: list(actor, 3),
});

const disputeDeadline = strict({
  within: duration,
  since: z.enum(['placedAt', 'requestedAt', 'decided', 'disputed', 'shippedAt', 'deliveredAt']),
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

/** Every role, with a setting each may have. */
const byRole = <T>(setting: z.core.$ZodType<T>) =>
  strict({ buyer: optional(setting), seller: optional(setting), platform: optional(setting) });

/** A policy. Strict throughout: an unknown member is refused, since a misspelt rule must not be ignored. */
export const policySchema = strict({
  id: name,
  version: name,
  timeZone: optional(timeZone),
  statuses: dictionary(
    name,
    strict({ phase: z.enum(['open', 'requested', 'cancelling', 'cancelled', 'shipped', 'delivered']) }),
  ),
  facts: optional(dictionary(name, factDeclaration)),
  notices: optional(dictionary(name, noticeKind)),
  rules: list(strict({ id: name, when: conditionSchema, then: verdict, source: optional(text) }), 256),
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
  messages: optional(dictionary(language, dictionary(name, text))),
});
