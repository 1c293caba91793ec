import { html, nothing, type ReactiveController } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ActionBody } from '../../backend/backend.ts';
import { ActionFlow } from '../../controllers/action-flow.ts';
import { CaseController } from '../../controllers/case-controller.ts';
import { CaseFlow } from '../../controllers/case-flow.ts';
import type { OrderHost } from '../../controllers/order-controller.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import { routesOfActions } from '../../domain/lifecycle/dispute-routes.ts';
import type { Action } from '../../domain/lifecycle/transitions.ts';
import type { Attachment, EvidenceEntry, WithheldEntry } from '../../domain/log-entry.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { CaseInput } from '../../evidence/case.ts';
import { zoneName } from '../../i18n/format-exact-time.ts';
import type { TextTable } from '../../i18n/part.ts';
import { textsKey } from '../../i18n/texts.ts';
import { loadPacketTexts, loadTimelineTexts } from '../../i18n/timeline-texts.ts';
import { fill } from '../../i18n/wording.ts';
import { loadPart } from '../../load-part.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import buttons from '../shared/look/buttons.ts';
import controls from '../shared/look/controls.ts';
import palette from '../shared/look/palette.ts';
import pill from '../shared/look/pill.ts';
import tokens from '../shared/look/tokens.ts';
import { toneOf } from '../shared/look/tone.ts';
import { keepTypedKeys } from '../shared/typing-element.ts';
import type { View } from '../shared/view-element.ts';
import { renderCompose } from './compose.ts';
import { type Filter, filters, renderEntries } from './entries.ts';
import {
  type Findings,
  findingsOf,
  renderChecklist,
  renderDeadlines,
  renderDecision,
  renderHints,
  renderRoutes,
  type Step,
} from './findings.ts';
import frameStyles from './frame.styles.ts';
import printStyles from './print.styles.ts';
import recordStyles from './record.styles.ts';
import { type Rendered, renderSignIn, scopeOf, type TimelineScope } from './scope.ts';
import waysStyles from './ways.styles.ts';
import writeStyles from './write.styles.ts';

type Host = OrderHost & { renderRoot: HTMLElement | DocumentFragment };

/** The actions that are taken here. */
const steps = (Object.keys(routesOfActions) as Action[]).filter(
  (action) => action === 'resolve' || routesOfActions[action],
);

/** How often what depends on the time of day is looked at again, ms. */
const minute = 60_000;

/** What `cancel-timeline` shows. */
export class TimelineView implements View, ReactiveController {
  readonly host: Host;
  readonly #case: CaseController;
  readonly #compose: CaseFlow;
  #texts: TextTable | undefined;
  #textsOf = '';
  #filter: Filter = 'all';
  /** What was asked before: what is unknown of it keeps its key. */
  readonly #asks = new Map<Action, ActionFlow>();
  #step: ActionFlow | undefined;
  #lacks = false;
  /** The order and cancellation of which it was looked what was sent before the page was loaded. */
  #resumed = '';
  /** The button to go back to. */
  #asked: string | null = null;
  #notified = '';
  #known: { of: unknown[]; findings: Findings | null } | undefined;

  constructor(host: Host) {
    this.host = host;
    keepTypedKeys(host.renderRoot);
    adoptStyles(host.renderRoot as ShadowRoot, [
      tokens,
      palette,
      pill,
      buttons,
      controls,
      frameStyles,
      recordStyles,
      writeStyles,
      waysStyles,
      printStyles,
    ]);
    this.#case = new CaseController(host);
    this.#compose = new CaseFlow(host, this.#case);
    host.addController(this);
  }

