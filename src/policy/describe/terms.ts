import type { CancelPolicy, Consequential, Demand, Fee, ReasonList, RefundTerms, Rule } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import { phraseOf } from './phrases.ts';
import { residualOf } from './residual.ts';
import type { Speech } from './speech.ts';

/** What the money terms of a policy say to a role, those of single rules among them. */
export function moneySentences(policy: CancelPolicy, actor: Actor, speech: Speech): string[] {
  const general = policy.refund ? refundSentences(policy.refund, speech) : [];
  return [
    ...general,
    ...ofRules(policy, actor, speech, ({ then }) => (then.refund ? refundSentences(then.refund, speech) : [])),
  ];
}

/** What becomes of items, fees and coupons. */
export function goodsSentences(policy: CancelPolicy, actor: Actor, speech: Speech): string[] {
  const { consequences = {} } = policy;
  const { recentCancellations: recent, ...rest } = consequences;
  const defaults: Consequential = { stock: 'keep', marketplaceFee: 'keep', coupons: 'choose' };
  // What only sellers are concerned with is none of a buyer's.
  const general = consequenceSentences(
    actor === 'buyer' ? { coupons: rest.coupons ?? 'choose' } : { ...defaults, ...rest },
    speech,
  );
  return [
    ...general,
    ...(recent ? [speech.say('recent', { count: recent.atLeast, days: speech.number(recent.withinDays) })] : []),
    ...ofRules(policy, actor, speech, ({ then }) => [
      ...(then.covers === 'shipped' ? [speech.say('covers.shipped')] : []),
      ...(then.consequences && actor !== 'buyer' ? consequenceSentences(then.consequences, speech) : []),
    ]),
  ];
}

/** Which reasons a role may give, and whether it has to. */
export function reasonSentences(policy: CancelPolicy, actor: Actor, speech: Speech): string[] {
  const list = policy.reasons[actor];
  const comment = policy.comments?.[actor] ?? 'optional';
  return [
    speech.say(`demand.${saidOf(list?.demand ?? 'none')}`),
    ...(list ? choiceSentences(list, 'choices', speech) : []),
    speech.say(`comment.${saidOf(comment)}`),
  ];
}

/** The valid reasons of a list, those that are named to be refused, and what some bring about. */
export function choiceSentences({ choices }: ReasonList, key: string, speech: Speech): string[] {
  const name = (code: string): string => speech.quoted(speech.code('reason', code));
  const valid = choices.filter((choice) => choice.valid !== false).map(({ code }) => name(code));
  const invalid = choices.filter((choice) => choice.valid === false).map(({ code }) => name(code));
  return [
    ...(valid.length > 0 ? [speech.say(key, { list: speech.list(valid, 'disjunction') })] : []),
    ...(invalid.length > 0 ? [speech.say('invalid', { list: speech.list(invalid) })] : []),
    ...choices.flatMap(({ code, consequences }) =>
      (consequences ? consequenceSentences(consequences, speech) : []).map((text) =>
        speech.say('with-reason', { reason: name(code), text }),
      ),
    ),
  ];
}

/** A demand as its sentence is called. */
export function saidOf(demand: Demand): string {
  return demand === 'none' ? 'other' : demand;
}

function refundSentences(terms: RefundTerms, speech: Speech): string[] {
  const { method, choices, chosenBy, fee, keeps = [], tenders, adjustable } = terms;
  return [
    speech.say('refund.how', { how: howOf(method, speech) }),
    ...(choices
      ? [
          speech.say('refund.choices', {
            list: speech.list(
              choices.map((one) => howOf(one, speech)),
              'disjunction',
            ),
          }),
        ]
      : []),
    ...(choices || chosenBy ? [speech.say(`refund.chosen.${chosenBy === 'buyer' ? 'buyer' : 'other'}`)] : []),
    fee ? speech.say('fee', { parts: feeParts(fee, speech) }) : speech.say('fee.none'),
    ...(keeps.length > 0
      ? [speech.say('keeps', { list: speech.list(keeps.map((one) => keptName(one, speech))) })]
      : []),
    ...(tenders ? [speech.say(`tenders.${tenders === 'as-listed' ? 'other' : tenders.replace('-', '')}`)] : []),
    ...(adjustable ? [speech.say('adjustable')] : []),
  ];
}

function howOf(method: string, speech: Speech): string {
  return speech.text(`how.${method}`) || speech.code('method', method);
}

function keptName(code: string, speech: Speech): string {
  return code === 'shipping' ? speech.text('shipping') : speech.quoted(speech.code('surcharge', code));
}

function feeParts({ of = 'all', basisPoints, amount, atLeast, atMost }: Fee, speech: Speech): string {
  const parts = [
    basisPoints !== undefined && speech.say('fee.share', { of, percent: speech.percent(basisPoints) }),
    amount !== undefined && speech.money(amount),
    atLeast !== undefined && speech.say('fee.least', { amount: speech.money(atLeast) }),
    atMost !== undefined && speech.say('fee.most', { amount: speech.money(atMost) }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? speech.list(parts) : speech.number(0);
}

function consequenceSentences({ stock, marketplaceFee, coupons, penalty }: Consequential, speech: Speech): string[] {
  return [
    stock && speech.say(`stock.${stock}`),
    marketplaceFee && speech.say(`market.${marketplaceFee}`),
    coupons && speech.say(`coupons.${coupons}`),
    penalty?.counts && speech.say('penalty.counts'),
    penalty?.fee && speech.say('penalty.fee', { parts: feeParts(penalty.fee, speech) }),
  ].filter((sentence): sentence is string => !!sentence);
}

/** What single rules say otherwise than the policy, each with when it applies. */
function ofRules(policy: CancelPolicy, actor: Actor, speech: Speech, say: (rule: Rule) => string[]): string[] {
  return policy.rules.flatMap((rule) => {
    const when = residualOf(rule.when, { actor, status: null, isOpen: null, axis: null, band: null });
    if (when === false) return [];
    return say(rule).map((text) =>
      when === true ? text : speech.say('case', { condition: phraseOf(when, speech), text }),
    );
  });
}
