import { html, nothing, type TemplateResult } from 'lit';
import type { CaseController } from '../../controllers/case-controller.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Money } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { own } from '../../domain/values/own-member.ts';
import { formatExactTime } from '../../i18n/format-exact-time.ts';
import { formatMoney } from '../../i18n/format-money.ts';
import { formatLeft, formatPassed } from '../../i18n/format-time.ts';
import type { TextTable } from '../../i18n/texts.ts';
import { fill, textOf } from '../../i18n/wording.ts';
import { safeHref } from '../shared/safe-href.ts';

export type Rendered = TemplateResult | typeof nothing;

/** What the parts of the timeline are rendered from. */
export interface TimelineScope {
  of: CaseController;
  texts: TextTable;
  /** Who reads. */
  actor: Actor;
  /** The policy that governs the case, where it is at hand. */
  policy: CancelPolicy | null;
  /** The server's clock, epoch ms. */
  now: number;
  /** The readable entries by their numbers. */
  entries: ReadonlyMap<number, LogEntry>;
  text(key: string, values?: Record<string, string | number>): string;
  /** The text of a code in a group: the policy's own wording first, the group's general one last. Never the code. */
  say(group: string, code: string): string;
  money(amount: Money): string;
  /** An instant (RFC 3339 or epoch ms) to the second, in the person's own zone. */
  time(at: string | number): string;
  /** Time that has passed (ms): whole units. */
  span(duration: number): string;
  /** Time left (ms): a beginning unit counts as whole. */
  left(duration: number): string;
}

/** Where the session has ended: the way to sign in, where the page names one. */
export function renderSignIn({ of, text }: TimelineScope, problem: string | null | undefined): Rendered {
  const href = problem === 'sign-in-required' && safeHref(of.order.signInUrl);
  return href ? html` <a part="sign-in" href=${href}>${text('sign-in')}</a>` : nothing;
}

export function scopeOf(of: CaseController, texts: TextTable): TimelineScope {
  const { language, actor, policy, now } = of.order;
  const numbered = of.readable.flatMap((entry, at): [number, LogEntry][] => [[seqOf(entry) ?? at + 1, entry]]);
  return {
    of,
    texts,
    actor,
    policy,
    now,
    entries: new Map(numbered),
    text: (key, values = {}) => fill(texts[key], values),
    say: (group, code) => textOf(texts, language, group, code, policy),
    money: (amount) => formatMoney(language, amount),
    time: (at) => {
      const instant = typeof at === 'number' ? at : parseInstant(at);
      return Number.isNaN(instant) ? '' : formatExactTime(language, instant);
    },
    span: (duration) => formatPassed(language, duration),
    left: (duration) => formatLeft(language, Math.max(0, duration)).text,
  };
}

export function seqOf(entry: object): number | undefined {
  const { seq } = entry as { seq?: unknown };
  return typeof seq === 'number' ? seq : undefined;
}

/** What the order's status means, in words: the policy's own name for it first. */
export function statusName({ say, policy }: TimelineScope, status: string): string {
  return say('', status) || say('phase', own(policy?.statuses, status)?.phase ?? '');
}
