import type { ReactiveControllerHost } from 'lit';
import type { Attachment, EvidenceBody, MessageBody } from '../backend/backend.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import type { Sent } from '../client/sent-once.ts';
import { warnOfMissing } from '../client/warn.ts';
import { otherParty } from '../domain/lifecycle/other-party.ts';
import { attachmentTypes, type Claim, type EvidenceKind } from '../domain/log-entry.ts';
import type { Actor } from '../domain/records.ts';
import { loadPart } from '../load-part.ts';
import type { CaseController } from './case-controller.ts';
import { maxStatement } from './limits.ts';

/** A file that somebody chose. `problem`: code of why it cannot be sent. */
export interface ChosenFile {
  name: string;
  /** `null`: it was chosen before the page was loaded. */
  size: number | null;
  phase: 'sending' | 'there' | 'failed';
  attachment: Pick<Attachment, 'sha256'> | null;
  problem: string | null;
}

/** What somebody is about to add to the record. */
export interface StatementDraft {
  kind: 'message' | EvidenceKind;
  to: Actor;
  text: string;
  ticket: string;
  representative: string;
  claim: Claim | '';
  /** As a `datetime-local` field has it, in the person's own zone. */
  claimedAt: string;
  cites: string;
}

const types: readonly string[] = attachmentTypes;
/** Greatest file, bytes: the server's own limit may be less. */
const maxBytes = 5 * 1024 * 1024;
const maxFiles = 10;
/** How often evidence is sent anew where the order has moved on meanwhile: what is added does not hang on it. */
const maxMoves = 3;

/** A message or a piece of evidence, from its first word to the backend's answer. Nothing typed is lost until it is there. */
export class CaseFlow {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #case: CaseController;

