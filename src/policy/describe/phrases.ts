import { listOf } from '../../domain/decision/conditions.ts';
import type { Condition, ConditionWord } from '../../domain/policy.ts';
import { parseDuration } from '../../domain/values/duration.ts';
import { leavesOf } from './residual.ts';
import type { Speech } from './speech.ts';

type Of<Word extends ConditionWord> = Extract<Condition, Record<Word, unknown>>;
type Say<Word extends ConditionWord> = (condition: Of<Word>, speech: Speech, wanted: boolean) => string;

/** A condition as what follows “if”; `wanted` `false`: its contrary. */
export function phraseOf(condition: Condition | Condition[], speech: Speech, wanted = true): string {
  const one: Condition = Array.isArray(condition) ? { all: condition } : condition;
  for (const word in phrases) {
    if (word in one) return (phrases[word as ConditionWord] as Say<ConditionWord>)(one as never, speech, wanted);
  }
  return '';
}

/** What an answer depends on, each topic once. */
export function topicsOf(condition: Condition, speech: Speech, isOpen: boolean): string[] {
  const topics = leavesOf(condition).flatMap((leaf) => topicOf(leaf, speech, isOpen));
  return [...new Set(topics)];
}

function joined(parts: readonly Condition[], speech: Speech, wanted: boolean, isAll: boolean): string {
  if (parts.length === 0) return speech.say(isAll === wanted ? 'yes' : 'no');
  const phrases = parts.map((part) => {
    const phrase = phraseOf(part, speech, wanted);
    const holds = 'not' in part ? part.not : part;
    return ('all' in holds || 'any' in holds) && parts.length > 1 ? speech.say('group', { text: phrase }) : phrase;
  });
  return speech.list(phrases, isAll === wanted ? 'conjunction' : 'disjunction');
}

const phrases: { [Word in ConditionWord]: Say<Word> } = {
  all: ({ all }, speech, wanted) => joined(all, speech, wanted, true),
  any: ({ any }, speech, wanted) => joined(any, speech, wanted, false),
  not: ({ not }, speech, wanted) => phraseOf(not, speech, !wanted),
  actor: ({ actor }, speech, wanted) =>
    so(
      speech.say('if.actor', {
        who: speech.list(
          listOf(actor).map((one) => speech.role(one)),
          'disjunction',
        ),
      }),
      speech,
      wanted,
    ),
  status: ({ status }, speech, wanted) =>
    so(
      speech.say('if.status', {
        status: oneOf(
          listOf(status).map((one) => speech.quoted(speech.status(one))),
          speech,
        ),
      }),
      speech,
      wanted,
    ),
  since: (condition, speech, wanted) => {
    const { since: name, from, until } = condition;
    const since = speech.instant(name);
    if (until === undefined && (from === undefined || parseDuration(from) === 0)) {
      return speech.say(wanted ? 'if.recorded' : 'if.not-recorded', { name, since });
    }
    const begins = from === undefined || parseDuration(from) === 0 ? undefined : from;
    return so(windowOf('if.since', begins, until, since, speech), speech, wanted);
  },
  before: ({ before, from, until }, speech, wanted) => {
    const since = speech.instant(before);
    if (from === undefined && until === undefined) return so(speech.say('if.before.any', { since }), speech, wanted);
    return so(windowOf('if.before', from, until, since, speech), speech, wanted);
  },
  notice: (condition, speech, wanted) => {
    const { notice, responded, penaltyAccepted, from, until } = condition;
    const kind = oneOf(
      listOf(notice).map((one) => speech.alert(one)),
      speech,
    );
    const details = [
      responded !== undefined && speech.say(responded ? 'if.alert.answered' : 'if.alert.unanswered'),
      penaltyAccepted !== undefined && speech.say(penaltyAccepted ? 'if.alert.accepted' : 'if.alert.not-accepted'),
      from !== undefined && speech.say('if.filed.from', { from: speech.length(from) }),
      until !== undefined && speech.say('if.filed.until', { until: speech.length(until) }),
    ].filter((detail) => detail !== false);
    if (details.length === 0) return speech.say(wanted ? 'if.alert' : 'if.no-alert', { kind });
    const alert = speech.say('if.alert', { kind });
    return so(speech.say('if.alert.detail', { alert, details: speech.list(details) }), speech, wanted);
  },
  account: ({ account, is }, speech, wanted) =>
    speech.say(
      `if.account.${(is === 'active') === wanted ? 'active' : 'closed'}.${account === 'buyer' ? 'buyer' : 'other'}`,
    ),
  fact: (condition, speech, wanted) => factPhrase(condition.fact, condition, speech, wanted),
  lineFact: (condition, speech, wanted) =>
    speech.say('if.item', { text: factPhrase(condition.lineFact, condition, speech, wanted) }),
  someLine: ({ someLine }, speech, wanted) =>
    so(speech.say('if.some-item', { text: phraseOf(someLine, speech) }), speech, wanted),
  amount: ({ amount, currency, atLeast, below }, speech, wanted) =>
    rangePhrase(
      speech.say(`amount.${amount}`),
      { atLeast, below },
      (value) => speech.money({ amount: value, currency }),
      speech,
      wanted,
    ),
  recentCancellations: ({ recentCancellations, ...range }, speech, wanted) =>
    rangePhrase(speech.say(`record.${recentCancellations}`), range, (value) => speech.number(value), speech, wanted),
  attempts: ({ attempts, ...range }, speech, wanted) =>
    rangePhrase(speech.say(`attempts.${attempts}`), range, (value) => speech.number(value), speech, wanted),
  request: ({ request, by }, speech, wanted) => {
    const state = oneOf(
      listOf<string>(request).map((one) => speech.say(`request.${one}`)),
      speech,
    );
    const who =
      by &&
      oneOf(
        listOf<string>(by).map((one) => speech.role(one)),
        speech,
      );
    return so(who ? speech.say('if.request', { who, state }) : speech.say('if.request.any', { state }), speech, wanted);
  },
  scan: ({ scan, from, until }, speech, wanted) => {
    const other = typeof scan !== 'string';
    const code = speech.quoted(speech.code('scan', other ? scan.not : scan));
    const said = speech.say(other ? 'if.scan.other' : 'if.scan', { code });
    const details = [
      from !== undefined && speech.say('if.scanned.from', { from: speech.length(from) }),
      until !== undefined && speech.say('if.scanned.until', { until: speech.length(until) }),
    ].filter((detail) => detail !== false);
    const whole = details.length ? speech.say('if.scan.window', { scan: said, details: speech.list(details) }) : said;
    return so(whole, speech, wanted);
  },
};

