import type { CancelPolicy, DisputeDeadline, Lifecycle } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import { inOneLine } from '../../i18n/sentences.ts';
import { phraseOf } from './phrases.ts';
import { residualOf } from './residual.ts';
import type { Speech } from './speech.ts';
import { choiceSentences, saidOf } from './terms.ts';

/** What becomes of a cancellation, from the request to its end and back. */
export function courseSentences({ lifecycle }: CancelPolicy, speech: Speech): string[] {
  if (!lifecycle) return [];
  const { scope = 'order', completes, refundWithin, notifies, sellerRemarks } = lifecycle;
  return [
    speech.say(`scope.${scope}`),
    speech.say(`completes.${completes}`),
    refundWithin && speech.say('refund-within', { time: speech.length(refundWithin) }),
    ...answerSentences(lifecycle, speech),
    ...undoSentences(lifecycle, speech),
    sellerRemarks && speech.say('remarks'),
    notifies.length > 0 ? speech.say('notifies', { who: speech.roles(notifies) }) : speech.say('notifies.none'),
    ...(['requested', 'refunding', 'cancelled', 'unpaid'] as const).map(
      (name) =>
        lifecycle[name] && speech.say(`status.${name}`, { status: speech.quoted(speech.status(lifecycle[name])) }),
    ),
  ].filter((sentence): sentence is string => !!sentence);
}

function answerSentences(lifecycle: Lifecycle, speech: Speech): (string | undefined | false)[] {
  const {
    respondWithin,
    respondBy,
    onSilence = 'nothing',
    remindAfter,
    holdsFulfilment,
    onShipment = 'supersede',
  } = lifecycle;
  const { acceptReason = 'optional', declineReasons, escalation = [], disputes } = lifecycle;
  const time = respondBy ? speech.instant(respondBy) : respondWithin && speech.length(respondWithin);
  return [
    time ? speech.say('respond', { time }) : speech.say('respond.none'),
    // Where working days cannot be counted, this is what counts.
    respondBy && respondWithin && speech.say('respond', { time: speech.length(respondWithin) }),
    speech.say(`silence.${onSilence}`),
    remindAfter && speech.say('remind', { time: speech.length(remindAfter) }),
    holdsFulfilment && speech.say('hold'),
    speech.say(`ship.${onShipment}`),
    speech.say('take-back'),
    speech.say(`accept-reason.${saidOf(acceptReason)}`),
    speech.say(`decline-reason.${saidOf(declineReasons?.demand ?? 'optional')}`),
    ...(declineReasons ? choiceSentences(declineReasons, 'decline-reasons', speech) : []),
    ...escalation.map((after) => speech.say(`escalation.${after}`)),
    disputes &&
      speech.say('disputes', {
        list: speech.list(
          disputes.map((state) => speech.say(`request.${state}`)),
          'disjunction',
        ),
      }),
  ];
}

function undoSentences({ undo }: Lifecycle, speech: Speech): string[] {
  if (!undo) return [speech.say('undo.none')];
  const states = undo.from.map((state) => speech.say(`undo-from.${state}`));
  return [
    speech.say('undo.by', { who: speech.roles(undo.by) }),
    speech.say('undo.while', { list: speech.list(states, 'disjunction') }),
    ...undo.guards.map((guard) => speech.say(`undo.${guard}`)),
  ];
}

/** The kinds of alerts, who files them, and what they bring about. */
export function alertSentences({ notices = {} }: CancelPolicy, speech: Speech): string[] {
  return Object.entries(notices).flatMap(([kind, { filedBy, notBefore, when, ...statuses }]) => {
    const known = { actor: filedBy, status: null, isOpen: null, axis: null, band: null };
    const condition = when && residualOf(when, known);
    const sentences = [
      speech.say('alert.by', { who: speech.role(filedBy) }),
      notBefore && speech.say('alert.not-before', { time: speech.length(notBefore) }),
      condition && condition !== true && speech.say('alert.when', { condition: phraseOf(condition, speech) }),
      statuses.status && speech.say('alert.status', { status: speech.quoted(speech.status(statuses.status)) }),
      statuses.penaltyStatus &&
        speech.say('alert.penalty-status', { status: speech.quoted(speech.status(statuses.penaltyStatus)) }),
      statuses.liftedStatus &&
        speech.say('alert.lifted-status', { status: speech.quoted(speech.status(statuses.liftedStatus)) }),
    ];
    return [speech.say('in-line', { head: speech.alert(kind), text: inOneLine(sentences) })];
  });
}

