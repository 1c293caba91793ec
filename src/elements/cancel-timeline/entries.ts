import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Entry } from '../../controllers/case-controller.ts';
import type { Attachment, EvidenceEntry, LogEntry, PersonalMember } from '../../domain/log-entry.ts';
import type { Actor } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { own } from '../../domain/values/own-member.ts';
import { lacking } from '../../evidence/chain.ts';
import { fill } from '../../i18n/wording.ts';
import { type Rendered, seqOf, statusName, type TimelineScope } from './scope.ts';

/** A silence that is worth being shown, ms. */
const longSilence = 86_400_000;

export const filters = ['all', 'buyer', 'seller', 'platform'] as const;

export type Filter = (typeof filters)[number];

/** The entries, the oldest first, and the silences between them. `save`: hands a file to the person. */
export function renderEntries(
  scope: TimelineScope,
  filter: Filter,
  save: (file: Attachment, name: string) => void,
): Rendered {
  const { of, text, span } = scope;
  const log = of.log ?? [];
  const shown = log.filter(({ by }) => filter === 'all' || by === filter);
  if (log.length === 0) return html`<p part="empty" class="muted">${text('log.none')}</p>`;
  if (shown.length === 0) return html`<p part="empty" class="muted">${text('log.none-of')}</p>`;
  const placed = scope.of.order.order?.placedAt;
  let last = Number.NaN;
  const items = shown.flatMap((entry, at): { key: string; made: Rendered }[] => {
    const key = String(seqOf(entry) ?? at);
    const time = parseInstant(entry.at);
    const silence = time - last;
    if (!Number.isNaN(time)) last = time;
    const made: { key: string; made: Rendered }[] = [{ key, made: renderSafely(scope, entry, placed, save) }];
    if (filter !== 'all' || !(silence > longSilence)) return made;
    return [
      { key: `gap ${key}`, made: html`<li part="gap" class="gap">${text('log.gap', { time: span(silence) })}</li>` },
      ...made,
    ];
  });
  // Safari forgets that a list without markers is one.
  return html`<ol part="log" class="log" role="list">
    ${repeat(
      items,
      ({ key }) => key,
      ({ made }) => made,
    )}
  </ol>`;
}

/** A backend may send anything: one entry that cannot be shown hides no other. */
function renderSafely(...[scope, entry, placed, save]: Parameters<typeof renderEntry>): Rendered {
  try {
    return renderEntry(scope, entry, placed, save);
  } catch {
    return html`<li part="entry" class="entry"><p class="muted">${scope.text('log.unreadable')}</p></li>`;
  }
}

function renderEntry(
  scope: TimelineScope,
  entry: Entry,
  placed: string | undefined,
  save: (file: Attachment, name: string) => void,
): Rendered {
  const { text, time, texts } = scope;
  if ('withheld' in entry) {
    const { at, by, to, seq, shared } = entry;
    return html`<li part="entry withheld" class="entry withheld">
      <p class="when"><span class="seq">${seq}</span> <time datetime=${at}>${time(at)}</time> ${by ? html`<span class="who">${whoOf(scope, by)}</span>` : nothing}</p>
      ${by ? html`<p class="what">${text('did.message', { to: text(`to.${to}`) })}</p>` : nothing}
      <p class="muted">${text(shared ? 'log.withheld-shared' : 'log.withheld')}</p>
    </li>`;
  }
  const { by, at, type, occurredAt, reason, comment, text: said, claimedAt, cites = [], attachments = [] } = entry;
  const names = entry.names ?? [];
  const erased = lacking(entry as EvidenceEntry);
  const since = sinceOrder(scope, entry, placed);
  const support = [
    entry.ticket ? text('entry.ticket', { ticket: entry.ticket }) : '',
    entry.representative
      ? text(by === 'platform' ? 'entry.answered' : 'entry.representative', { name: entry.representative })
      : '',
  ].filter((part) => part !== '');
  return html`<li part="entry ${type} ${by}" class="entry ${by}">
    <p class="when">${seqOf(entry) === undefined ? nothing : html`<span class="seq">${seqOf(entry)}</span> `}<time datetime=${at}>${time(at)}</time> <span class="who">${whoOf(scope, by)}</span></p>
    <p class="what"><bdi>${titleOf(scope, entry)}</bdi>${since ? html` <span class="muted">${since}</span>` : nothing}</p>
    ${occurredAt ? html`<p class="muted">${text('entry.occurred', { time: time(occurredAt) })}</p>` : nothing}
    ${claimedAt ? html`<p class="muted">${text('entry.claimed', { time: time(claimedAt) })}</p>` : nothing}
    ${reason ? html`<p>${text('entry.reason', { reason: scope.say('reason', reason) })}</p>` : nothing}
    ${said || comment ? html`<blockquote dir="auto">${said || comment}</blockquote>` : nothing}
    ${cites.length > 0 ? html`<p class="muted">${text('entry.cites', { cites: cites.map((cited) => citedAs(scope, cited)).join(', ') })}</p>` : nothing}
    ${support.map((part) => html`<p class="muted"><bdi>${part}</bdi></p>`)}
    ${attachments.map((file, index) => renderFile(scope, file, names[index] ?? '', save))}
    ${erased.length > 0 ? html`<p class="muted">${text('entry.erased', { what: wordsFor(texts, erased) })}</p>` : nothing}
  </li>`;
}

