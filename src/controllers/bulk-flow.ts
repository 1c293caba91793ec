import type { ActionBody, QueueItem } from '../backend/backend.ts';
import type { CancelPolicy, ReasonChoice } from '../domain/policy.ts';
import type { Money } from '../domain/records.ts';
import { consequencesOf } from '../domain/settlement/consequences.ts';
import { shareOf } from '../domain/settlement/partial.ts';
import { decideRow, rowOf } from './decide.ts';
import { offeredReasons } from './decide-flow.ts';
import { maxComment } from './limits.ts';
import { totalsOf } from './queue-amounts.ts';
import type { QueueController } from './queue-controller.ts';

/** How many rows are under way at once. */
const atOnce = 6;

/** One row of a bulk decision. */
export interface BulkRow {
  id: string;
  number: string;
  name: string;
  status: 'waiting' | 'sending' | 'checking' | 'done' | 'failed' | 'prevented';
  /** Code of why it failed. */
  problem: string | null;
}

/** Accepts or declines many rows: each is a request of its own, so that what was acknowledged stays whatever happens. */
export class BulkFlow {
  readonly #queue: QueueController;
  readonly action: 'accept' | 'decline';
  readonly rows: BulkRow[];
  /** Rows that do not allow it. */
  readonly skipped: QueueItem[];
  /** What all of them come to, as it was when they were chosen. */
  readonly totals: Money[];
  readonly reasons: ReasonChoice[];
  readonly demanded: boolean;
  readonly methods: string[];
  /** Whose words for the codes are used. */
  readonly policy: CancelPolicy | null;

  phase: 'form' | 'running' | 'stopping' | 'over' = 'form';
  reason = '';
  comment = '';
  method = '';
  pointedOut = false;

  constructor(queue: QueueController, action: BulkFlow['action'], items: QueueItem[]) {
    this.#queue = queue;
    this.action = action;
    const allowed = items.filter((item) => queue.actionsOf(item).includes(action));
    this.skipped = items.filter((item) => !allowed.includes(item));
    this.totals = totalsOf(allowed.filter((item) => queue.list?.isReadable(item)));
    this.rows = allowed.map(({ cancellation: { id }, order }) => ({
      id,
      number: order.number ?? order.id,
      name: order.buyer?.name ?? '',
      status: 'waiting',
      problem: null,
    }));
    // Several policies may govern them: what is chosen has to be one that all of them know.
    const policies = [...new Set(allowed.map(({ cancellation }) => queue.policyOf(cancellation)))];
    this.policy = policies[0] ?? null;
    const lists = policies.map((policy) => offeredReasons(policy, action));
    this.demanded = lists.some(({ demand }) => demand === 'required');
    const [first = [], ...others] = lists.map(({ choices }) => choices);
    this.reasons = first.filter(({ code }) => others.every((list) => list.some((one) => one.code === code)));
    this.methods = action === 'accept' ? methodsOf(queue, allowed) : [];
  }

  get count(): number {
    return this.rows.length;
  }

  number(...statuses: BulkRow['status'][]): number {
    return this.rows.filter(({ status }) => statuses.includes(status)).length;
  }

  /** What failed, and may go through yet. */
  get retriable(): BulkRow[] {
    return this.rows.filter(({ status, problem }) => status === 'failed' && problem !== 'gone');
  }

  get tooLong(): boolean {
    return this.comment.trim().length > maxComment;
  }

  get running(): boolean {
    return this.phase === 'running' || this.phase === 'stopping';
  }

  /** Nothing that all of them know can be given, and something is demanded. */
  get apart(): boolean {
    return this.demanded && this.reasons.length === 0;
  }

  enter(values: Partial<Pick<BulkFlow, 'reason' | 'comment' | 'method'>>): void {
    if (this.phase !== 'form') return;
    Object.assign(this, values);
    this.#queue.update();
  }

  /** Sends what waits, six at a time. Said twice, it runs once. */
  async run(): Promise<void> {
    if (this.running || this.apart || this.count === 0) return;
    if ((this.demanded && !this.reason) || this.tooLong) {
      this.pointedOut = true;
      this.#queue.update();
      return;
    }
    this.phase = 'running';
    this.#queue.update();
    const waiting = this.rows.filter(({ status }) => status === 'waiting');
    const work = async (): Promise<void> => {
      for (let row = waiting.shift(); row && this.phase === 'running'; row = waiting.shift()) await this.#send(row);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    this.phase = 'over';
    this.#queue.update();
  }

  /** What is under way is seen to its end; what waits is not sent. */
  stop(): void {
    if (this.phase === 'running') this.phase = 'stopping';
    this.#queue.update();
  }

  /** Tries again what failed, and nothing else. */
  async retry(): Promise<void> {
    if (this.running) return;
    for (const row of this.retriable) Object.assign(row, { status: 'waiting', problem: null });
    await this.run();
  }

  async #send(row: BulkRow): Promise<void> {
    const { action, reason, method } = this;
    const item = this.#queue.list?.get(row.id);
    const comment = this.comment.trim();
    const body: ActionBody = {
      ...(reason && { reason }),
      ...(comment && { comment }),
      ...(method && { refund: { method } }),
    };
    this.#mark(row, 'sending');
    const result = item
      ? await decideRow(this.#queue, rowOf(item), action, body, () => this.#mark(row, 'checking'))
      : ({ ok: false, problem: { code: 'not-found' } } as const);
    if (result && !result.ok) {
      const { code } = result.problem;
      const moved = ['stale-revision', 'decision-changed', 'illegal-transition'].includes(code);
      row.problem = moved ? (this.#allows(row) ? 'changed' : 'gone') : code;
    }
    this.#mark(row, result === null ? 'prevented' : result.ok ? 'done' : 'failed');
    if (result?.ok) this.#queue.selection.ids.delete(row.id);
  }

  #allows({ id }: BulkRow): boolean {
    const item = this.#queue.list?.get(id);
    return item !== undefined && this.#queue.actionsOf(item).includes(this.action);
  }

  #mark(row: BulkRow, status: BulkRow['status']): void {
    row.status = status;
    this.#queue.update();
  }
}

/** The refund methods that all rows may take. */
function methodsOf(queue: QueueController, items: QueueItem[]): string[] {
  const byTerms = new Map<string, string[]>();
  for (const { order, cancellation } of items) {
    const policy = queue.policyOf(cancellation);
    const key = `${cancellation.policy?.hash} ${cancellation.ruleId}`;
    if (!policy || byTerms.has(key)) continue;
    const decision = { outcome: 'cancel' as const, ruleId: cancellation.ruleId ?? null };
    const { refund } = consequencesOf(policy, order, decision, shareOf(policy, order, cancellation.lines));
    if (refund) byTerms.set(key, refund.choices);
  }
  const [first = [], ...others] = [...byTerms.values()];
  return first.filter((method) => others.every((list) => list.includes(method)));
}
