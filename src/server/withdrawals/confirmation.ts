import { formatInstant } from '../../domain/values/instant.ts';
import type { Context } from '../context.ts';
import { type Receipt, type Received, receiptOf } from './receipt.ts';
import type { Statement } from './statement.ts';

/** What a statement is answered with: the same whichever orders there are. */
export interface Confirmation {
  reference: string;
  sentAt: string;
  receivedAt: string;
  receipt: Receipt;
}

export function confirmationOf(
  { withdrawals }: Pick<Context, 'withdrawals'>,
  statement: Pick<Statement, 'said' | 'lines'>,
  received: Omit<Received, 'trader' | 'timeZone'>,
): Confirmation {
  const { reference, sentAt, receivedAt } = received;
  const { trader, timeZone } = withdrawals;
  const receipt = receiptOf(statement, { trader, timeZone, ...received });
  return { reference, sentAt: formatInstant(sentAt), receivedAt: formatInstant(receivedAt), receipt };
}
