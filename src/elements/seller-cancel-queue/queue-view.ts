import { html, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueItem } from '../../backend/backend.ts';
import { QueueController, type QueueHost, type Sort } from '../../controllers/queue-controller.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import { cancellationStates } from '../../domain/records.ts';
import { fill } from '../../i18n/wording.ts';
import { loadPart } from '../../load-part.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import buttons from '../shared/look/buttons.ts';
import chart from '../shared/look/chart.ts';
import controls from '../shared/look/controls.ts';
import palette from '../shared/look/palette.ts';
import pill from '../shared/look/pill.ts';
import tokens from '../shared/look/tokens.ts';
import type { View } from '../shared/view-element.ts';
import { LazyParts } from './lazy-parts.ts';
import { columns, renderRow } from './rows.ts';
import { type QueueScope, type Rendered, renderSignIn, scopeOf } from './scope.ts';
import queueStyles from './styles/queue.styles.ts';
import tableStyles from './styles/table.styles.ts';
import { type RowWindow, rowsPerPage, type Scrolled, scrollTopFor, windowOf } from './virtual.ts';

/** What is done with one row or many; loaded when a person begins to. */
type Panel = typeof import('./panel.ts');
let panel: Panel | undefined;

/** Where it is shown. */
type Place = 'details' | 'selection' | 'find' | 'chart';

const sorts: Sort[] = ['cost-of-delay', 'requestedAt', '-requestedAt', 'respondBy', 'amount', '-amount'];
/** What the head's buttons sort by: at first, and when pressed again. */
const sortsOf: Partial<Record<(typeof columns)[number], [Sort, Sort]>> = {
  since: ['-requestedAt', 'requestedAt'],
  left: ['cost-of-delay', 'respondBy'],
  amount: ['-amount', 'amount'],
};
const ariaSort: Record<Sort, [column: string, order: string]> = {
  'cost-of-delay': ['left', 'other'],
  respondBy: ['left', 'ascending'],
  requestedAt: ['since', 'ascending'],
  '-requestedAt': ['since', 'descending'],
  amount: ['amount', 'ascending'],
  '-amount': ['amount', 'descending'],
};
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
/** Before the grid is there to be measured, px. */
const unmeasured = { viewport: 600, rowHeight: 64 };

