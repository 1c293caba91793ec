import { html, nothing, type TemplateResult } from 'lit';
import type { QueueController } from '../../controllers/queue-controller.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Cancellation, Money, Order } from '../../domain/records.ts';
import { own } from '../../domain/values/own-member.ts';
import { formatMoney } from '../../i18n/format-money.ts';
import { formatShortTime } from '../../i18n/format-short-time.ts';
import { formatTime } from '../../i18n/format-time.ts';
import type { TextTable } from '../../i18n/texts.ts';
import { fill, textOf } from '../../i18n/wording.ts';
import { safeHref } from '../shared/safe-href.ts';

/** What the parts of the queue are rendered from. */
export interface QueueScope {
  queue: QueueController;
  texts: TextTable;
  language: string;
  /** The server's clock, epoch ms. */
  now: number;
  money(amount: Money): string;
  time(at: string): string;
  /** As a row has room for. */
  shortTime(at: string): string;
  /** The text of a code in a group, the policy's own wording first. */
  say(group: string, code: string, policy: CancelPolicy | null): string;
}

/** `now` is read once a rendering, so that all rows tell the same time. */
export function scopeOf(queue: QueueController, texts: TextTable): QueueScope {
  const { language, now } = queue;
  return {
    queue,
    texts,
    language,
    now,
    money: (amount) => formatMoney(language, amount),
    time: (at) => formatTime(language, Date.parse(at), now),
    shortTime: (at) => formatShortTime(language, Date.parse(at), now),
    say: (group, code, policy) => textOf(texts, language, group, code, policy),
  };
}

/** Most characters of a text that a row shows: what is cut off by its width need not be laid out. */
const most = 160;

export function short(text: string | null | undefined): string {
  return (text ?? '').slice(0, most);
}

export function numberOf({ number, id }: Order): string {
  return number ?? id;
}

/** What the state of a cancellation is called: the policy's name for it and who asked, else its name for the state. */
export function stateName({ say, texts }: QueueScope, cancellation: Cancellation, policy: CancelPolicy | null): string {
  const { state, requestedBy } = cancellation;
  const own = say('', `state.${state}.${requestedBy}`, policy) || say('', `state.${state}`, policy);
  return own || (state === 'requested' && fill(texts[`asked.${requestedBy}`])) || fill(texts[`state.${state}`]);
}

export function reasonName({ say, texts }: QueueScope, code: string | null, policy: CancelPolicy | null): string {
  return code ? say('reason', code, policy) : fill(texts['queue.no-reason']);
}

/** What the order's status is called: the policy's name for it, else what it means. */
export function statusName({ say }: QueueScope, status: string, policy: CancelPolicy | null): string {
  return say('', status, policy) || say('phase', own(policy?.statuses, status)?.phase ?? '', null);
}

/** Where the session has ended: the way to sign in, where the page names one. */
export function renderSignIn({ queue, texts }: QueueScope, problem: string | null | undefined | false): Rendered {
  const href = problem === 'sign-in-required' && safeHref(queue.signInUrl);
  return href ? html` <a part="sign-in" href=${href}>${texts['sign-in']}</a>` : nothing;
}

export type Rendered = TemplateResult | typeof nothing;
