import { html, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueItem } from '../../backend/backend.ts';
import type { QueueController, Sort } from '../../controllers/queue-controller.ts';
import { columns, renderHead, renderRow } from './rows.ts';
import type { QueueScope, Rendered } from './scope.ts';
import { type RowWindow, rowsPerPage, type Scrolled, scrollTopFor, windowOf } from './virtual.ts';

/** What a person asks for in the table. */
export interface RowActions {
  open(id: string, action: 'accept' | 'decline' | null): void;
  bulk(action: 'accept' | 'decline'): void;
  /** The cancellation whose details are open. */
  opened(): string | null;
  close(): void;
  help(): void;
}

/** An element that shows the table. */
export interface TableHost {
  pageSize?: number | undefined;
  readonly renderRoot: HTMLElement | DocumentFragment;
  requestUpdate(): void;
}

/** Before the grid is there to be measured, px. */
const unmeasured = { viewport: 600, rowHeight: 64 };

/** The rows: as many as are seen, moved through by pointer and keyboard, each with the focus where it was. */
export class QueueTable implements ReactiveController {
  readonly host: TableHost;
  readonly queue: QueueController;
  readonly #asks: RowActions;
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
  /** Elements of rows by the ids of what they show, in their order, and how many were made. */
  #slots = new Map<string, number>();
  #made = 0;

  constructor(host: TableHost, queue: QueueController, asks: RowActions) {
    this.host = host;
    this.queue = queue;
    this.#asks = asks;
  }

  /** The rows that are made now. */
  get shown(): readonly QueueItem[] {
    const { first, last } = this.#window;
    return this.queue.list?.items.slice(first, last) ?? [];
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
    if (this.#focuses && this.queue.list?.phase === 'ready') {
      this.#focuses = false;
      const row = this.#rowOf(this.#active);
      // Where all rows are gone, what stands in their place says why.
      const place = row ?? grid ?? this.#root.querySelector<HTMLElement>('[part~="empty"]');
      if (!row?.contains(this.#root.activeElement)) place?.focus({ preventScroll: grid !== null });
    }
    this.#readAhead();
  }

  render(scope: QueueScope): Rendered {
    const { queue, texts } = scope;
    const { list } = queue;
    if (!list) return nothing;
    const { items, phase, complete, total } = list;
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
      ${renderHead(scope, this.#sortBy)}
      <div role="rowgroup" class="body">
        ${repeat(
          this.#places(items),
          ({ slot }) => slot,
          ({ index, item }) => {
            const { id } = item.cancellation;
            return renderRow(scope, item, {
              index,
              selected: queue.selection.has(id),
              open: this.#asks.opened() === id,
              active: id === this.#active,
            });
          },
        )}
      </div>
      ${list.more === 'loading' ? html`<div role="rowgroup" class="more"><div role="row"><div role="gridcell">${texts['queue.more']}</div></div></div>` : nothing}
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
    (this.#rowOf(this.#active) ?? this.#grid)?.focus({ preventScroll: true });
  }

  /** Puts the focus back on a row, or on what stands in its place. */
  readonly focusRow = (id: string | null = this.#active): void => {
    const at = this.queue.list?.indexOf(id) ?? -1;
    this.#goTo(at < 0 ? this.#activeIndex : at);
  };

  #between = (one: string, other: string): string[] => {
    const { list } = this.queue;
    if (!list) return [];
    const ends = [list.indexOf(one), list.indexOf(other)].sort((a, b) => a - b) as [number, number];
    return list.items.slice(Math.max(0, ends[0]), ends[1] + 1).map(({ cancellation }) => cancellation.id);
  };

  readonly #sortBy = ([first, second]: [Sort, Sort]): void => {
    this.queue.sortBy(this.queue.sort === first ? second : first);
    this.toTop();
  };

  toTop(): void {
    this.#scrollTop = 0;
    if (this.#grid) this.#grid.scrollTop = 0;
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
    else this.#asks.open(id, null);
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
    const letter = key.toLowerCase();
    if (goal !== undefined && (!command || key === 'Home' || key === 'End')) {
      const at = Math.max(0, Math.min(goal, list.items.length - 1));
      const to = list.items[at]?.cancellation.id;
      if (shiftKey && to !== undefined) selection.extend(id, to, this.#between);
      else selection.leave();
      this.#goTo(at);
    } else if (command && letter === 'a') {
      selection.all(list.items.map(({ cancellation }) => cancellation.id));
    } else if (command) return;
    else if (key === ' ') selection.toggle(id);
    else if (key === 'Enter') this.#asks.open(id, null);
    else if (key === 'Escape' && this.#asks.opened() !== null) this.#asks.close();
    else if (key === '?') this.#asks.help();
    else if (letter === 'a') this.#decide(id, 'accept', event.repeat);
    else if (letter === 'd') this.#decide(id, 'decline', event.repeat);
    else return;
    event.preventDefault();
    this.host.requestUpdate();
  };

  #decide(id: string, action: 'accept' | 'decline', again: boolean): void {
    if (again) return;
    const { ids } = this.queue.selection;
    if (ids.size > 1 || (ids.size === 1 && !ids.has(id))) this.#asks.bulk(action);
    else this.#asks.open(id, action);
  }
}

function setStyle({ style }: HTMLElement, name: string, value: string): void {
  if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
}
