import type { ReactiveControllerHost } from 'lit';
import type { StatementBody, StatementReceived, StatementResult } from '../backend/backend.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import { declare, declareAgain, ownOrdersBy, statementAt, withdrawBy } from '../client/statements.ts';
import { storeOf } from '../client/stores.ts';
import type { Withdrawal, WithdrawalLine } from '../domain/decision/decision.ts';
import type { LineQuantity, OrderLine } from '../domain/records.ts';
import { sumOfQuantities } from '../domain/values/quantity.ts';
import type { OrderView } from '../domain/view.ts';
import type { Settings } from './surroundings.ts';

/** What a person is asked for; of an order of their own at most where the receipt goes. */
export type StatementField = 'name' | 'number' | 'address' | 'text';

/** An item of an own order, with what is left of it to withdraw from. */
export interface LeftLine {
  line: OrderLine;
  left: number;
  /** Whether it is exempt or judged when it is back; `undefined`: nobody knows. */
  standing: WithdrawalLine | undefined;
}

/** Longest values, in UTF-16 code units: what the server keeps of them, and what its request may hold in any script. */
export const longestOf: Readonly<Record<StatementField, number>> = {
  name: 500,
  number: 256,
  address: 500,
  text: 15_000,
};

/** How long the orders of a person may take, ms; then they are asked what every guest is asked. */
const patience = 4000;
/** Codes that say that this order cannot be had by who is here now. The statement is taken all the same (EU-7). */
const notTheirs = ['sign-in-required', 'not-found', 'forbidden'];

/** A statement of withdrawal, from what is typed to what confirms it. Whatever fails, nothing of it is lost. */
export class WithdrawalFlow {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #backend: Settings['backend'];
  /** The order that the page has it be about, if any. */
  #about: string | undefined;
  /** What was missing when it was confirmed last: confirmed again, it is sent so. */
  #toldOf = '';
  /** When it was sent as an order of theirs, and refused: it was in time if that was (EU-7). */
  #firstSentAt: string | undefined;

  readonly said: Record<StatementField, string> = { name: '', number: '', address: '', text: '' };
  /** Only some of the items, in the person's own words. */
  isPart = false;
  /** The person's own orders, of which one is chosen; none: a guest's. */
  orders: readonly OrderView[] = [];
  /** Empty: another one than these. */
  orderId: string | undefined;
  /** Chosen of each line of that order. */
  readonly #quantities = new Map<string, number>();
  /** The order was there, and is not any more. */
  signedOut = false;

  phase: 'draft' | 'sending' | 'checking' | 'done' = 'draft';
  /** `missing`, `none-chosen`, `offline`, `unknown`, `failed` */
  problem: string | null = null;
  missing: readonly StatementField[] = [];
  received: StatementReceived | null = null;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  /** The order of one's own that is chosen. */
  get view(): OrderView | undefined {
    return this.orders.find(({ order }) => order.id === this.orderId);
  }

  /** Where the shop sends the receipt by itself. */
  get knownAddress(): string | undefined {
    return this.view?.order.buyer.email || undefined;
  }

  /** The lane of the chosen order, where it is one: what a view says of it was not checked. */
  get lane(): Withdrawal | null {
    const lane = this.view?.decision?.withdrawal;
    return Array.isArray(lane?.lines) ? lane : null;
  }

  /** What of the chosen order is not cancelled or back yet. */
  get lines(): LeftLine[] {
    const { view, lane } = this;
    const standings = new Map([lane?.lines ?? view?.exempt ?? []].flat().map((one) => [one?.id, one]));
    return (view?.order.lines ?? []).flatMap((line) => {
      const left = sumOfQuantities(line.quantity, -(line.cancelledQuantity ?? 0), -(line.returnedQuantity ?? 0));
      return left > 0 ? [{ line, left, standing: standings.get(line.id) }] : [];
    });
  }

