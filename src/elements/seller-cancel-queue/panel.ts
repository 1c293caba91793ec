import { html, nothing } from 'lit';
import type { LogEntry, LogPage } from '../../backend/backend.ts';
import { BulkFlow } from '../../controllers/bulk-flow.ts';
import { keptDecisions } from '../../controllers/decide.ts';
import { DecideFlow } from '../../controllers/decide-flow.ts';
import type { QueueController } from '../../controllers/queue-controller.ts';
import type { Action } from '../../domain/lifecycle/transitions.ts';
import { fill } from '../../i18n/wording.ts';
import { loadPart } from '../../load-part.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import surface from '../shared/look/surface.ts';
import type { ViewElement } from '../shared/view-element.ts';
import type { About, PanelSteps } from './about.ts';
import { renderBulk } from './bulk.ts';
import { renderDetails } from './details.ts';
import { FindOrder } from './find-order.ts';
import { LazyParts } from './lazy-parts.ts';
import type { QueueScope, Rendered } from './scope.ts';
import bulkStyles from './styles/bulk.styles.ts';
import panelStyles from './styles/panel.styles.ts';

/** What the reasons over time are drawn with, once a person wants to see them. */
let charts: typeof import('./chart.ts') | undefined;

/** Details of a row, decisions on one or many, the cancelling of any order, and the reasons: all but the table. */
export class QueuePanel implements PanelSteps {
  readonly queue: QueueController;
  readonly #root: ShadowRoot;
  readonly #focusRow: (id: string | null) => void;
  readonly #flows = new Map<string, DecideFlow>();
  readonly #find: FindOrder;
  readonly lazy: LazyParts<'record' | 'inventory' | 'chart'>;
  #chart: InstanceType<typeof import('./chart.ts')['ReasonsChart']> | undefined;
  #about: About | undefined;
  #bulk: BulkFlow | undefined;
  /** Opened by a key of the table: when it is done, the person goes on there. */
  #quick = false;
  /** Where the focus goes next. */
  #wanted: 'heading' | 'form' | 'problem' | null = null;

  /** The cancellation whose details are open. */
  id: string | null = null;
  /** Said to those who do not see it. */
  announced = '';
  /** The order whose whole record is shown. */
  record: string | null = null;

  constructor(queue: QueueController, root: ShadowRoot, focusRow: (id: string | null) => void) {
    this.queue = queue;
    this.#root = root;
    this.#focusRow = focusRow;
    this.#find = new FindOrder(queue);
    this.lazy = new LazyParts(queue.update);
    adoptStyles(root, [surface, panelStyles, bulkStyles]);
  }

  get opened(): boolean {
    return this.id !== null;
  }

  /** What was typed there before is still there. */
  get flow(): DecideFlow | undefined {
    const { id } = this;
    return id === null ? undefined : this.#flowOf(id);
  }

