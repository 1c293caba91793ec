import type { HelpSection, HelpTable, PolicyDescription } from './description.ts';

/** A description as plain text: headings between blank lines, a line a sentence, wide enough for no window in particular. */
export function plainText(said: Omit<PolicyDescription, 'text' | 'jsonLd'>): string {
  const { title, summary, table, openTable, sections, headings } = said;
  const parts = [
    title,
    sectionText(summary),
    [headings.detail, headings.note, ...tableLines(table)].join('\n'),
    [headings.open, headings.note, ...tableLines(openTable)].join('\n'),
    ...sections.map(sectionText),
    headings.version,
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionText({ heading, sentences }: HelpSection): string {
  return [heading, ...sentences.map((sentence) => `- ${sentence}`)].join('\n');
}

function tableLines({ rows }: HelpTable): string[] {
  return rows.flatMap(({ name, cells }) => [
    `- ${name}`,
    ...cells.flatMap(({ time, cases }) => [
      ...(cells.length > 1 ? [`  - ${time}`] : []),
      ...cases.map(({ sentence }, index) => `    ${index + 1}. ${sentence}`),
    ]),
  ]);
}