  quantityOf({ line: { id }, left, standing }: LeftLine): number {
    // What the law gives no right for is left out unless a person puts it in.
    return Math.min(this.#quantities.get(id) ?? (standing?.state === 'exempt' ? 0 : left), left);
  }

  /** The server's clock as far as it is known, epoch ms. */
  get now(): number {
    return storeOf(this.#backend).now();
  }

  /** Whether they may mean another order than those that are listed: the page has not named it. */
  get mayBeOther(): boolean {
    return this.#about === undefined && this.orders.length > 0;
  }

  /** Whether there is somewhere to send it. `about`: the order that the page names. */
  bind(backend: Settings['backend'], about: string | undefined): boolean {
    this.#backend = backend;
    this.#about = about;
    return !!withdrawBy(storeOf(backend).backend);
  }

  /**
   * Reads the orders that a person may choose from: the one that the page names, else their own. Where there is none, or it
   * takes too long, they are asked what every guest is asked.
   */
  async readOrders(view: OrderView | undefined): Promise<void> {
    if (this.sending || this.signedOut) return;
    const { backend } = storeOf(this.#backend);
    const orderId = this.#about;
    if (view) this.#take([view]);
    else {
      const asked = orderId ? backend?.loadOrders([orderId], {}) : ownOrdersBy(backend)?.({});
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), patience);
      });
      const found = await Promise.race([asked, late]).catch((): null => null);
      clearTimeout(timer);
      this.#take(found?.views.filter((one) => one?.order) ?? []);
    }
    this.#host.requestUpdate();
  }

  /** Goes on with what was sent before the page was loaded, if its outcome is unknown. */
  async resume(): Promise<void> {
    const place = this.place;
    const kept = statementAt(place);
    if (!kept || this.sending) return;
    const { name = '', orderNumber = '', address = '', text = '' } = kept;
    Object.assign(this.said, { name, address, text, number: orderNumber });
    this.isPart = text !== '';
    this.orderId = kept.orderId;
    for (const { id, quantity } of kept.lines ?? []) this.#quantities.set(id, quantity);
    this.#enter('checking');
    const store = storeOf(this.#backend);
    this.#hear(await declareAgain(store, place, () => {}), place, kept);
  }

  write(field: StatementField, value: string): void {
    this.said[field] = value;
    this.missing = this.missing.filter((one) => one !== field);
    if (this.problem === 'missing' && this.missing.length === 0) this.problem = null;
    this.#host.requestUpdate();
  }

  setPart(isPart: boolean): void {
    this.isPart = isPart;
    this.#host.requestUpdate();
  }

  chooseOrder(id: string): void {
    if (id !== this.orderId) this.#quantities.clear();
    this.orderId = id;
    this.problem = null;
    const { buyer } = this.orders[0]?.order ?? {};
    // Of another order they say who they are: what is known of them they only have to confirm.
    if (id === '') {
      this.said.name ||= buyer?.name ?? '';
      this.said.address ||= buyer?.email ?? '';
    }
    this.#host.requestUpdate();
  }

  setQuantity(lineId: string, quantity: number): void {
    this.#quantities.set(lineId, quantity);
    if (this.problem === 'none-chosen') this.problem = null;
    this.#host.requestUpdate();
  }

  /** Shows again what confirmed the last one. */
  showReceipt(): void {
    if (this.received && !this.sending) this.phase = 'done';
  }

  /** Begins another one, after one was received. */
  restart(): void {
    if (this.phase !== 'done') return;
    this.phase = 'draft';
    this.orderId ||= undefined;
    this.problem = null;
    this.#quantities.clear();
    Object.assign(this.said, { number: '', text: '' });
    this.isPart = false;
  }

  /**
   * Sends it. What is missing is said once; confirmed again it is sent as it is (EU-7). `language`: the receipt is in it.
   */
  async confirm(language: string): Promise<void> {
    if (this.sending || this.phase === 'done') return;
    const { view } = this;
    const chosen = this.#chosen();
    if (view && chosen?.length === 0) {
      this.#fail('none-chosen');
      return;
    }
    this.missing = this.#asked().filter((field) => this.said[field].trim() === '');
    const told = this.missing.join();
    const saysNothing = !view && Object.values(this.said).every((value) => value.trim() === '');
    if (this.missing.length > 0 && (told !== this.#toldOf || saysNothing)) {
      this.#toldOf = told;
      this.#fail('missing');
      return;
    }
    this.missing = [];
    this.problem = null;
    const place = this.place;
    this.#enter('sending');
    const body = this.#bodyOf(language, chosen);
    this.#hear(await declare(storeOf(this.#backend), place, body, () => this.#enter('checking')), place, body);
  }

  #take(orders: readonly OrderView[]): void {
    this.orders = orders;
    if (!this.view && this.orderId !== '') this.orderId = orders[0]?.order.id;
  }

  #asked(): StatementField[] {
    if (this.view) return this.knownAddress ? [] : ['address'];
    return ['name', 'number', 'address', ...(this.isPart ? (['text'] as const) : [])];
  }

  /** The lines as they are sent; `null`: the whole contract. */
  #chosen(): LineQuantity[] | null {
    const { lines } = this;
    if (lines.length === 0) return null;
    const chosen = lines.flatMap((one) => {
      const quantity = this.quantityOf(one);
      return quantity > 0 ? [{ id: one.line.id, quantity }] : [];
    });
    const isWhole = lines.every((one) => this.quantityOf(one) === one.left);
    return isWhole ? null : chosen;
  }

  #bodyOf(language: string, lines: LineQuantity[] | null): StatementBody {
    const { view } = this;
    const said = (field: StatementField): string => this.said[field].trim();
    const sentAt = this.#firstSentAt ?? new Date(this.now).toISOString();
    const address = said('address');
    if (view) {
      return {
        orderId: view.order.id,
        ...(lines && { lines }),
        ...(address && !this.knownAddress && { address }),
        language,
        sentAt,
      };
    }
    return {
      ...(said('name') && { name: said('name') }),
      ...(address && { address }),
      ...(said('number') && { orderNumber: said('number') }),
      ...(this.isPart && said('text') && { text: said('text') }),
      language,
      sentAt,
    };
  }

  #hear(result: StatementResult, place: string, { sentAt }: StatementBody): void {
    if (result.ok) {
      this.received = result.received;
      this.signedOut = false;
      this.#firstSentAt = undefined;
      this.#enter('done');
      return;
    }
    const { code } = result.problem;
    if (this.orderId && notTheirs.includes(code)) {
      this.#firstSentAt ??= sentAt;
      this.#asGuest();
    } else this.problem = keptAt(place) ? 'unknown' : code === 'offline' ? 'offline' : 'failed';
    this.#enter('draft');
  }

  /** Who is signed in no longer says who they are, and what of the order they chose. */
  #asGuest(): void {
    const { view } = this;
    const chosen = this.#chosen();
    this.said.number ||= view?.order.number ?? this.orderId ?? '';
    if (chosen) {
      const titles = new Map(this.lines.map(({ line }) => [line.id, line.title]));
      this.said.text = chosen.map(({ id, quantity }) => `${quantity} × ${titles.get(id) ?? id}`).join('\n');
      this.isPart = true;
    }
    this.orders = [];
    this.orderId = undefined;
    this.signedOut = true;
    this.problem = 'signed-out';
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.#host.requestUpdate();
  }

  /** Where what is sent is kept until its outcome is known. */
  get place(): string {
    return placeOf(storeOf(this.#backend).name, 'buyer', ['withdrawal', this.#about ?? '']);
  }

  #enter(phase: WithdrawalFlow['phase']): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}
