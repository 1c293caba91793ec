import { formatInstantIn } from '../../i18n/notifications.ts';
import { type ReceiptWords, receiptWords } from '../../i18n/withdrawal/receipt-words.ts';
import type { Trader } from '../options.ts';
import type { Statement } from './statement.ts';

/** What confirms that a statement was received (EU-6). */
export interface Receipt {
  /** Of the words: one of the Union's. */
  language: string;
  /** One line of plain text. */
  subject: string;
  /** Plain text. */
  text: string;
  /** The same as a page of its own, to be kept or printed. */
  html: string;
}

/** What a receipt tells beside the statement. Instants are epoch ms. */
export interface Received {
  reference: string;
  sentAt: number;
  receivedAt: number;
  trader: Trader;
  /** IANA name, in which instants are told. */
  timeZone: string;
  /** What the items are called, where the order is known to be the sender's. */
  items?: string[];
  /** Whether it was in time, by the server's reckoning. Absent: nobody knows, or it is not the sender's to know yet. */
  inTime?: boolean;
}

/**
 * The receipt of a statement, in its language. It holds what was sent and when, and nothing else that a sender could choose;
 * of an order that is not proven to be the sender's it holds nothing.
 */
export function receiptOf({ said, lines }: Pick<Statement, 'said' | 'lines'>, received: Received): Receipt {
  const language = said.language ?? 'en';
  const words = receiptWords[language] as ReceiptWords;
  const time = (at: number): string => formatInstantIn(language, at, received.timeZone);
  const { trader, items = lines?.map(({ id, quantity }) => `${quantity} × ${id}`) } = received;
  const rows: [string, string | undefined][] = [
    [words.reference, received.reference],
    [words.trader, [trader.name, trader.address].filter(Boolean).join('\n')],
    [words.name, said.name],
    [words.contract, said.orderNumber],
    [words.items, items?.join('\n')],
    [words.words, [words.declares, said.text].filter(Boolean).join('\n')],
    [words.sent, time(received.sentAt)],
    [words.arrived, time(received.receivedAt)],
    [words.copy, said.address],
  ];
  const { inTime } = received;
  const reckoning = inTime === undefined ? [] : [inTime ? words.inTime : words.late];
  const told = rows.filter((row): row is [string, string] => !!row[1]);
  return {
    language,
    subject: `${words.title} (${received.reference})`,
    text: [
      words.title,
      words.received,
      ...told.map(([name, value]) => `${name}: ${plain(value).replaceAll('\n', '\n  ')}`),
      ...reckoning,
    ].join('\n\n'),
    html: page(language, words, told, reckoning),
  };
}

function page(language: string, words: ReceiptWords, rows: [string, string][], reckoning: string[]): string {
  const list = rows.map(
    ([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value).replaceAll('\n', '<br>')}</dd>`,
  );
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="ltr">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(words.title)}</title><style>${look}</style></head>`,
    `<body><h1>${escaped(words.title)}</h1>`,
    `<p>${escaped(words.received)}</p>`,
    `<dl>${list.join('')}</dl>`,
    ...reckoning.map((said) => `<p>${escaped(said)}</p>`),
    '</body></html>',
    '',
  ].join('\n');
}

/** Of a letter, on paper, on a small screen and in the dark. */
const look = [
  ':root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}',
  'body{max-width:40rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}',
  'h1{font-size:1.5rem;line-height:1.25}',
  'dt{font-weight:600}dd{margin:0 0 .75rem}',
  '@media print{:root{font-size:11pt}body{margin:0;padding:0}dt{break-after:avoid}}@page{margin:2cm}',
].join('');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (found) => entities[found] as string);
}

/** Without what turns lines around or is no text, so that it can pass for nothing that the receipt says itself. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, ' ');
}