/** The ways on where a cancellation is refused, with what is known of each. */
export function routeSentences({ disputes }: CancelPolicy, speech: Speech): string[] {
  if (!disputes) return [];
  const within = (key: string, deadline: DisputeDeadline | undefined): string | undefined =>
    deadline && speech.say(key, { time: speech.length(deadline.within), since: speech.instant(deadline.since) });
  const routes = Object.entries(disputes.routes).map(([name, { risk, time, cost, provider, deadline, evidence }]) => {
    const known = [
      risk && speech.code('risk', risk),
      time && speech.say('known', { what: speech.text('route.time'), value: speech.code('time', time) }),
      cost && speech.say('known', { what: speech.text('route.cost'), value: speech.code('cost', cost) }),
      provider && speech.say('known', { what: speech.text('route.provider'), value: provider }),
      within('route.within', deadline),
      within('route.evidence', evidence),
    ];
    const text = inOneLine([speech.text(`route.about.${name}`), ...known]);
    return speech.say('in-line', { head: speech.text(`route.${name}`), text });
  });
  const sections = Object.entries(disputes.sections ?? {}).map(([topic, section]) => {
    const { number, title, text } = typeof section === 'string' ? { number: section, title: '', text: '' } : section;
    const cited = speech.say('section', { topic: speech.quoted(speech.code('topic', topic)), number });
    return inOneLine([cited, title, text]);
  });
  return [...routes, ...sections];
}

/** The statutory lane, which no rule narrows. */
export function lawSentences({ withdrawal }: CancelPolicy, speech: Speech): string[] {
  if (!withdrawal) return [];
  const { countries, days, uninformedMonths } = withdrawal;
  const names = speech.list(countries.map((code) => speech.country(code)));
  return [
    speech.say('law.days', { days: speech.number(days), countries: names }),
    speech.say('law.months', { months: speech.number(uninformedMonths) }),
  ];
}

/** How times, days and items are counted, and what holds beside the table. */
export function noteSentences(policy: CancelPolicy, actor: Actor, speech: Speech): string[] {
  const { calendar, timeZone, instants = {} } = policy;
  const counts = Object.values(instants).some(({ count }) => count === 'working');
  const days = (calendar?.workingDays ?? [1, 2, 3, 4, 5]).map((day) => speech.weekday(day));
  const until = calendar?.holidaysUntil;
  return [
    speech.say('note.end'),
    speech.say('note.lines'),
    speech.say('note.unknown'),
    policy.denied?.[actor] === 'hide' && speech.say('note.hidden'),
    timeZone && Object.keys(instants).length > 0 && speech.say('note.zone', { zone: timeZone }),
    counts && speech.say('note.working', { days: speech.list(days) }),
    counts && calendar?.holidays && speech.say('note.holidays', { count: calendar.holidays.length }),
    counts && until && speech.say('note.known-until', { date: speech.date(until) }),
    ...alwaysSentences(policy, actor, speech),
    speech.say('note.decides'),
  ].filter((sentence): sentence is string => !!sentence);
}

/** Rules that are asked in every state and speak of no request: the table of open ones has them too. */
function alwaysSentences({ rules }: CancelPolicy, actor: Actor, speech: Speech): string[] {
  return rules.flatMap(({ when, then, always }) => {
    const condition = always && residualOf(when, { actor, status: null, isOpen: null, axis: null, band: null });
    if (!condition) return [];
    const text = inOneLine([speech.say(`say.${then.outcome}`), speech.reason(then.outcome, then.reason)]);
    if (condition === true) return [speech.say('note.exact', { text })];
    return [speech.say('note.exact', { text: speech.say('case', { condition: phraseOf(condition, speech), text }) })];
  });
}