  refresh(): Promise<void> {
    return this.#case.refresh();
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#unfold);
    addEventListener('afterprint', this.#fold);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#unfold);
    removeEventListener('afterprint', this.#fold);
  }

  get language(): string {
    return this.#case.order.language;
  }

  hostUpdate(): void {
    const { language } = this.#case.order;
    this.#resume();
    const key = textsKey(language);
    if (key === this.#textsOf) return;
    this.#textsOf = key;
    loadTimelineTexts(language).then((texts) => {
      if (key !== this.#textsOf) return;
      this.#texts = texts;
      this.host.requestUpdate();
    }, warnOfMissing);
  }

  render(): unknown {
    const { order: controller, log, problem } = this.#case;
    const texts = this.#texts;
    if (!texts) return html`<slot></slot>`;
    const { order, view, store } = controller;
    // Asked for, so that the policy is looked up too.
    void controller.decision;
    const scope = scopeOf(this.#case, texts);
    const { text } = scope;
    if (!order || log === undefined || log === null) {
      const failed = log === null || (controller.problem && !order);
      const code = problem?.code ?? controller.problem?.code ?? '';
      const idle = controller.id === undefined || (!store?.backend && !view);
      if (idle || (view && !store?.backend?.events))
        return html`<p part="empty" class="muted">${text('log.unavailable')}</p>`;
      return failed
        ? html`<div class="failed"><p part="problem" role="status">${texts[`record.failed.${code}`] ?? text('record.failed')}${renderSignIn(scope, code)}</p>
            <button type="button" part="retry" @click=${() => this.refresh()}>${text('retry')}</button></div>`
        : html`<p role="status" class="muted">${text('record.loading')}</p>`;
    }
    const policy = controller.policy ?? null;
    const findings = policy ? this.#findings(policy) : null;
    controller.updateIn(minute);
    return html`<div class="timeline">
      ${this.#renderHead(scope)}
      ${findings ? html`<div class="now">${renderHints(scope, findings)} ${renderDeadlines(scope, findings, this.#saveCalendar)}</div>` : nothing}
      <div class="main">
        <section class="record" aria-labelledby="record">
          <h3 id="record">${text('record')}</h3>
          ${this.#renderFilter(scope)}
          ${guard([log, this.#filter, texts, policy, order, controller.actor], () => renderEntries(scope, this.#filter, this.#saveFile))} ${this.#renderProof(scope)}
        </section>
        ${renderCompose(scope, this.#compose, {
          withEvidence: controller.cancellation !== null,
          withFiles: store?.backend?.attach !== undefined,
        })}
      </div>
      ${findings ? html`<div class="aside">${renderDecision(scope, this.#steps)} ${renderRoutes(scope, findings, this.#steps)} ${renderChecklist(scope, findings)}</div>` : nothing}
      <p part="checking" class="muted" role="status">${this.#checking(scope)}</p>
      <p class="unseen" role="status">${this.#notified}</p>
    </div>`;
  }

  #renderHead(scope: TimelineScope): Rendered {
    const { text, of } = scope;
    const { order, cancellation } = of.order;
    const { state, penalty: { counts, fee } = {} } = cancellation ?? {};
    const packet = of.proof !== null && of.log !== null;
    return html`<header part="head">
      <h2>${text('title', { number: order?.number ?? order?.id ?? '' })}</h2>
      ${state ? html`<p part="state ${state}" class="state pill ${toneOf(state)}">${scope.say('', `state.${state}`) || text(`state.${state}`)}</p>` : nothing}
      ${
        scope.actor === 'buyer' || state === 'undone'
          ? nothing
          : html`${counts ? html`<p part="penalty">${text('penalty.counts')}</p>` : nothing}${fee ? html`<p part="penalty">${text('penalty.fee', { amount: scope.money(fee) })}</p>` : nothing}`
      }
      <div class="buttons tools">
        ${
          packet
            ? html`<button type="button" part="packet" @click=${() => this.#savePacket('json')}>${text('packet.save')}</button>
                <button type="button" part="packet-html" @click=${() => this.#savePacket('html')}>${text('packet.save-html')}</button>`
            : nothing
        }
        <button type="button" part="print" class="plain" @click=${() => print()}>${text('print')}</button>
      </div>
    </header>`;
  }

  #renderFilter({ text }: TimelineScope): Rendered {
    return html`<div class="filters" role="group" aria-label=${text('record.filter')}>
      ${filters.map((filter) => {
        const active = filter === this.#filter;
        return html`<button
          type="button"
          part="filter ${active ? 'active' : ''}"
          class="filter"
          aria-pressed=${active ? 'true' : 'false'}
          @click=${() => {
            this.#filter = filter;
            this.host.requestUpdate();
          }}
        >
          ${text(filter === 'all' ? 'record.filter.all' : `actor.${filter}`)}
        </button>`;
      })}
    </div>`;
  }

  #renderProof({ of, text, time }: TimelineScope): Rendered {
    const { proof } = of;
    const { language, now } = of.order;
    const zone = html`<p class="muted">${text('log.zone', { zone: zoneName(language, now) })}</p>`;
    if (!proof) return zone;
    const { chain, checkpoint, fit, signature, published } = proof;
    const isBroken = !chain.ok || (fit && fit.code !== 'fits') || signature === 'invalid' || published === false;
    const isSigned = checkpoint && fit?.code === 'fits' && signature === 'valid';
    const signed = (): string =>
      isSigned ? text(published ? 'proof.signed' : 'proof.signed-by', { time: time(checkpoint.at) }) : '';
    return html`<p part="proof" class=${isBroken ? 'problem' : 'muted'}>
        ${
          isBroken
            ? text(published === false && chain.ok ? 'proof.foreign' : 'proof.broken')
            : html`${text('proof.whole', { count: chain.size })} ${signed()}
              ${checkpoint ? nothing : text('proof.unsigned')} ${signature === 'unchecked' ? text('proof.unchecked') : nothing}`
        }
      </p>
      ${zone}`;
  }

  #findings(policy: CancelPolicy): Findings | null {
    const { order: controller, log } = this.#case;
    const { order, cancellation, actor, now, view, decision } = controller;
    const of = [log, order, cancellation, policy, actor, decision, Math.floor(now / minute)];
    if (!this.#known || of.some((part, at) => part !== this.#known?.of[at])) {
      const input = { policy, order, cancellation, log: log ?? [], now, actor } as CaseInput;
      let findings: Findings | null = null;
      try {
        findings = findingsOf(input, view?.actions ?? [], decision);
      } catch (error) {
        // A backend may send anything: the record itself is shown all the same.
        warnOfMissing(error);
      }
      this.#known = { of, findings };
    }
    return this.#known.findings;
  }

  get #steps(): Step {
    const flow = this.#step;
    return {
      flow,
      lacks: this.#lacks,
      ask: (action: Action | null) => {
        if (!action) return;
        this.#lacks = false;
        const { cancellation } = this.#case.order;
        const former = this.#asks.get(action);
        const goesOn = cancellation && former?.goesOnFor(cancellation);
        this.#step = goesOn ? former : new ActionFlow(this.host, this.#case.order, this.host, action);
        if (this.#step) this.#asks.set(action, this.#step);
        this.#asked = action;
        this.#focus('.step input', '.step textarea');
      },
      back: () => this.#leaveStep(),
      send: async (form) => {
        if (flow?.phase !== 'form') return;
        if (flow.unknown) {
          this.#check(flow);
          return;
        }
        const fields = new FormData(form);
        const comment = String(fields.get('comment') ?? '').trim();
        const outcome = fields.get('outcome');
        if (flow.action === 'resolve' && !outcome) {
          this.#lacks = true;
          this.#focus('.step input');
          return;
        }
        const body: ActionBody = {
          ...(comment && { comment }),
          ...(outcome && { outcome: outcome === 'cancel' ? 'cancel' : 'decline' }),
        };
        if (await flow.confirm(body)) await this.#told();
      },
    };
  }

  /** What was sent before the page was loaded, and is not known the outcome of, is found out about where it was sent. */
  #resume(): void {
    const { order, cancellation, view } = this.#case.order;
    const about = `${order?.id} ${cancellation?.id}`;
    if (!view || about === this.#resumed) return;
    this.#resumed = about;
    this.#compose.resume();
    if (!cancellation) return;
    for (const action of steps) {
      const flow = new ActionFlow(this.host, this.#case.order, this.host, action);
      if (!flow.unknown) continue;
      this.#asks.set(action, flow);
      this.#check(flow, true);
    }
  }

  /** What is still being found out while nobody is asked about it, and what came of that. */
  #checking({ text, texts }: TimelineScope): string {
    for (const flow of this.#asks.values()) {
      const { action, sending, resumed, problem } = flow;
      if (flow === this.#step || !resumed || !(sending || problem)) continue;
      return `${text(`do.${action}`)}: ${sending ? text('checking') : fill(texts[`problem.${problem}`] ?? texts['problem'])}`;
    }
    return '';
  }

  async #check(flow: ActionFlow, byItself = false): Promise<void> {
    if (await flow.resume(byItself)) await this.#told();
  }

  async #told(): Promise<void> {
    await this.#case.added();
    this.#notified = fill(this.#texts?.['record.told']);
    if (this.#step) this.#leaveStep();
    this.host.requestUpdate();
  }

  #leaveStep(): void {
    this.#step = undefined;
    this.#focus(`[data-action="${this.#asked}"]`, '#routes', '#record');
  }

  /** Puts the focus on the first of these that there is, once it is shown. */
  async #focus(...selectors: string[]): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
    const found = selectors.map((one) => this.host.renderRoot.querySelector<HTMLElement>(one)).find((one) => one);
    if (found && found.tabIndex < 0) found.tabIndex = -1;
    found?.focus();
  }

  readonly #saveFile = async ({ sha256 }: Attachment, name: string): Promise<void> => {
    const { backend } = this.#case.order.store ?? {};
    try {
      const blob = await backend?.loadAttachment?.(sha256, {});
      if (!blob) throw new TypeError('no file');
      save(blob, name || sha256.slice(0, 12));
      this.#tell('');
    } catch {
      this.#tell(fill(this.#texts?.['file.failed']));
    }
  };

  readonly #savePacket = async (kind: 'json' | 'html'): Promise<void> => {
    const { order: controller, log, proof } = this.#case;
    const { order, actor, now, language, store } = controller;
    if (!order || !log || !proof) return;
    try {
      // The packet is made when a person saves it, which most who read a record never do.
      const [{ makePacket, verifyPacket }, { packetHtml }] = await Promise.all([
        loadPart(() => import('../../evidence/packet.ts'), 'makePacket'),
        loadPart(() => import('../../evidence/packet-html.ts'), 'packetHtml'),
      ]);
      const chained = log as (EvidenceEntry | WithheldEntry)[];
      const named = new Map<string, string>();
      for (const { policy, shown } of chained) {
        if (policy) named.set(policy.hash, policy.id);
        if (shown && !named.has(shown)) named.set(shown, policy?.id ?? '');
      }
      const policies = await Promise.all(
        [...named].map(([hash, id]) => store?.backend?.loadPolicy(id, hash, {}).catch((): null => null)),
      );
      const packet = makePacket({
        orderId: order.id,
        madeFor: actor,
        now,
        log: chained,
        checkpoint: proof.checkpoint,
        policies: policies.filter((policy): policy is CancelPolicy => !!policy),
      });
      const name = `cancellation-${(order.number ?? order.id).replace(/[^\w-]+/g, '-').slice(0, 60)}`;
      if (kind === 'json')
        save(new Blob([JSON.stringify(packet, null, 2)], { type: 'application/json' }), `${name}.json`);
      else {
        const [report, texts] = await Promise.all([verifyPacket(packet), loadPacketTexts(language)]);
        const page = packetHtml(packet, report, {
          ...texts,
          dir: getComputedStyle(this.host).direction === 'rtl' ? 'rtl' : 'ltr',
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        });
        save(new Blob([page], { type: 'text/html;charset=utf-8' }), `${name}.html`);
      }
      this.#tell(fill(this.#texts?.[policies.every((policy) => policy) ? 'packet.saved' : 'packet.incomplete']));
    } catch (error) {
      warnOfMissing(error);
      this.#tell(fill(this.#texts?.['packet.failed']));
    }
  };

  readonly #saveCalendar = async (): Promise<void> => {
    const { order: controller } = this.#case;
    const { order, now } = controller;
    const texts = this.#texts;
    const { findings } = this.#known ?? {};
    if (!order || !texts || !findings) return;
    try {
      // Few put a deadline into their calendar.
      const { toCalendar } = await loadPart(() => import('../../evidence/calendar.ts'), 'toCalendar');
      const { text } = scopeOf(this.#case, texts);
      const number = order.number ?? order.id;
      const calendar = toCalendar(findings.deadlines, {
        now,
        title: ({ code }) => text('calendar.title', { what: text(`deadline.${code}`), number }),
        description: ({ by }) => text('calendar.about', { who: by ? text(`actor.${by}`) : '', number }),
        uidOf: ({ code }) => `${code}.${encodeURIComponent(order.id)}@${location.hostname || 'order-cancel-elements'}`,
        ...(location.protocol === 'https:' && { url: location.href }),
      });
      save(
        new Blob([calendar], { type: 'text/calendar;charset=utf-8' }),
        `deadlines-${number.replace(/[^\w-]+/g, '-')}.ics`,
      );
    } catch (error) {
      warnOfMissing(error);
    }
  };

  /** What is folded away is on the paper all the same. */
  readonly #unfold = (): void => {
    for (const one of this.host.renderRoot.querySelectorAll('details:not([open])')) {
      one.toggleAttribute('open', true);
      one.classList.add('unfolded');
    }
  };

  readonly #fold = (): void => {
    for (const one of this.host.renderRoot.querySelectorAll('.unfolded')) {
      one.removeAttribute('open');
      one.classList.remove('unfolded');
    }
  };

  #tell(words: string): void {
    this.#notified = words;
    this.host.requestUpdate();
  }
}

/** Hands the person a file. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by then; kept for ever, it would hold the bytes.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