/** A section of the agreement with its number, where the policy names it. */
function citedAs({ policy }: TimelineScope, cited: string): string {
  const section = own(policy?.disputes?.sections, cited);
  if (section === undefined) return cited;
  return `${cited} (§ ${typeof section === 'string' ? section : section.number})`;
}

function renderFile(
  { text }: TimelineScope,
  file: Attachment,
  name: string,
  save: (file: Attachment, name: string) => void,
): Rendered {
  const kind = text(`file.${file.type}`);
  const size = Math.max(1, Math.round(file.size / 1024));
  return html`<p class="file">
    <button type="button" class="plain" @click=${() => save(file, name)}>
      ${text('file.save', { name: name.slice(0, 80) || kind })}
    </button>
    <span class="muted">${text('file.about', { kind, size })}</span>
    <code class="hash" title=${file.sha256}>SHA-256 ${file.sha256.slice(0, 16)}…</code>
  </p>`;
}

function wordsFor(texts: TimelineScope['texts'], members: PersonalMember[]): string {
  return members.map((member) => fill(texts[`member.${member}`])).join(', ');
}

/** How soon after the order something was asked for or said: at once is best (DP-1). */
function sinceOrder(
  { text, span }: TimelineScope,
  { type, at, by, action }: LogEntry,
  placed: string | undefined,
): string {
  const asks = type === 'cancellation' && (action === 'request' || action === 'cancel');
  if (!asks && !(type === 'message' && by === 'buyer')) return '';
  const after = parseInstant(at) - parseInstant(placed);
  return after >= 0 ? text('entry.since-order', { time: span(after) }) : '';
}

function whoOf({ text, actor, of }: TimelineScope, by: Actor): Rendered {
  const role = text(`actor.${by}`);
  const name = by === 'platform' ? '' : (of.order.order?.[by]?.name ?? '');
  return html`${role}${name ? html` <bdi>${name.slice(0, 80)}</bdi>` : nothing}${by === actor && by !== 'platform' ? html` ${text('actor.you')}` : nothing}`;
}

/** What an entry tells, in a few words; what was taken back, or is not sure yet, as that. */
function titleOf(scope: TimelineScope, entry: LogEntry): string {
  const { text } = scope;
  const what = toldBy(scope, entry);
  if (entry.retracted) return text('did.retracted', { what });
  if (entry.refund === 'failed') return text('did.failed', { what });
  return entry.refund === 'pending' ? text('did.pending', { what }) : what;
}

function toldBy(scope: TimelineScope, entry: LogEntry): string {
  const { text, say, texts, money } = scope;
  const { type, action = '', to, amount, kind = '', orderStatus, policy, code = '', place, carrier, order } = entry;
  const key = `did.${type}.${action}`;
  const own = key in texts ? text(key) : undefined;
  switch (type) {
    case 'order':
      return text('did.order', {
        number: order?.number ?? scope.of.order.id ?? '',
        amount: order ? money(order.total) : '',
      });
    case 'policy':
      return text('did.policy', {
        id: policy?.id ?? '',
        version: policy?.version ?? '',
        hash: (policy?.hash ?? '').slice(0, 12),
      });
    case 'message':
      return text('did.message', { to: text(`to.${to}`) });
    case 'cancellation': {
      const outcome = action === 'resolve' && entry.outcome ? text(`did.resolve.${entry.outcome}`) : undefined;
      const said = outcome || own || say('state', entry.state ?? '');
      return amount ? text('did.amount', { said, amount: money(amount) }) : said;
    }
    case 'notice':
      return own ?? text('did.notice');
    case 'refund':
      return text('did.refund', { amount: amount ? money(amount) : '' });
    case 'scan': {
      const where = [carrier, place].filter((part) => part).join(', ');
      return where ? text('did.scan-at', { what: say('scan', code), where }) : say('scan', code);
    }
    case 'status':
      return text('did.status', { status: statusName(scope, orderStatus ?? '') });
    case 'evidence':
      return entry.claim
        ? text('did.claim', { kind: say('kind', kind), claim: text(`claim.${entry.claim}`) })
        : say('kind', kind);
    case 'verification':
      return text(entry.marked ? 'did.marked' : 'did.not-marked', { status: statusName(scope, orderStatus ?? '') });
    case 'erasure':
      return text('did.erasure', { who: text(`actor.${entry.party}`), count: entry.erased?.length ?? 0 });
    case 'withdrawal':
      return text('did.withdrawal', { reference: entry.reference ?? '' });
    case 'shipment':
    case 'delivery':
      return text(`did.${type}`);
    default:
      return text(`did.${type satisfies never}`);
  }
}