/** What `seller-cancel-queue` shows. */
export class QueueView implements View, ReactiveController {
  readonly host: QueueHost & { renderRoot: HTMLElement | DocumentFragment };
  readonly queue: QueueController;
  #measured = unmeasured;
  #scrollTop = 0;
  #window: RowWindow = { first: 0, last: 0, height: 0, shift: 0 };
  #frame = 0;
  #grid: HTMLElement | null = null;
  /** To be measured again before the next frame. */
  #resizes = false;
  readonly #resized = new ResizeObserver(() => {
    this.#resizes = true;
    this.#scroll.handleEvent();
  });
  /** The row from which the arrow keys start, by the id of its cancellation. */
  #active: string | null = null;
  #activeIndex = 0;
  /** Whether the focus has to be put on the active row once it is there. */
  #focuses = false;
  #helps = false;
  /** Elements of rows by the ids of what they show, in their order, and how many were made. */
  #slots = new Map<string, number>();
  #made = 0;
  #panel: InstanceType<Panel['QueuePanel']> | undefined;
  readonly #lazy: LazyParts<Place>;

  constructor(host: QueueView['host']) {
    this.host = host;
    this.queue = new QueueController(host, () => this.#shownOrders());
    this.#lazy = new LazyParts(() => this.queue.update());
    adoptStyles(host.renderRoot as ShadowRoot, [
      tokens,
      palette,
      buttons,
      controls,
      pill,
      chart,
      queueStyles,
      tableStyles,
    ]);
    host.addController(this);
  }

  refresh(): Promise<void> {
    return this.queue.refresh();
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#resized.disconnect();
    this.#grid = null;
  }

  hostUpdate(): void {
    // What had the focus may be rendered away: it is found again by the id of its cancellation.
    const { list } = this.queue;
    if (!list) return;
    const focused = this.#focusedRow;
    if (focused) this.#active = focused;
    const at = list.indexOf(this.#active);
    if (at >= 0) this.#activeIndex = at;
    else if (list.phase === 'ready') {
      this.#activeIndex = Math.max(0, Math.min(this.#activeIndex, list.items.length - 1));
      this.#active = list.items[this.#activeIndex]?.cancellation.id ?? null;
    }
    if (focused) this.#focuses = true;
  }

  hostUpdated(): void {
    const grid = this.#root.querySelector<HTMLElement>('[role="grid"]');
    if (grid !== this.#grid) {
      this.#resized.disconnect();
      this.#grid = grid;
      if (grid) this.#resized.observe(grid);
    }
    if (grid) {
      // Once at first, so that no frame shows rows where they do not belong.
      if (this.#measured === unmeasured && this.#measure()) this.#scroll.handleEvent();
      this.#place(grid);
    }
    if (this.#focuses && !grid && this.queue.list?.phase === 'ready') {
      // All rows are gone: what stands in their place says why.
      this.#focuses = false;
      this.#root.querySelector<HTMLElement>('[part~="empty"]')?.focus();
    }
    if (this.#focuses && grid && this.queue.list?.phase === 'ready') {
      this.#focuses = false;
      const row = this.#rowOf(this.#active);
      const { activeElement } = this.#root;
      if (row && activeElement !== row && !row.contains(activeElement)) row.focus({ preventScroll: true });
      else if (!row) grid.focus({ preventScroll: true });
    }
    this.#panel?.updated();
    this.#readAhead();
  }

  render(): unknown {
    const { queue } = this;
    const { texts, list } = queue;
    if (!texts || !list) return nothing;
    try {
      const scope = scopeOf(queue, texts);
      return html`<div class="queue">
        ${this.#renderToolbar(scope)} ${this.#renderNews(scope)} ${this.#renderSelection(scope)}
        <div class="columns ${this.#panel?.opened || this.#lazy.isMissing('details') ? 'with-details' : ''}">
          <div class="table">${this.#renderTable(scope)} ${this.#renderKeys(scope)}</div>
          ${this.#lazy.render(scope, 'details')} ${this.#panel?.renderDetails(scope) ?? nothing}
        </div>
        ${this.#renderMore(scope)} ${this.#panel?.renderDialog(scope) ?? nothing}
        <p class="unseen" role="status">${this.#panel?.announced ?? ''}</p>
      </div>`;
    } catch (error) {
      // What an adapter of the page's own gave is not as it should be.
      warnOfMissing(error);
      return this.#renderEmpty(scopeOf(queue, texts), 'offline');
    }
  }

  #renderToolbar({ texts, queue }: QueueScope): Rendered {
    const { list, state, typed, sort } = queue;
    const named = state !== 'all' && state !== 'open' && !cancellationStates.includes(state as never);
    const states = cancellationStates.filter((name) => name === state || (list?.counts[name] ?? 0) > 0);
    const filters = ['open', ...states, 'all', ...(named ? [state] : [])];
    const known = Object.keys(list?.counts ?? {}).length > 0;
    return html`<div part="toolbar" class="toolbar">
      <div class="filters" role="group" aria-label=${texts['filter']}>
        ${filters.map(
          (name) =>
            html`<button
              type="button"
              part="filter ${name === state ? 'active' : ''}"
              aria-pressed=${name === state}
              @click=${() => this.#filter(name)}
            >
              ${name
                .split(',')
                .map((one) => texts[`filter.${one}`])
                .join(', ')}${known ? html`&nbsp;<span class="count">${list?.countOf(name)}</span>` : nothing}
            </button>`,
        )}
      </div>
      <input
        part="search"
        type="search"
        dir="auto"
        maxlength="200"
        aria-label=${texts['queue.search']}
        placeholder=${texts['queue.search']}
        .value=${typed}
        @input=${(event: Event) => queue.search((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && queue.search(queue.typed, true)}
      />
      <label class="sort"
        ><span>${texts['queue.sort']}</span
        ><select
          part="sort"
          @change=${(event: Event) => queue.sortBy((event.target as HTMLSelectElement).value as Sort)}
        >
          ${sorts.map((name) => html`<option value=${name} ?selected=${name === sort}>${texts[`sort.${name}`]}</option>`)}
        </select></label
      >
      <button part="refresh" type="button" @click=${() => queue.refresh()}>${texts['queue.refresh']}</button>
    </div>`;
  }

  /** What is new is told, and shown when the person wants it: nobody's rows move while they are read. */
  #renderNews(scope: QueueScope): Rendered {
    const { texts, queue } = scope;
    const { news, moved, problem, items } = queue.list ?? { news: new Set() };
    const text = news.size
      ? fill(texts['queue.news'], { count: news.size })
      : moved && !problem
        ? texts['queue.moved']
        : '';
    const stale =
      problem && items?.length ? texts[problem === 'sign-in-required' ? 'queue.sign-in' : 'queue.stale'] : '';
    const signIn = renderSignIn(scope, problem);
    return html`<div class="news" role="status">
      ${text ? html`<button part="news" type="button" @click=${() => queue.refresh()}>${text}</button>` : nothing}
      ${stale ? html`<span part="problem" class="problem">${stale}</span> ${signIn} <button type="button" @click=${() => queue.refresh()}>${texts['retry']}</button>` : nothing}
    </div>`;
  }

  #renderSelection(scope: QueueScope): Rendered {
    const { texts, queue } = scope;
    const count = queue.selection.ids.size;
    if (count === 0) return nothing;
    return html`<div part="selection" class="selection">
      <span role="status">${fill(texts['select.count'], { count })}</span>
      <button type="button" @click=${() => this.#bulk('accept')}>${texts['select.accept']}</button>
      <button type="button" @click=${() => this.#bulk('decline')}>${texts['select.decline']}</button>
      <button type="button" class="quiet" @click=${this.#clearSelection}>${texts['select.clear']}</button>
      ${this.#lazy.render(scope, 'selection')}
    </div>`;
  }

  #renderTable(scope: QueueScope): Rendered {
    const { queue, texts } = scope;
    const { list } = queue;
    if (!list) return nothing;
    const { items, phase, problem, complete, total } = list;
    if (items.length === 0) {
      if (phase === 'loading') return this.#renderEmpty(scope, 'loading');
      if (problem) return this.#renderEmpty(scope, problem === 'sign-in-required' ? 'signed-out' : 'offline');
      if (queue.typed.trim()) return this.#renderEmpty(scope, 'no-match');
      if (!list.countOf('all')) return this.#renderEmpty(scope, 'empty');
      return this.#renderEmpty(scope, queue.state === 'open' ? 'done' : 'no-match');
    }
    const [sorted, order] = ariaSort[queue.sort];
    this.#window = windowOf(this.#scrolled);
    return html`<div
      part="grid"
      class="grid"
      role="grid"
      tabindex="-1"
      aria-label=${texts['queue.title']}
      aria-rowcount=${complete || total > items.length ? total + 1 : -1}
      aria-colcount=${columns.length}
      aria-multiselectable="true"
      aria-busy=${phase === 'loading'}
      aria-keyshortcuts="A D"
      @scroll=${this.#scroll}
      @keydown=${this.#handleKey}
      @click=${this.#handleClick}
      @dblclick=${this.#handleDoubleClick}
    >
      <div role="rowgroup" class="head">
        <div part="head" class="row-grid" role="row" aria-rowindex="1">
          ${columns.map((name) => {
            const choice = sortsOf[name];
            const text = texts[`column.${name}`];
            return html`<div
              class=${name}
              role="columnheader"
              aria-sort=${choice ? (name === sorted ? order : 'none') : nothing}
            >
              ${choice ? html`<button type="button" @click=${() => this.#sortBy(choice)}>${text}<span class="arrow" aria-hidden="true">${name === sorted ? (order === 'ascending' ? '↑' : order === 'descending' ? '↓' : '•') : ''}</span></button>` : html`<span class=${name === 'select' ? 'unseen' : ''}>${text}</span>`}
            </div>`;
          })}
        </div>
      </div>
      <div role="rowgroup" class="body">
        ${repeat(
          this.#places(items),
          ({ slot }) => slot,
          ({ index, item }) => {
            const { id } = item.cancellation;
            return renderRow(scope, item, {
              index,
              selected: queue.selection.has(id),
              open: this.#panel?.id === id,
              active: id === this.#active,
            });
          },
        )}
      </div>
      ${list.more === 'loading' ? html`<div role="rowgroup" class="more"><div role="row"><div role="gridcell">${texts['queue.more']}</div></div></div>` : nothing}
    </div>`;
  }

  /** `reason`: what stands there in place of rows. */
  #renderEmpty(
    scope: QueueScope,
    reason: 'loading' | 'offline' | 'signed-out' | 'no-match' | 'done' | 'empty',
  ): Rendered {
    const { texts, queue } = scope;
    if (reason === 'loading') {
      return html`<div part="empty loading" class="empty" role="status" aria-busy="true">
        <span class="unseen">${texts['queue.loading']}</span>
        ${Array.from({ length: 6 }, () => html`<span class="bone"></span>`)}
      </div>`;
    }
    const hint = texts[`queue.${reason === 'done' ? 'empty' : reason}-hint`];
    return html`<div part="empty ${reason}" class="empty" role=${reason === 'offline' || reason === 'signed-out' ? 'alert' : 'status'} tabindex="-1">
      <strong>${texts[`queue.${reason === 'signed-out' ? 'sign-in' : reason}`]}</strong>
      ${hint ? html`<span class="muted">${hint}</span>` : nothing}
      ${reason === 'no-match' ? html`<button type="button" @click=${this.#clear}>${texts['queue.clear']}</button>` : nothing}
      ${reason === 'signed-out' ? renderSignIn(scope, 'sign-in-required') : nothing}
      ${reason === 'offline' || reason === 'signed-out' ? html`<button part="retry" type="button" @click=${() => queue.refresh()}>${texts['retry']}</button>` : nothing}
    </div>`;
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
    return html`<div class="aside">
      ${
        backend?.findOrder
          ? html`<details part="find" class="find" @toggle=${this.#openFind}>
              <summary>${texts['find']}</summary>
              ${this.#lazy.render(scope, 'find')} ${this.#panel?.renderFind(scope) ?? nothing}
            </details>`
          : nothing
      }
      ${
        backend?.reasons
          ? html`<details part="chart" class="chart" @toggle=${this.#openChart}>
              <summary>${texts['chart']}</summary>
              ${this.#lazy.render(scope, 'chart')} ${this.#panel?.renderChart(scope) ?? nothing}
            </details>`
          : nothing
      }
    </div>`;
  }

  get #root(): ShadowRoot {
    return this.host.renderRoot as ShadowRoot;
  }

  get #scrolled(): Scrolled {
    return { ...this.#measured, scrollTop: this.#scrollTop, count: this.queue.list?.items.length ?? 0 };
  }

  /** Id of the cancellation whose row has the focus, or something in it. */
  get #focusedRow(): string | null {
    return this.#root.activeElement?.closest<HTMLElement>('.row')?.dataset.id ?? null;
  }

  #rowOf(id: string | null): HTMLElement | null {
    return id === null ? null : (this.#rows.find(({ dataset }) => dataset.id === id) ?? null);
  }

  get #rows(): HTMLElement[] {
    return [...(this.#grid?.querySelectorAll<HTMLElement>('.body > .row') ?? [])];
  }

  /** Rows of the window, and the one with the focus wherever it is: its element has to stay. */
  #indexes(): number[] {
    const { first, last } = this.#window;
    const indexes = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    const kept = this.#activeIndex;
    if (this.#active === null || (kept >= first && kept < last)) return indexes;
    return kept < first ? [kept, ...indexes] : [...indexes, kept];
  }

  /**
   * The rows to be made, each with its element: a row that stays keeps its own, with the focus in it, and one that comes
   * takes that of one that goes. Taken from the last that go, so that only those elements are moved.
   */
  #places(items: readonly QueueItem[]): { index: number; item: QueueItem; slot: number }[] {
    const rows = this.#indexes().flatMap((index) => {
      const item = items[index];
      return item ? [{ index, item }] : [];
    });
    const staying = new Set(rows.map(({ item }) => item.cancellation.id));
    const free = [...this.#slots].filter(([id]) => !staying.has(id)).map(([, slot]) => slot);
    const before = this.#slots;
    this.#slots = new Map();
    return rows.map(({ index, item }) => {
      const { id } = item.cancellation;
      const slot = before.get(id) ?? free.pop() ?? this.#made++;
      this.#slots.set(id, slot);
      return { index, item, slot };
    });
  }

  #shownOrders(): string[] {
    const { items = [] } = this.queue.list ?? {};
    const { first, last } = this.#window;
    const open = this.#panel?.id ? this.queue.list?.get(this.#panel.id) : undefined;
    return [...new Set([...items.slice(first, last), ...(open ? [open] : [])].map(({ order }) => order.id))];
  }

  /** Puts every row where it belongs: by script, which a strict policy permits where it refuses attributes. */
  #place(grid: HTMLElement): void {
    const { rowHeight } = this.#measured;
    const { height, shift } = this.#window;
    const body = grid.querySelector<HTMLElement>('.body');
    if (body) setStyle(body, 'height', `${height}px`);
    for (const row of this.#rows) {
      const index = Number(row.getAttribute('aria-rowindex')) - 2;
      setStyle(row, 'transform', `translateY(${index * rowHeight - shift}px)`);
    }
  }

  /** Says whether anything is of another size than before. */
  #measure(): boolean {
    const grid = this.#grid;
    const row = this.#rows[0];
    if (!grid || !row) return false;
    const head = grid.querySelector<HTMLElement>('.head');
    // Where rows are cards the head is not seen.
    const covered = head && getComputedStyle(head).position === 'sticky' ? head.offsetHeight : 0;
    const viewport = Math.max(1, grid.clientHeight - covered);
    const rowHeight = row.offsetHeight || unmeasured.rowHeight;
    const before = this.#measured;
    if (before.viewport === viewport && before.rowHeight === rowHeight) return false;
    this.#measured = { viewport, rowHeight };
    return true;
  }

  /** Measures again. Where rows became cards or lines, those that were seen are seen, the active one among them. */
  #keepPlace(): boolean {
    const grid = this.#grid as HTMLElement;
    const { rowHeight } = this.#measured;
    const { first, last } = this.#window;
    const resized = this.#measure();
    if (!resized || this.#measured.rowHeight === rowHeight) return resized;
    this.#scrollTop *= this.#measured.rowHeight / rowHeight;
    this.#window = windowOf(this.#scrolled);
    this.#place(grid);
    const isNear = this.#activeIndex >= first && this.#activeIndex < last;
    grid.scrollTop = isNear ? scrollTopFor(this.#activeIndex, this.#scrolled) : this.#scrollTop;
    return true;
  }

  readonly #scroll = {
    passive: true,
    handleEvent: (): void => {
      if (!this.#frame) this.#frame = requestAnimationFrame(this.#follow);
    },
  };

  readonly #follow = (): void => {
    this.#frame = 0;
    if (!this.#grid) return;
    const resized = this.#resizes && this.#keepPlace();
    this.#resizes = false;
    this.#scrollTop = this.#grid.scrollTop;
    const { first, last, shift } = windowOf(this.#scrolled);
    const before = this.#window;
    if (resized || first !== before.first || last !== before.last || shift !== before.shift) this.host.requestUpdate();
  };

  /** Reads the next page when the person nears the end of those that are there. */
  #readAhead(): void {
    const { list } = this.queue;
    if (list?.more !== 'idle' || list.items.length === 0) return;
    if (this.#window.last + (this.host.pageSize ?? 100) / 2 >= list.items.length) list.next();
  }

  /** Makes a row the active one, has it seen and focused. */
  #goTo(index: number): void {
    const { list } = this.queue;
    this.#focuses = true;
    this.host.requestUpdate();
    if (!list?.items.length) return;
    const at = Math.max(0, Math.min(index, list.items.length - 1));
    this.#activeIndex = at;
    this.#active = list.items[at]?.cancellation.id ?? null;
    if (this.#grid) {
      this.#measure();
      this.#grid.scrollTop = scrollTopFor(at, this.#scrolled);
      this.#scrollTop = this.#grid.scrollTop;
    }
    // The row may have to be made first; the old one is not to take the focus back.
    const row = this.#rowOf(this.#active);
    if (row) row.focus({ preventScroll: true });
    else this.#grid?.focus({ preventScroll: true });
  }

  /** Puts the focus back on a row, or on what stands in its place. */
  readonly focusRow = (id: string | null): void => {
    const at = this.queue.list?.indexOf(id) ?? -1;
    this.#goTo(at < 0 ? this.#activeIndex : at);
  };

  #between = (one: string, other: string): string[] => {
    const { list } = this.queue;
    if (!list) return [];
    const ends = [list.indexOf(one), list.indexOf(other)].sort((a, b) => a - b) as [number, number];
    return list.items.slice(Math.max(0, ends[0]), ends[1] + 1).map(({ cancellation }) => cancellation.id);
  };

  #filter(state: string): void {
    this.host.state = state;
    this.#toTop();
  }

  #sortBy([first, second]: [Sort, Sort]): void {
    this.queue.sortBy(this.queue.sort === first ? second : first);
    this.#toTop();
  }

  #toTop(): void {
    this.#scrollTop = 0;
    if (this.#grid) this.#grid.scrollTop = 0;
  }

  readonly #clear = (): void => {
    this.host.state = 'all';
    this.queue.search('', true);
  };

  readonly #clearSelection = (): void => {
    this.queue.selection.clear();
    this.host.requestUpdate();
    this.focusRow(this.#active);
  };

  async #loadPanel(place: Place, again: () => unknown): Promise<InstanceType<Panel['QueuePanel']> | undefined> {
    const load = async () => panel ?? loadPart(() => import('./panel.ts'), 'QueuePanel');
    panel = await this.#lazy.bring(place, load, again);
    if (!panel) {
      await this.host.updateComplete;
      this.#root.querySelector('[part~="missing"]')?.scrollIntoView({ block: 'nearest' });
      return undefined;
    }
    this.#lazy.clear();
    this.#panel ??= new panel.QueuePanel(this.queue, this.#root, this.focusRow);
    this.host.requestUpdate();
    return this.#panel;
  }

  readonly #openFind = (): void => {
    this.#loadPanel('find', this.#openFind);
  };

  readonly #openChart = async (): Promise<void> => {
    const { open } = this.#root.querySelector<HTMLDetailsElement>('[part="chart"]') ?? {};
    if (open) (await this.#loadPanel('chart', this.#openChart))?.openChart();
  };

  async #open(id: string, action: 'accept' | 'decline' | null): Promise<void> {
    (await this.#loadPanel('details', () => this.#open(id, action)))?.open(id, action);
  }

  async #bulk(action: 'accept' | 'decline'): Promise<void> {
    (await this.#loadPanel('selection', () => this.#bulk(action)))?.openBulk(action);
  }

  readonly #handleClick = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const id = target.closest<HTMLElement>('.row')?.dataset.id;
    if (id === undefined) return;
    const { selection, list } = this.queue;
    const former = this.#active;
    this.#active = id;
    this.#activeIndex = list?.indexOf(id) ?? 0;
    if (event.shiftKey) selection.extend(former ?? id, id, this.#between);
    else if (target.closest('.select') || event.ctrlKey || event.metaKey) selection.toggle(id);
    else this.#open(id, null);
    this.#rowOf(id)?.focus({ preventScroll: true });
    this.host.requestUpdate();
  };

  /** Two clicks are two clicks: nothing is to be selected as text. */
  readonly #handleDoubleClick = (event: MouseEvent): void => {
    event.preventDefault();
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const target = event.target as HTMLElement;
    if (altKey || target.closest('input:not([type="checkbox"]), textarea, select, button')) return;
    const { list, selection } = this.queue;
    const id = this.#focusedRow ?? this.#active;
    if (!list || id === null) return;
    const from = list.indexOf(id);
    this.#active = id;
    this.#activeIndex = from;
    const page = rowsPerPage(this.#measured);
    const goals: Record<string, number> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: list.items.length - 1,
    };
    const goal = goals[key];
    const command = ctrlKey || metaKey;
    if (goal !== undefined && (!command || key === 'Home' || key === 'End')) {
      const at = Math.max(0, Math.min(goal, list.items.length - 1));
      const to = list.items[at]?.cancellation.id;
      if (shiftKey && to !== undefined) selection.extend(id, to, this.#between);
      else selection.leave();
      this.#goTo(at);
    } else if (command && key.toLowerCase() === 'a') {
      selection.all(list.items.map(({ cancellation }) => cancellation.id));
    } else if (command) return;
    else if (key === ' ') selection.toggle(id);
    else if (key === 'Enter') this.#open(id, null);
    else if (key === 'Escape' && this.#panel?.opened) this.#panel.close();
    else if (key === '?') this.#helps = !this.#helps;
    else if (key === 'a' || key === 'A') this.#decide(id, 'accept', event.repeat);
    else if (key === 'd' || key === 'D') this.#decide(id, 'decline', event.repeat);
    else return;
    event.preventDefault();
    this.host.requestUpdate();
  };

  #decide(id: string, action: 'accept' | 'decline', again: boolean): void {
    if (again) return;
    const { ids } = this.queue.selection;
    if (ids.size > 1 || (ids.size === 1 && !ids.has(id))) this.#bulk(action);
    else this.#open(id, action);
  }
}

function setStyle({ style }: HTMLElement, name: string, value: string): void {
  if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
}