  draft: StatementDraft;
  files: ChosenFile[] = [];
  phase: 'draft' | 'sending' | 'checking' | 'sent' = 'draft';
  /** Code of what went wrong. */
  problem: string | null = null;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, of: CaseController) {
    this.#host = host;
    this.#case = of;
    this.draft = emptyDraft(of.order.actor);
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  /** Whether files are still on their way. */
  get waits(): boolean {
    return this.files.some(({ phase }) => phase === 'sending');
  }

  change(change: Partial<StatementDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.problem = null;
    if (this.phase === 'sent') this.phase = 'draft';
    this.#host.requestUpdate();
  }

  /** Puts files at the server, so that what is sent can refer to them. */
  async add(chosen: Iterable<File>): Promise<void> {
    await Promise.all([...chosen].slice(0, maxFiles - this.files.length).map((file) => this.#put(file)));
  }

  remove(file: ChosenFile): void {
    this.files = this.files.filter((one) => one !== file);
    this.#host.requestUpdate();
  }

  async #put(file: File): Promise<void> {
    const { store } = this.#case.order;
    const chosen: ChosenFile = { name: file.name, size: file.size, phase: 'sending', attachment: null, problem: null };
    this.files = [...this.files, chosen];
    if (this.phase === 'sent') this.phase = 'draft';
    this.#host.requestUpdate();
    if (!types.includes(file.type)) chosen.problem = 'unsupported-media-type';
    else if (file.size > maxBytes) chosen.problem = 'too-large';
    else {
      try {
        chosen.attachment = (await store?.backend?.attach?.(file, {})) ?? null;
        if (!chosen.attachment) chosen.problem = 'unavailable';
      } catch (error) {
        const { code } = (error ?? {}) as { code?: unknown };
        chosen.problem = typeof code === 'string' ? code : 'unavailable';
      }
    }
    chosen.phase = chosen.problem ? 'failed' : 'there';
    this.#host.requestUpdate();
  }

  /** Sends what was written, once, however often it is called meanwhile. Resolves with whether it is on record. */
  async send(): Promise<boolean> {
    if (this.sending || this.waits || this.draft.text.trim().length > maxStatement) return false;
    const body = this.#body();
    // A message says something; a piece of evidence may be a file alone.
    if (!body.text && ('to' in body || !body.attachments)) {
      this.problem = 'empty';
      this.#host.requestUpdate();
      return false;
    }
    this.#enter('sending');
    return this.#settle(await this.#submit(body));
  }

  /** What was sent before the page was loaded, and may be on record, is shown, and found out about. */
  async resume(): Promise<void> {
    const { intent } = keptAt(this.#place) ?? {};
    if (this.phase !== 'draft' || (intent?.type !== 'message' && intent?.type !== 'evidence')) return;
    this.draft = draftOf(intent.body, this.draft);
    this.files = (intent.body.attachments ?? []).map(({ sha256, name = '' }) => {
      return { name, size: null, phase: 'there', attachment: { sha256 }, problem: null };
    });
    this.#enter('checking');
    await this.#settle(await this.#submit(null));
  }

  get #place(): string {
    const { store, actor, id = '' } = this.#case.order;
    return placeOf(store?.name ?? '', actor, ['statement', id]);
  }

  async #settle(result: Sent): Promise<boolean> {
    const { earlier } = result;
    const view = result.ok ? result.view : result.problem.view;
    if (view) this.#case.order.accept(view);
    if (result.ok && !earlier) {
      this.files = [];
      this.draft = { ...emptyDraft(this.#case.order.actor), kind: this.draft.kind, to: this.draft.to };
    } else this.problem = result.ok ? 'sent-before' : result.problem.code;
    if (result.ok) await this.#case.added();
    const isDone = result.ok && !earlier;
    this.#enter(isDone ? 'sent' : 'draft');
    return isDone;
  }

  /** `null`: what was sent before. */
  async #submit(body: MessageBody | EvidenceBody | null): Promise<Sent> {
    const { order: controller } = this.#case;
    const onUnknown = (): void => this.#enter('checking');
    try {
      // What sends comes when a person has written something; most only read.
      const { sendAgain, sendOnce } = await loadPart(() => import('../client/sent-once.ts'), 'sendOnce');
      for (let moves = 0; ; moves++) {
        const { store, cancellation } = controller;
        const order = controller.view?.order ?? controller.order;
        if (!store?.backend || !order) break;
        const { id: orderId, revision } = order;
        let result: Sent;
        if (!body) result = await sendAgain(store, this.#place, onUnknown, controller.actor);
        else if ('to' in body) {
          result = await sendOnce(store, this.#place, { type: 'message', orderId, revision: '', body }, onUnknown);
        } else if (!cancellation) return { ok: false, problem: { code: 'illegal-transition' } };
        else {
          const draft = { type: 'evidence' as const, orderId, revision, cancellationId: cancellation.id, body };
          result = await sendOnce(store, this.#place, draft, onUnknown);
        }
        // It was refused for the revision alone: nothing was done.
        const moved = !result.ok && result.problem.code === 'stale-revision' && result.problem.view;
        if (!moved || moves === maxMoves) return result;
        controller.accept(moved);
        body ??= this.#body();
      }
    } catch (error) {
      warnOfMissing(error);
    }
    return { ok: false, problem: { code: 'unavailable' } };
  }

  #body(): MessageBody | EvidenceBody {
    const { kind, to, claim, claimedAt, cites, ...texts } = this.draft;
    const text = texts.text.trim();
    const ticket = texts.ticket.trim();
    const representative = texts.representative.trim();
    const attachments = this.files.flatMap(({ attachment, name }) =>
      attachment ? [{ sha256: attachment.sha256, name }] : [],
    );
    const { actor } = this.#case.order;
    const withSupport = actor === 'platform' || (kind === 'message' ? to === 'platform' : kind === 'support');
    const support = withSupport && {
      ...(ticket && { ticket }),
      ...(representative && { representative }),
    };
    const more = attachments.length > 0 && { attachments };
    if (kind === 'message') return { to, text, ...support, ...more };
    const at = claimedAt ? new Date(claimedAt) : null;
    const cited = cites.split(/[,;\n]/).map((one) => one.trim());
    return {
      kind,
      ...(text && { text }),
      ...(claim && { claim }),
      ...(claim && at && !Number.isNaN(at.getTime()) && { claimedAt: at.toISOString() }),
      ...(cites.trim() && { cites: cited.filter((one) => one !== '') }),
      ...support,
      ...more,
    };
  }

  #enter(phase: CaseFlow['phase']): void {
    this.phase = phase;
    if (phase === 'sending') this.problem = null;
    this.#host.requestUpdate();
  }
}

/** What was typed for what was sent. */
function draftOf(body: MessageBody | EvidenceBody, empty: StatementDraft): StatementDraft {
  const { text = '', ticket = '', representative = '' } = body;
  const draft = { ...empty, text, ticket, representative };
  if ('to' in body) return { ...draft, to: body.to };
  const { kind, claim = '', claimedAt, cites = [] } = body;
  return { ...draft, kind, claim, claimedAt: claimedAt ? localTime(new Date(claimedAt)) : '', cites: cites.join(', ') };
}

/** As a `datetime-local` field has it. */
function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function emptyDraft(actor: Actor): StatementDraft {
  return {
    kind: 'message',
    to: otherParty(actor),
    text: '',
    ticket: '',
    representative: '',
    claim: '',
    claimedAt: '',
    cites: '',
  };
}
