import { html, nothing, type ReactiveController } from 'lit';
import { QueueController, type QueueHost } from '../../controllers/queue-controller.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import { loadPart } from '../../load-part.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import buttons from '../shared/look/buttons.ts';
import controls from '../shared/look/controls.ts';
import palette from '../shared/look/palette.ts';
import pill from '../shared/look/pill.ts';
import table from '../shared/look/table.ts';
import tokens from '../shared/look/tokens.ts';
import { keepTypedKeys } from '../shared/typing-element.ts';
import type { View } from '../shared/view-element.ts';
import { reasonOf, renderEmpty } from './empty.ts';
import { LazyParts } from './lazy-parts.ts';
import { type QueueScope, type Rendered, scopeOf } from './scope.ts';
import queueStyles from './styles/queue.styles.ts';
import tableStyles from './styles/table.styles.ts';
import { QueueTable } from './table.ts';
import { renderNews, renderSelection, renderToolbar } from './toolbar.ts';

/** What is done with one row or many; loaded when a person begins to. */
type Panel = typeof import('./panel.ts');
let panel: Panel | undefined;

/** Where it is shown. */
type Place = 'details' | 'selection' | 'find' | 'chart' | 'withdrawals';

const keys = [
  ['↑ ↓', 'move'],
  ['Space', 'select'],
  ['Shift+↑ ↓', 'extend'],
  ['Ctrl+A', 'all'],
  ['Enter', 'open'],
  ['A', 'accept'],
  ['D', 'decline'],
  ['Esc', 'close'],
];

/** What `seller-cancel-queue` shows. */
export class QueueView implements View, ReactiveController {
  readonly host: QueueHost & { renderRoot: HTMLElement | DocumentFragment };
  readonly queue: QueueController;
  readonly table: QueueTable;
  #helps = false;
  #resumed = false;
  #panel: InstanceType<Panel['QueuePanel']> | undefined;
  /** `null`: they are on their way. */
  #withdrawals: import('./withdrawals.ts').WithdrawalsView | null | undefined;
  readonly #lazy: LazyParts<Place>;

  constructor(host: QueueView['host']) {
    this.host = host;
    this.queue = new QueueController(host, () => this.#shownOrders());
    this.table = new QueueTable(host, this.queue, {
      open: this.#open,
      bulk: this.#bulk,
      opened: () => this.#panel?.id ?? null,
      close: () => this.#panel?.close(),
      help: () => {
        this.#helps = !this.#helps;
      },
    });
    this.#lazy = new LazyParts(this.queue.update);
    keepTypedKeys(host.renderRoot);
    adoptStyles(host.renderRoot as ShadowRoot, [
      tokens,
      palette,
      buttons,
      controls,
      pill,
      table,
      queueStyles,
      tableStyles,
    ]);
    host.addController(this.table);
    host.addController(this);
  }

  get language(): string {
    return this.queue.language;
  }

  refresh(): Promise<void> {
    return this.queue.refresh();
  }

  hostUpdated(): void {
    this.#panel?.updated();
    // Only who has such statements to see loads what shows them.
    const { list } = this.queue;
    if (list?.withdrawals && this.#withdrawals === undefined) this.#bringWithdrawals();
    if (list?.phase !== 'ready' || this.#resumed) return;
    this.#resumed = true;
    try {
      if (Object.keys(sessionStorage).join().includes('["action"')) this.#resume();
    } catch {
      // Site data is blocked: nothing outlives the page.
    }
  }

  render(): unknown {
    const { queue } = this;
    const { texts, list } = queue;
    if (!texts || !list) return nothing;
    try {
      const scope = scopeOf(queue, texts);
      const empty = reasonOf(queue);
      return html`<div class="queue">
        ${this.#lazy.render(scope, 'withdrawals')} ${this.#withdrawals?.render(scope)} ${renderToolbar(scope, this.#filter)} ${renderNews(scope)}
        ${renderSelection(scope, this.#bulk, this.#clearSelection, this.#lazy.render(scope, 'selection'))}
        <div class="columns ${this.#panel?.opened || this.#lazy.isMissing('details') ? 'with-details' : ''}">
          <div class="table">${empty ? renderEmpty(scope, empty, this.#clear) : this.table.render(scope)} ${this.#renderKeys(scope)}</div>
          ${this.#lazy.render(scope, 'details')} ${this.#panel?.renderDetails(scope) ?? nothing}
        </div>
        ${this.#renderMore(scope)} ${this.#panel?.renderDialog(scope) ?? nothing}
        <p class="unseen" role="status">${this.#panel?.announced ?? ''}</p>
      </div>`;
    } catch (error) {
      // What an adapter of the page's own gave is not as it should be.
      warnOfMissing(error);
      return renderEmpty(scopeOf(queue, texts), 'offline', this.#clear);
    }
  }

  #renderKeys({ texts, queue }: QueueScope): Rendered {
    if (!queue.list?.items.length) return nothing;
    return html`<details class="keys" ?open=${this.#helps}>
      <summary>${texts['key']}</summary>
      <p>${keys.map(([key, name]) => html`<span><kbd dir="ltr">${key}</kbd> ${texts[`key.${name}`]}</span> `)}</p>
    </details>`;
  }

  #renderMore(scope: QueueScope): Rendered {
    const { texts, queue } = scope;
    const { backend } = queue.list?.store ?? {};
    const part = (place: 'find' | 'chart', toggled: () => unknown, content: unknown) =>
      html`<details part=${place} class=${place} @toggle=${toggled}>
        <summary>${texts[place]}</summary>
        ${this.#lazy.render(scope, place)} ${content}
      </details>`;
    return html`<div class="aside">
      ${backend?.findOrder && part('find', this.#openFind, this.#panel?.renderFind(scope))}
      ${backend?.reasons && part('chart', this.#openChart, this.#panel?.renderChart(scope))}
    </div>`;
  }

  get #root(): ShadowRoot {
    return this.host.renderRoot as ShadowRoot;
  }

  #shownOrders(): string[] {
    const open = this.#panel?.id ? this.queue.list?.get(this.#panel.id) : undefined;
    return [...new Set([...this.table.shown, ...(open ? [open] : [])].map(({ order }) => order.id))];
  }

