import type { CancelFlow } from '../../../../controllers/cancel-flow.ts';
import type { Order } from '../../../../domain/records.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { answerersOf } from './sellers.ts';

/** What is said otherwise of a part: the whole is not said of it. */
const ofPart = ['title.cancel', 'title.request', 'title.ask', 'next.cancel', 'next.refunding', 'done-text'];
const done = ['done.cancelled', 'done.refunding'];

/** The dialog's words with those that are meant where something of the order stays. */
export function wordsFor(flow: CancelFlow, order: Order, texts: TextTable, words: TextTable): TextTable {
  const { payment } = order;
  const lines = flow.done ? flow.done.cancellation?.lines : flow.part?.meant(flow.lines);
  const said = lines ? [...ofPart, ...done] : [];
  const pairs = said.flatMap((key) => {
    const text = words[`choice.${key}`];
    return text ? [[key, text] as const] : [];
  });
  // Of an order that was paid in part, what is left may cost all of it.
  const covered = words['choice.covered'];
  if (covered && payment.paid.amount > payment.refunded.amount) pairs.push(['refund.none', covered]);
  // Each seller answers for their own.
  if (answerersOf(flow, order).length > 1) {
    for (const key of ['next.request', 'next.respond']) pairs.push([key, words[`choice.${key}-several`] ?? '']);
  }
  return { ...texts, ...Object.fromEntries(pairs) };
}
