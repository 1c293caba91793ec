import type { ActionBody, QueueItem } from '../backend/backend.ts';
import { draftAt, keepDraft } from '../client/drafts.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import { type Action, actions } from '../domain/lifecycle/actions.ts';
import { reasonsFor } from '../domain/lifecycle/reasons.ts';
import { type UndoObstacle, undoObstacles } from '../domain/lifecycle/undo.ts';
import type { CancelPolicy, ReasonList } from '../domain/policy.ts';
import type { Cancellation, CancellationState, LineQuantity, Money } from '../domain/records.ts';
import { type Consequences, consequencesOf, consequentialOf } from '../domain/settlement/consequences.ts';
import { owedFor } from '../domain/settlement/ledger.ts';
import { withAmount } from '../domain/settlement/named-amount.ts';
import { shareOf } from '../domain/settlement/partial.ts';
import type { InventoryChoice } from '../domain/settlement/stock.ts';
import { isMoney } from '../domain/settlement/sums.ts';
import { parseMoney, typedMoney } from '../i18n/parse-money.ts';
import { decideRow, placeOfDecision, type Row, rowOf } from './decide.ts';
import { maxComment } from './limits.ts';
import type { QueueController } from './queue-controller.ts';
import { Remembered } from './remembered.ts';

/** What keeps a decision from being sent. */
type DecideObstacle =
  | 'lines'
  | 'reason'
  | 'comment'
  | 'comment-long'
  | 'outcome'
  | 'inventory'
  | 'undo'
  | 'undo-refused'
  | 'amount.invalid'
  | 'amount.too-small'
  | 'amount.too-large';

/** A backend may send anything. */
interface Preview {
  consequences?: (Partial<Consequences> & { sideEffects?: Pick<Cancellation, 'penalty'> }) | null;
  obstacles?: UndoObstacle[];
}

/** The reasons that the seller may give for an action; what is named as invalid is not offered. */
export function offeredReasons(
  policy: CancelPolicy | null,
  action: Action,
  outcome?: DecideFlow['outcome'],
): ReasonList {
  const { choices, demand } = reasonsFor(policy, { action, actor: 'seller', outcome });
  return { choices: choices.filter(({ valid }) => valid !== false), demand };
}

/** A person's way through a row's details: what is filled in, sent and heard. It is kept while the page is. */
export class DecideFlow {
  readonly #queue: QueueController;
  readonly #terms = new Remembered<Consequences | null>();
  readonly id: string;

  /** What became of what was sent before the page was loaded: whether it is done. */
  readonly resumed: Promise<boolean> | undefined;

  /** Whose form is open. */
  action: Action | null = null;
  phase: 'form' | 'sending' | 'checking' = 'form';
  /** Code of what went wrong; `prevented`: the page took it over. */
  problem: string | null = null;
  /** The state that the backend confirmed last. */
  notified: CancellationState | null = null;
  /** What was missing was pointed out: fields show it from then on. */
  pointedOut = false;
  reason = '';
  comment = '';
  method = '';
  /** As it is typed. */
  amount: string | undefined;
  /** Of `refund`: it went back by another way, and is only recorded. */
  elsewhere = false;
  /** Of `accept`: fewer than were asked for; `null`: all. */
  lines: LineQuantity[] | null = null;
  restock = true;
  restoreCoupons = false;
  outcome: 'cancel' | 'decline' | '' = '';
  /** `null`: in one step; `undefined`: the steps are not finished. */
  inventory: InventoryChoice[] | null | undefined = null;
  readonly acknowledged = new Set<string>();
  /** What the server says that settling brings about, and what stands in the way of an undo: what was sold again, only the shop knows. */
  preview: Preview | undefined;
  /** Of what that was asked. */
  previewOf = '';