function so(phrase: string, speech: Speech, wanted: boolean): string {
  return wanted ? phrase : speech.say('not', { text: phrase });
}

function oneOf(names: readonly string[], speech: Speech): string {
  return speech.list(names, 'disjunction');
}

function windowOf(
  key: string,
  from: string | undefined,
  until: string | undefined,
  since: string,
  speech: Speech,
): string {
  const values = { since, from: speech.length(from ?? 0), until: speech.length(until ?? 0) };
  return speech.say(`${key}.${from === undefined ? 'until' : until === undefined ? 'from' : 'both'}`, values);
}

function factPhrase(name: string, condition: Omit<Of<'fact'>, 'fact'>, speech: Speech, wanted: boolean): string {
  const { is, atLeast, below } = condition;
  const fact = speech.fact(name);
  if (is === undefined) return rangePhrase(fact, { atLeast, below }, (value) => speech.number(value), speech, wanted);
  if (typeof is === 'boolean') return speech.say(is === wanted ? 'if.fact.yes' : 'if.fact.no', { name: fact });
  const value = oneOf(
    listOf(is).map((one) => speech.value(one)),
    speech,
  );
  return speech.say(wanted ? 'if.fact.is' : 'if.fact.is-not', { name: fact, value });
}

function rangePhrase(
  name: string,
  { atLeast, below }: { atLeast?: number | undefined; below?: number | undefined },
  format: (value: number) => string,
  speech: Speech,
  wanted: boolean,
): string {
  const bounds = [
    atLeast !== undefined && speech.say('if.number.least', { name, value: format(atLeast) }),
    below !== undefined && speech.say('if.number.below', { name, value: format(below) }),
  ].filter((bound) => bound !== false);
  return so(speech.list(bounds), speech, wanted);
}

function topicOf(leaf: Condition, speech: Speech, isOpen: boolean): string {
  const say = (topic: string): string => speech.say(`topic.${topic}`);
  if ('since' in leaf || 'before' in leaf) {
    const name = 'since' in leaf ? leaf.since : leaf.before;
    const topics: Record<string, string> = {
      ...{ placedAt: 'time', paidAt: 'payment', shippedAt: 'shipping', deliveredAt: 'delivery' },
      requestedAt: isOpen ? 'open' : 'request',
    };
    return say(topics[name] ?? (name.startsWith('line.') ? 'items' : 'deadline'));
  }
  if ('fact' in leaf) return speech.fact(leaf.fact);
  if ('request' in leaf) return say(isOpen ? 'open' : 'request');
  if ('notice' in leaf) return say('alert');
  if ('account' in leaf) return say('account');
  if ('amount' in leaf) return say('amount');
  if ('recentCancellations' in leaf) return say('record');
  if ('scan' in leaf) return say('scan');
  if ('attempts' in leaf) return say('attempts');
  return say('items');
}