  readonly #filter = (state: string): void => {
    this.host.state = state;
    this.table.toTop();
  };

  readonly #clear = (): void => {
    this.host.state = 'all';
    this.queue.search('', true);
  };

  readonly #clearSelection = (): void => {
    this.queue.selection.clear();
    this.host.requestUpdate();
    this.table.focusRow();
  };

  async #loadPanel(place: Place, again: () => unknown): Promise<InstanceType<Panel['QueuePanel']> | undefined> {
    // Who only reads the queue does nothing with a row.
    const load = async () => panel ?? loadPart(() => import('./panel.ts'), 'QueuePanel');
    panel = await this.#lazy.bring(place, load, again);
    if (!panel) {
      await this.host.updateComplete;
      this.#root.querySelector('[part~="missing"]')?.scrollIntoView({ block: 'nearest' });
      return undefined;
    }
    this.#lazy.clear();
    this.#panel ??= new panel.QueuePanel(this.queue, this.#root, this.table.focusRow);
    this.host.requestUpdate();
    return this.#panel;
  }

  /** What was decided before the page was loaded may not be answered yet. */
  readonly #resume = async (): Promise<void> => {
    (await this.#loadPanel('details', this.#resume))?.resume();
  };

  readonly #openFind = (): void => {
    this.#loadPanel('find', this.#openFind);
  };

  readonly #bringWithdrawals = async (): Promise<void> => {
    this.#withdrawals = null;
    // Most pages have none to show.
    const load = () => loadPart(() => import('./withdrawals.ts'), 'WithdrawalsView');
    const part = await this.#lazy.bring('withdrawals', load, this.#bringWithdrawals);
    if (part) this.#withdrawals = new part.WithdrawalsView(this.queue, this.#root);
  };

  readonly #openChart = async (): Promise<void> => {
    const { open } = this.#root.querySelector<HTMLDetailsElement>('[part="chart"]') ?? {};
    if (open) (await this.#loadPanel('chart', this.#openChart))?.openChart();
  };

  readonly #open = async (id: string, action: 'accept' | 'decline' | null): Promise<void> => {
    (await this.#loadPanel('details', () => this.#open(id, action)))?.open(id, action);
  };

  readonly #bulk = async (action: 'accept' | 'decline'): Promise<void> => {
    (await this.#loadPanel('selection', () => this.#bulk(action)))?.openBulk(action);
  };
}
