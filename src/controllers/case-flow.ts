import type { ReactiveControllerHost } from 'lit';
import type { Attachment, EvidenceBody, Intent, MessageBody, SendResult } from '../backend/backend.ts';
import { intentOf, submit } from '../client/submit.ts';
import { otherParty } from '../domain/lifecycle/other-party.ts';
import { attachmentTypes, type Claim, type EvidenceKind } from '../domain/log-entry.ts';
import type { Actor } from '../domain/records.ts';
import type { CaseController } from './case-controller.ts';
import { maxStatement } from './limits.ts';

/** A file that somebody chose. `problem`: code of why it cannot be sent. */
export interface ChosenFile {
  name: string;
  size: number;
  phase: 'sending' | 'there' | 'failed';
  attachment: Attachment | null;
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
  #intent: Intent | undefined;

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
    const earlier = await this.#resolve(body);
    if (earlier) {
      this.problem = earlier;
      this.#enter('draft');
      return false;
    }
    const result = await this.#submit(body);
    if (result.ok) {
      this.#intent = undefined;
      this.files = [];
      this.draft = { ...emptyDraft(this.#case.order.actor), kind: this.draft.kind, to: this.draft.to };
    } else {
      this.problem = result.problem.code;
      if (this.problem !== 'unknown-outcome' && this.problem !== 'offline') this.#intent = undefined;
    }
    if (result.ok) await this.#case.added();
    this.#enter(result.ok ? 'sent' : 'draft');
    return result.ok;
  }

  /**
   * What was sent before, and may be on record, is found out about before anything else is sent: nothing is said twice for a
   * changed word. The code of what the person is told; `null`: it may be sent now.
   */
  async #resolve(body: MessageBody | EvidenceBody): Promise<string | null> {
    const { store } = this.#case.order;
    const former = this.#intent;
    if (!former || !store || JSON.stringify(former.body) === JSON.stringify(body)) return null;
    const result = await submit(store, former, () => this.#enter('checking'));
    const { code } = result.ok ? { code: 'sent-before' } : result.problem;
    if (code === 'unknown-outcome' || code === 'offline') return code;
    this.#intent = undefined;
    if (!result.ok) return null;
    if (result.view) this.#case.order.accept(result.view);
    await this.#case.added();
    return code;
  }

  async #submit(body: MessageBody | EvidenceBody): Promise<SendResult> {
    const { order: controller } = this.#case;
    for (let moves = 0; ; moves++) {
      const { store, cancellation } = controller;
      const order = controller.view?.order ?? controller.order;
      if (!store?.backend || !order) return { ok: false, problem: { code: 'unavailable' } };
      const known = { orderId: order.id, revision: order.revision };
      if ('to' in body) this.#intent = intentOf({ type: 'message', ...known, revision: '', body }, this.#intent);
      else if (!cancellation) return { ok: false, problem: { code: 'illegal-transition' } };
      else {
        const draft = { type: 'evidence' as const, ...known, cancellationId: cancellation.id, body };
        // An outcome that is unknown keeps its key, whatever the order has become.
        const former = this.#intent?.type === 'evidence' ? this.#intent : undefined;
        this.#intent = intentOf(former ? { ...draft, revision: former.revision } : draft, former);
      }
      const result = await submit(store, this.#intent, () => this.#enter('checking'));
      const view = result.ok ? result.view : result.problem.view;
      if (view) controller.accept(view);
      if (result.ok || result.problem.code !== 'stale-revision' || !view || moves === maxMoves) return result;
      // It was refused for the revision alone: nothing was done.
      this.#intent = undefined;
    }
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