  constructor(queue: QueueController, id: string) {
    this.#queue = queue;
    this.id = id;
    this.comment = draftAt(this.#place, 'comment');
    this.resumed = this.#resume();
  }

  /** Where what is typed is kept. */
  get #place(): string {
    return placeOf(this.#queue.list?.store.name ?? '', 'seller', ['draft', this.id]);
  }

  get item(): QueueItem | undefined {
    return this.#queue.list?.get(this.id);
  }

  get sending(): boolean {
    return this.phase !== 'form';
  }

  get policy(): CancelPolicy | null {
    return this.item ? this.#queue.policyOf(this.item.cancellation) : null;
  }

  get reasons(): ReasonList {
    // What is not accepted is declined, which has reasons of its own.
    if (this.action === 'accept' && this.lines) return offeredReasons(this.policy, 'decline');
    return this.action ? offeredReasons(this.policy, this.action, this.outcome) : { choices: [], demand: 'none' };
  }

  /** Minor units that are due, and neither went back nor are on their way. */
  get left(): number {
    const { cancellation } = this.item ?? {};
    return cancellation ? owedFor(cancellation) : 0;
  }

  get currency(): string {
    const { cancellation, order } = this.item ?? {};
    return cancellation?.refund?.due.currency ?? order?.payment?.paid?.currency ?? '';
  }

  /** Whether what was asked for is cancelled by it. */
  get settles(): boolean {
    return this.action === 'accept' || (this.action === 'resolve' && this.outcome === 'cancel');
  }

  /** What accepting brings about by the terms: as the server says, else as the policy does. */
  get byTerms(): Consequences | null {
    const { item, policy, lines, preview } = this;
    return this.#terms.of([item, policy, lines, preview], () => {
      if (!item || !policy) return null;
      const { order, cancellation } = item;
      const decision = { outcome: 'cancel', ruleId: cancellation.ruleId ?? null } as const;
      const found = consequencesOf(policy, order, decision, shareOf(policy, order, lines ?? cancellation.lines));
      const { refund, void: released } = preview?.consequences ?? {};
      // Where nothing comes back, says the server, the page does not know better.
      if (refund === null || isRefund(refund))
        Object.assign(found, { refund, void: isMoney(released) ? released : undefined });
      return found;
    });
  }

  /** The same with the amount that is named. */
  get consequences(): Consequences | null {
    const { byTerms, settles, amount } = this;
    return byTerms && settles && amount !== undefined ? withAmount(byTerms, this.namedAmount) : byTerms;
  }

  /** What an amount is asked for: what it is where none is named, and at most. `null`: none is asked for. */
  get sums(): { due: Money; most: Money } | null {
    const due = { amount: this.left, currency: this.currency };
    if (this.action === 'refund') return { due, most: due };
    const { refund } = (this.settles && this.byTerms) || {};
    return refund?.most ? { due: refund.due, most: refund.most } : null;
  }

  /** The amount as it stands in its field. */
  get typedAmount(): string {
    const { sums } = this;
    return this.amount ?? (sums ? typedMoney(this.#queue.language, sums.due) : '');
  }

  /** As it was typed, minor units; `null`: it is none. */
  get namedAmount(): number | null {
    return parseMoney(this.#queue.language, this.currency, this.typedAmount);
  }

  get guards(): UndoObstacle[] {
    const { item, policy, preview } = this;
    if (Array.isArray(preview?.obstacles)) return preview.obstacles;
    // Of the order's others the list does not tell; the server looks at them before anything is undone.
    return item && policy ? undoObstacles(policy, item.order, item.cancellation, []) : [];
  }

  get obstacle(): DecideObstacle | null {
    const { action } = this;
    if (action === 'resolve' && !this.outcome) return 'outcome';
    if (action === 'accept' && this.lines?.length === 0) return 'lines';
    if (this.reasons.demand === 'required' && !this.reason) return 'reason';
    if (action === 'accept' && this.inventory === undefined) return 'inventory';
    if (action === 'remark' && !this.comment.trim()) return 'comment';
    if (action !== 'refund' && this.comment.trim().length > maxComment) return 'comment-long';
    const { sums, namedAmount } = this;
    if (sums) {
      if (namedAmount === null) return 'amount.invalid';
      if (namedAmount === 0 && action === 'refund') return 'amount.too-small';
      if (namedAmount > sums.most.amount) return 'amount.too-large';
    }
    if (action === 'undo') {
      if (this.guards.some(({ answer }) => answer === 'refuse')) return 'undo-refused';
      if (this.guards.some(({ guard }) => !this.acknowledged.has(guard))) return 'undo';
    }
    return null;
  }

  /** Opens the form of an action, or closes it; what was typed stays. */
  open(action: Action | null): void {
    if (this.sending) return;
    if (action !== this.action) {
      this.reason = '';
      this.problem = null;
    }
    this.action = action;
    this.pointedOut = false;
    if (action) this.notified = null;
    this.#queue.update();
  }

  enter(
    values: Partial<
      Pick<
        DecideFlow,
        | 'reason'
        | 'comment'
        | 'method'
        | 'amount'
        | 'elsewhere'
        | 'lines'
        | 'restock'
        | 'restoreCoupons'
        | 'outcome'
        | 'inventory'
      >
    >,
  ): void {
    if (this.sending) return;
    // What was named was named for what was accepted then.
    if ('lines' in values) this.amount = undefined;
    Object.assign(this, values);
    keepDraft(this.#place, 'comment', this.comment);
    this.#queue.update();
  }

  acknowledge(guard: string, checked: boolean): void {
    if (checked) this.acknowledged.add(guard);
    else this.acknowledged.delete(guard);
    this.#queue.update();
  }

  /** Sends the decision, once, however often it is called meanwhile. Says whether the backend confirmed it. */
  async confirm(): Promise<boolean> {
    const { item, action } = this;
    if (this.sending || !item || !action) return false;
    this.problem = null;
    if (this.obstacle) {
      this.pointedOut = true;
      this.#queue.update();
      return false;
    }
    return this.#settle('sending', rowOf(item), action, this.body());
  }

  /** What was sent before the page was loaded, and is not known the outcome of, is found out about. */
  #resume(): Promise<boolean> | undefined {
    const { id } = this;
    for (const action of actions) {
      const { intent } = keptAt(placeOfDecision(this.#queue, id, action)) ?? {};
      if (intent?.type !== 'action') continue;
      const { reason = '', comment = '', refund, restock = true, restoreCoupons = false, ...more } = intent.body;
      const { outcome = '', inventory = null, acknowledged = [], lines = null } = more;
      Object.assign(this, { action, reason, comment, restock, restoreCoupons, outcome, inventory, lines });
      this.elsewhere = refund?.elsewhere === true;
      this.method = refund?.method ?? '';
      if (refund?.amount !== undefined) {
        this.amount = typedMoney(this.#queue.language, { amount: refund.amount, currency: this.currency });
      }
      for (const guard of acknowledged) this.acknowledged.add(guard);
      return this.#settle('checking', intent, action, null);
    }
    return undefined;
  }

  async #settle(phase: 'sending' | 'checking', row: Row, action: Action, body: ActionBody | null): Promise<boolean> {
    this.#enter(phase);
    const result = await decideRow(this.#queue, row, action, body, () => this.#enter('checking'));
    if (result === null) this.problem = 'prevented';
    else if (result.ok) {
      this.notified = result.view.cancellation?.state ?? null;
      this.action = null;
      this.comment = '';
      keepDraft(this.#place, 'comment', '');
      this.reason = '';
      this.amount = undefined;
      this.lines = null;
      this.elsewhere = false;
      this.acknowledged.clear();
    } else this.problem = this.#codeOf(result.problem.code, action);
    this.#enter('form');
    return result?.ok === true;
  }

  body(): ActionBody {
    const { action, reason, method, inventory, settles, policy, item } = this;
    const comment = this.comment.trim();
    // What the terms give is theirs to say.
    const amount = this.sums && (action === 'refund' || this.amount !== undefined) ? this.namedAmount : null;
    const refund = {
      ...(method && (settles || action === 'refund') && { method }),
      ...(amount !== null && { amount }),
      ...(action === 'refund' && this.elsewhere && ({ elsewhere: true } as const)),
    };
    const { stock } = (settles && policy && item && consequentialOf(policy, item.cancellation)) || {};
    return {
      ...(reason && { reason }),
      ...(comment && { comment }),
      ...(action === 'accept' && this.lines && { lines: this.lines }),
      ...(Object.keys(refund).length > 0 && { refund }),
      ...(stock === 'choose' && { restock: this.restock }),
      ...(settles && item?.order.coupons?.length && { restoreCoupons: this.restoreCoupons }),
      ...(stock === 'lots' && inventory && { inventory }),
      ...(action === 'undo' && this.acknowledged.size > 0 && { acknowledged: [...this.acknowledged] }),
      ...(action === 'resolve' && this.outcome && { outcome: this.outcome }),
    };
  }

  /** A row that moved on: whether the decision is still there to be taken. */
  #codeOf(code: string, action: Action): string {
    const { item } = this;
    if (!['stale-revision', 'illegal-transition', 'decision-changed'].includes(code)) return code;
    return item && this.#queue.actionsOf(item).includes(action) ? 'changed' : 'gone';
  }

  #enter(phase: DecideFlow['phase']): void {
    this.phase = phase;
    this.#queue.update();
  }
}

function isRefund(value: Consequences['refund'] | undefined): boolean {
  return !!value && [value.refundable, value.fee, value.due, value.kept ?? value.due].every(isMoney);
}