  #flowOf(id: string): DecideFlow {
    const flow = this.#flows.get(id) ?? new DecideFlow(this.queue, id);
    this.#flows.set(id, flow);
    return flow;
  }

  /** What was sent before the page was loaded, and is not known the outcome of, is found out about, and shown. */
  resume(): void {
    for (const { cancellationId: id } of keptDecisions(this.queue)) {
      const flow = this.#flowOf(id);
      if (flow.item) this.id ??= id;
      flow.resumed?.then((done) => {
        if (done) this.#tell(flow);
      });
    }
    this.queue.update();
  }

  open(id: string, action: Action | null): void {
    this.id = id;
    this.#quick = action !== null;
    const { flow } = this;
    const item = flow?.item;
    const possible = action && item && this.queue.actionsOf(item).includes(action);
    if (possible) flow.open(action);
    this.#wanted = possible ? 'form' : 'heading';
    this.#read();
    this.queue.update();
  }

  readonly close = (): void => {
    const { id } = this;
    this.id = null;
    this.queue.update();
    this.#focusRow(id);
  };

  /** Shows the whole record of an order in place of its short history: evidence, messages, files, ways on. */
  async openRecord(orderId: string): Promise<void> {
    const load = async () => {
      // As large as the queue itself, and opened for few of its rows.
      await loadPart(() => import('../cancel-timeline/define.ts'));
      // What the element shows, so that it is not missed there.
      await (document.createElement('cancel-timeline') as ViewElement).prepare();
      return true;
    };
    if (!(await this.lazy.bring('record', load, () => this.openRecord(orderId)))) return;
    this.record = orderId;
    this.queue.update();
    await this.queue.host.updateComplete;
    this.#root.querySelector<HTMLElement>('#record')?.focus();
  }

  /** Brings the editor of the items that go back. */
  readonly openInventory = (): void => {
    // Only shops with an inventory to put items back into have it.
    this.lazy.bring('inventory', () => loadPart(() => import('./inventory/define.ts')), this.openInventory);
  };

  /** Opens the form of an action in the details, or closes it. */
  choose(action: Action | null): void {
    this.flow?.open(action);
    this.#quick = false;
    this.#wanted = action ? 'form' : 'heading';
  }

  readonly confirm = async (): Promise<void> => {
    const { flow, id } = this;
    if (!flow) return;
    const done = await flow.confirm();
    if (done) {
      this.#tell(flow);
      if (this.id === id && this.#quick) this.#focusRow(id);
      else if (this.id === id) this.#wanted = 'heading';
    } else if (this.id === id) this.#wanted = flow.problem || flow.obstacle ? 'problem' : null;
    this.queue.update();
  };

  #tell({ notified }: DecideFlow): void {
    const { texts } = this.queue;
    this.announced = fill(texts?.['told'], { state: fill(texts?.[`state.${notified}`]) });
    this.queue.update();
  }

  openBulk(action: 'accept' | 'decline'): void {
    const { list, selection } = this.queue;
    if (this.#bulk?.running) return;
    const items = [...selection.ids].flatMap((id) => list?.get(id) ?? []);
    this.#bulk = new BulkFlow(this.queue, action, items);
    this.queue.update();
  }

  readonly closeBulk = (): void => {
    if (this.#bulk?.running) return;
    this.#bulk = undefined;
    this.queue.update();
    this.#focusRow(this.#root.querySelector<HTMLElement>('.row[tabindex="0"]')?.dataset.id ?? null);
  };

  readonly openChart = async (): Promise<void> => {
    // Few open it, and not every day.
    const load = async () => charts ?? loadPart(() => import('./chart.ts'), 'ReasonsChart');
    charts = await this.lazy.bring('chart', load, this.openChart);
    if (charts) this.#chart ??= new charts.ReasonsChart(this.queue, this.#root);
    await this.#chart?.read();
  };

  /** After each rendering. */
  updated(): void {
    this.#read();
    const dialog = this.#root.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    if (!this.#wanted) return;
    const section = this.#root.querySelector<HTMLElement>('[part="details"]');
    if (!section) return;
    const wanted = this.#wanted;
    this.#wanted = null;
    const form = section.querySelector('[part="form"]');
    const target =
      (wanted !== 'heading' &&
        form?.querySelector<HTMLElement>(wanted === 'problem' ? '[aria-invalid="true"]' : '[data-first]')) ||
      (wanted !== 'heading' && form?.querySelector<HTMLElement>('[part="confirm"]')) ||
      section.querySelector<HTMLElement>('h3');
    target?.focus();
    section.scrollIntoView?.({ block: 'nearest' });
  }

  renderDetails(scope: QueueScope): Rendered {
    const { flow } = this;
    if (!flow) return nothing;
    return renderDetails(scope, this, flow, this.#about);
  }

  renderDialog(scope: QueueScope): Rendered {
    return this.#bulk ? renderBulk(scope, this.#bulk, this.closeBulk) : nothing;
  }

  renderFind(scope: QueueScope): Rendered {
    return this.#find.render(scope);
  }

  renderChart(scope: QueueScope): Rendered {
    if (this.lazy.isMissing('chart')) return this.lazy.render(scope, 'chart');
    return this.#chart?.render(scope) ?? html`<p class="muted" role="status">${scope.texts['queue.more']}</p>`;
  }

  /** Reads the log once for every state of the order, and what accepting brings about once for what is to be accepted. */
  #read(): void {
    const { flow } = this;
    const item = flow?.item;
    const { backend } = this.queue.list?.store ?? {};
    if (!item || !backend) return;
    const { order, cancellation } = item;
    const revision = `${order.revision} ${cancellation.revision}`;
    if (this.#about?.orderId !== order.id || this.#about.revision !== revision) {
      const former = this.#about?.orderId === order.id ? this.#about : undefined;
      const about: About = { orderId: order.id, revision, log: former?.log };
      this.#about = about;
      backend
        .events?.(order.id, {})
        .then(({ events }) => {
          about.log = Array.isArray(events) ? events.filter(isTold) : null;
        })
        .catch(() => {
          about.log = null;
        })
        .then(this.queue.update);
    }
    const lines = flow.lines ?? cancellation.lines;
    const asked = `${revision} ${JSON.stringify(lines)}`;
    if (flow.previewOf === asked) return;
    flow.previewOf = asked;
    flow.preview = undefined;
    const named = this.queue.actionsOf(item);
    if (!['accept', 'undo', 'resolve'].some((action) => named.includes(action))) return;
    const body = {
      action: 'cancel' as const,
      cancellationId: cancellation.id,
      policyHash: cancellation.policy.hash,
      ...(lines && { lines }),
    };
    backend
      .preview?.(order.id, body, {})
      .then((answer) => {
        if (flow.previewOf === asked) flow.preview = answer as DecideFlow['preview'];
        this.queue.update();
      })
      // What the policy says is shown then.
      .catch(() => {});
  }
}

/** What the short history tells; the whole record has the rest. */
const told: readonly string[] = ['cancellation', 'message', 'notice', 'evidence'];

function isTold(entry: LogPage['events'][number]): entry is LogEntry {
  return !('withheld' in entry) && told.includes(entry.type);
}
