import type { CancelPolicy, InstantName, Outcome } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import type { TextTable } from '../../i18n/part.ts';
import { inOneLine } from '../../i18n/sentences.ts';
import { alertSentences, courseSentences, lawSentences, noteSentences, routeSentences } from './course.ts';
import type { HelpCell, HelpSection, HelpTable, PolicyDescription } from './description.ts';
import { itselfSentences } from './itself.ts';
import { returnPolicyOf } from './json-ld.ts';
import { phraseOf, topicsOf } from './phrases.ts';
import { Speech } from './speech.ts';
import { type DescribedBand, type DescribedCase, type DescribedRow, tableOf } from './table.ts';
import { goodsSentences, moneySentences, reasonSentences } from './terms.ts';
import { plainText } from './text.ts';

/** Describes a policy in the words at hand. */
export function describeWith(
  policy: CancelPolicy,
  { actor, language, texts }: { actor: Actor; language: string; texts: TextTable },
): PolicyDescription {
  const speech = new Speech(policy, language, texts);
  const table = helpTable(tableOf(policy, actor), speech, false);
  const openTable = helpTable(tableOf(policy, actor, true), speech, true);
  const section = (id: string, sentences: string[]): HelpSection => ({ id, heading: speech.say(id), sentences });
  const advice = [...new Set(policy.rules.flatMap(({ then }) => then.advice ?? []))];
  const sections = [
    { id: 'before', heading: speech.text('before'), sentences: adviceFor(policy, actor, advice, speech) },
    section('money', moneySentences(policy, actor, speech)),
    section('reasons', reasonSentences(policy, actor, speech)),
    section('going', courseSentences(policy, speech)),
    section('goods', goodsSentences(policy, actor, speech)),
    section('alerts', alertSentences(policy, speech)),
    section('refused', routeSentences(policy, speech)),
    section('law', lawSentences(policy, speech)),
    section('itself', itselfSentences(policy, speech)),
    section('notes', noteSentences(policy, actor, speech)),
  ].filter(({ sentences }) => sentences.length > 0);
  const said = {
    language,
    actor,
    policy: { id: policy.id, version: policy.version },
    title: speech.say(`title.${actor}`),
    summary: section('short', summaryOf(table, speech)),
    table,
    openTable,
    sections,
    headings: {
      table: speech.say('table'),
      picture: speech.say('picture'),
      detail: speech.say('detail'),
      open: speech.say('open'),
      note: speech.say('detail.note'),
      version: speech.say('version', { version: policy.version }),
    },
  };
  return { ...said, text: plainText(said), jsonLd: returnPolicyOf(policy) };
}

function helpTable(rows: readonly DescribedRow[], speech: Speech, isOpen: boolean): HelpTable {
  return {
    caption: speech.say('caption'),
    columns: [speech.say('column.status'), speech.say('column.time'), speech.say('column.answer')],
    rows: rows.map(({ statuses, axis, bands }) => ({
      statuses,
      name: speech.list(statuses.map((status) => speech.status(status))),
      axis,
      cells: bands.map((band) => cellOf(band, axis, speech, isOpen)),
    })),
  };
}

function cellOf(band: DescribedBand, axis: InstantName | null, speech: Speech, isOpen: boolean): HelpCell {
  const { from, until, cases, usual } = band;
  const outcome = (cases[usual] as DescribedCase).outcome;
  const topics = [...new Set(cases.flatMap(({ when }) => (when ? topicsOf(when, speech, isOpen) : [])))];
  return {
    from,
    until,
    begins: from ? speech.length(from) : '',
    time: timeOf(band, axis, speech),
    outcome,
    answer: speech.say(`outcome.${outcome}`),
    depends: topics.length > 0 ? speech.say('depends', { what: speech.list(topics) }) : '',
    cases: cases.map((one, index) => ({
      ruleId: one.ruleId,
      outcome: one.outcome,
      sentence: caseSentence(one, index, speech),
      usual: index === usual,
    })),
  };
}

function timeOf({ from, until, absent }: DescribedBand, axis: InstantName | null, speech: Speech): string {
  if (axis === null) return speech.say('any-time');
  const since = speech.instant(axis);
  if (absent) return speech.say('band.absent', { since });
  const key = from ? (until === null ? 'later' : 'between') : until === null ? 'from-start' : 'first';
  return speech.say(`band.${key}`, { since, from: speech.length(from ?? 0), until: speech.length(until ?? 0) });
}

function caseSentence(
  { when, outcome, reason, contact, verdict }: DescribedCase,
  index: number,
  speech: Speech,
): string {
  const ways = (verdict.alternatives ?? []).map((code) => speech.way(code));
  const text = [
    speech.say(`say.${outcome}`),
    speech.reason(outcome, reason),
    contact === 'none' ? '' : speech.say(`contact.${contact}`),
    ways.length > 0 ? speech.say('instead', { list: speech.list(ways, 'disjunction') }) : '',
  ];
  const said = inOneLine(text);
  if (when) return speech.say('case', { condition: phraseOf(when, speech), text: said });
  return speech.say(index === 0 ? 'always' : 'else', { text: said });
}

/** A sentence for each time, of what usually applies; statuses of which it is the same have one together. */
function summaryOf({ rows }: HelpTable, speech: Speech): string[] {
  const alike = new Map<string, string[]>();
  for (const { statuses, cells } of rows) {
    const usual = cells.map(({ time, outcome, depends }) => [time, outcome, depends !== '']);
    const key = JSON.stringify(usual);
    alike.set(key, [...(alike.get(key) ?? []), ...statuses]);
  }
  return [...alike].flatMap(([key, statuses]) => {
    const cells = JSON.parse(key) as [string, Outcome, boolean][];
    const status = speech.list(statuses.map((one) => speech.status(one)));
    return cells.map(([time, outcome, depends]) => {
      const head = cells.length > 1 ? speech.say('in-time', { status, time }) : status;
      const text = speech.say(`say.${outcome}`);
      return speech.say('in-line', { head, text: depends ? speech.say('usually', { text }) : text });
    });
  });
}

function adviceFor(policy: CancelPolicy, actor: Actor, advice: readonly string[], speech: Speech): string[] {
  const reached = new Set(
    tableOf(policy, actor).flatMap(({ bands }) =>
      bands.flatMap(({ cases }) => cases.flatMap(({ verdict }) => verdict.advice ?? [])),
    ),
  );
  return advice.filter((code) => reached.has(code)).map((code) => speech.code('advice', code));
}
