import type {
  EnteredStatement,
  WithdrawalItem,
  WithdrawalStep,
  WithdrawalsPage,
  WithdrawalsQuery,
} from '../backend/backend.ts';
import { type Statements, statementsOf } from '../client/received.ts';
import type { CancelError } from '../domain/errors.ts';
import { findOrder } from './find-order.ts';
import type { QueueController } from './queue-controller.ts';

export type { EnteredStatement, WithdrawalItem } from '../backend/backend.ts';

/** The statements of withdrawal beside a queue: what is read of them, and what staff does. */
export class Withdrawals {
  readonly #queue: QueueController;
  #turn = 0;
  #cursor: string | null = null;

  state: NonNullable<WithdrawalsQuery['state']> = 'open';
  /** What is searched for. */
  q = '';
  /** `undefined` until they are there. */
  items: WithdrawalItem[] | undefined;
  counts: WithdrawalsPage['counts'] | undefined;
  reading = false;
  /** How far the server's clock is ahead of this machine's, ms. */
  #ahead = 0;
  /** Code of what went wrong, by where: a reference, `enter`, or `list`. */
  readonly problems = new Map<string, string>();
  /** What is being sent, by where. */
  readonly sending = new Set<string>();
  /** The reference of what was entered last. */
  entered: string | null = null;

  constructor(queue: QueueController) {
    this.#queue = queue;
  }

  /** The server's clock, epoch ms. */
  get now(): number {
    return Date.now() + this.#ahead;
  }

  /** Whether there are more than those that are shown. */
  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  get #access(): Statements | undefined {
    return statementsOf(this.#queue.list?.store.backend);
  }

  /** Reads them anew, or `more` of them. Never rejects. */
  async read(more = false): Promise<void> {
    const turn = ++this.#turn;
    this.reading = true;
    this.#queue.update();
    try {
      const cursor = more ? this.#cursor : null;
      const query = { state: this.state, q: this.q, ...(cursor && { cursor }) };
      const page = await this.#access?.withdrawals(query, {});
      if (turn !== this.#turn) return;
      if (!page) throw new Error('the backend has no statements of withdrawal');
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.counts = page.counts;
      this.#ahead = (Date.parse(page.now) || Date.now()) - Date.now();
      this.#cursor = page.nextCursor;
      this.problems.delete('list');
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problems.set('list', (error as CancelError | null)?.code ?? 'unavailable');
    }
    this.reading = false;
    this.#queue.update();
  }

  ask(given: Partial<Pick<Withdrawals, 'state' | 'q'>>): Promise<void> {
    Object.assign(this, given);
    this.items = undefined;
    return this.read();
  }

  /** Says that a statement is about the order of a number. Resolves with whether that was done. */
  async match(reference: string, number: string): Promise<boolean> {
    return this.#once(reference, async () => {
      const view = await findOrder(this.#queue.list?.store.backend ?? undefined, number);
      if (!view) return 'not-found';
      return this.#send({ type: 'match', reference, body: { orderId: view.order.id } });
    });
  }

  settle(reference: string, comment: string): Promise<boolean> {
    return this.#once(reference, () => this.#send({ type: 'settle', reference, body: { comment } }));
  }

  enter(body: EnteredStatement): Promise<boolean> {
    this.entered = null;
    return this.#once('enter', () => this.#send({ type: 'enter', body }));
  }

  async #send(step: WithdrawalStep): Promise<string | null> {
    const result = await this.#access?.withdrawalStep(step, {});
    if (!result?.ok) return result?.problem.code ?? 'unavailable';
    if (step.type === 'enter') this.entered = result.reference;
    await this.read();
    return null;
  }

  /** Does one thing at a time in a place, and says what went wrong there: `work` gives the code, or `null`. */
  async #once(place: string, work: () => Promise<string | null>): Promise<boolean> {
    if (this.sending.has(place)) return false;
    this.sending.add(place);
    this.problems.delete(place);
    this.#queue.update();
    const code = await work().catch((error: CancelError | null) => error?.code ?? 'unavailable');
    this.sending.delete(place);
    if (code) this.problems.set(place, code);
    this.#queue.update();
    return code === null;
  }
}
