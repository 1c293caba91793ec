import { html, nothing } from 'lit';
import { warnOfMissing } from '../../controllers/warn.ts';
import { type EnteredStatement, type WithdrawalItem, Withdrawals } from '../../controllers/withdrawals.ts';
import type { LineQuantity, Order } from '../../domain/records.ts';
import { tagOf } from '../../i18n/cached.ts';
import withdrawalsPart from '../../i18n/chunks/withdrawals.ts';
import { formatTime } from '../../i18n/format-time.ts';
import { loadTexts } from '../../i18n/load-texts.ts';
import type { TextTable } from '../../i18n/part.ts';
import { textsKey } from '../../i18n/texts.ts';
import { fill } from '../../i18n/wording.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import { numberOf, type QueueScope, type Rendered, renderSignIn, short } from './scope.ts';
import styles from './styles/withdrawals.styles.ts';

const states = ['open', 'unmatched', 'settled', 'all'] as const;
const channels = ['phone', 'letter', 'e-mail', 'in-person'] as const;

/** The form in which something happens. */
function formOf({ target }: Event): HTMLFormElement {
  return (target as Element).closest('form') as HTMLFormElement;
}

/** In a field of one line, Enter presses the button of its form. Frames that are sandboxed drop submits, events and all. */
function onEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.isComposing || !(event.target as Element).matches('input')) return;
  event.preventDefault();
  if (!event.repeat) formOf(event).querySelector('button')?.click();
}

/** What a form holds, by the names of its fields. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
}

/** An instant that was typed, by the clock of who typed it, RFC 3339. */
function instantIn(typed: string | undefined): string | undefined {
  const at = new Date(typed ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The statements of withdrawal: what is owed for each, and by when. Nothing in it is accepted or declined. */
export class WithdrawalsView {
  readonly withdrawals: Withdrawals;
  readonly #queue: QueueScope['queue'];
  #texts: TextTable | undefined;
  #textsOf = '';
  /** What the queue said last of how many there are. */
  #told: { open: number; overdue: number } | undefined;
  /** The statement whose form says how it was settled, and lacks that. */
  #lacking: string | null = null;
  /** Opened once there is one: a search that finds none does not fold it away. */
  #hasOpened = false;

  constructor(queue: QueueScope['queue'], root: ShadowRoot) {
    this.#queue = queue;
    this.withdrawals = new Withdrawals(queue);
    adoptStyles(root, [styles]);
    this.withdrawals.read();
  }

  /** Reads them again where the queue, read anew, has others. */
  #follow(): void {
    const told = this.#queue.list?.withdrawals;
    const { counts, q } = this.withdrawals;
    if (told === this.#told) return;
    this.#told = told;
    if (told && counts && !q && (told.open !== counts.open || told.overdue !== counts.overdue)) this.withdrawals.read();
  }

  render(scope: QueueScope): Rendered {
    this.#loadTexts(scope.language);
    this.#follow();
    const texts = this.#texts;
    const { withdrawals } = this;
    if (!texts) return nothing;
    const { items, hasMore, state } = withdrawals;
    const problem = withdrawals.problems.get('list');
    const { open, overdue } = withdrawals.counts ?? this.#queue.list?.withdrawals ?? { open: 0, overdue: 0 };
    this.#hasOpened ||= open > 0;
    return html`<details part="withdrawals" class="withdrawals" ?open=${this.#hasOpened} @keydown=${onEnter}>
      <summary>${fill(texts['wd.title'], { open, overdue })}</summary>
      <div>
        <p class="muted">${texts['wd.note']}</p>
        <form class="inline">
          <select aria-label=${texts['wd.state']} @change=${this.#choose}>
            ${states.map((one) => html`<option value=${one} ?selected=${one === state}>${texts[`wd.state.${one}`]}</option>`)}
          </select>
          <input name="q" dir="auto" maxlength="200" aria-label=${texts['wd.search']} placeholder=${texts['wd.search']} />
          <button type="button" @click=${this.#search}>${texts['wd.search-do']}</button>
        </form>
        <p role="status">${items ? (items.length === 0 ? texts['wd.none'] : nothing) : problem ? nothing : texts['wd.loading']}</p>
        ${problem ? this.#renderProblem(scope, problem) : nothing}
      </div>
      <ul class="statements">
        ${items?.map((item) => html`<li>${this.#renderItem(scope, texts, item)}</li>`)}
      </ul>
      ${hasMore ? html`<button type="button" aria-busy=${withdrawals.reading} @click=${() => withdrawals.read(true)}>${texts['wd.more']}</button>` : nothing}
      ${this.#renderEntry(scope, texts)}
    </details>`;
  }

  #renderItem(scope: QueueScope, texts: TextTable, item: WithdrawalItem): Rendered {
    const { money } = scope;
    const { now } = this.withdrawals;
    const time = (at: string) => formatTime(scope.language, Date.parse(at), now);
    const { reference, order, orderId, statement, settledAt, refundBy, owed, flags } = item;
    const isOverdue = settledAt === null && Date.parse(refundBy) <= now;
    const number = order ? numberOf(order) : orderId;
    const rows: [string, unknown][] = [
      ['wd.what', item.lines ? itemsOf(scope, order, item.lines) : texts['wd.whole']],
      ['wd.typed', orderId === null && statement.orderNumber],
      ['wd.words', statement.text],
      ['wd.name', statement.name],
      ['wd.address', statement.address],
      ['wd.sent', time(item.sentAt)],
      ['wd.arrived', time(item.receivedAt)],
      ['wd.channel', item.channel && (texts[`wd.channel.${item.channel}`] ?? item.channel)],
      ['wd.reference', reference],
      [
        'wd.receipt',
        item.receiptSentAt
          ? fill(texts['wd.receipt-sent'], { time: time(item.receiptSentAt) })
          : texts['wd.receipt-waits'],
      ],
    ];
    const said = [
      ...(item.inTime === null ? [] : [texts[item.inTime ? 'wd.in-time' : 'wd.late']]),
      ...flags.filter((flag) => flag !== 'late').map((flag) => texts[`wd.flag.${flag}`] ?? flag),
    ];
    return html`<article
      part=${`withdrawal ${isOverdue ? 'overdue' : ''}`}
      class="statement ${isOverdue ? 'owed' : ''}"
      aria-labelledby=${reference}
    >
      <h4 id=${reference}>
        ${number === null ? texts['wd.unmatched'] : fill(texts['wd.order'], { number: short(number) })}
        <bdi class="muted">${short(statement.name)}</bdi>
      </h4>
      ${isOverdue ? html`<p><span class="pill danger">${texts['wd.overdue']}</span></p>` : nothing}
      ${settledAt ? html`<p>${fill(texts['wd.settled'], { time: time(settledAt) })}</p>` : this.#renderOwed(scope, texts, item)}
      ${
        owed && (owed.refunded.amount > 0 || owed.pending.amount > 0)
          ? html`<p>${owed.refunded.amount > 0 ? fill(texts['wd.paid'], { amount: money(owed.refunded) }) : nothing}
              ${owed.pending.amount > 0 ? fill(texts['wd.pending'], { amount: money(owed.pending) }) : nothing}</p>`
          : nothing
      }
      ${this.#renderStanding(scope, texts, item)}
      ${said.length > 0 ? html`<p>${said.map((one) => html`<span class="pill">${one}</span> `)}</p>` : nothing}
      <dl>
        ${rows.map(([name, value]) => (value ? html`<div><dt class="muted">${texts[name]}</dt><dd><bdi>${value}</bdi></dd></div>` : nothing))}
      </dl>
      ${orderId === null ? this.#renderMatch(scope, texts, reference) : nothing}
      ${settledAt === null ? this.#renderSettle(scope, texts, reference) : nothing}
    </article>`;
  }

  /** What is to be paid, and by when. */
  #renderOwed({ language, money }: QueueScope, texts: TextTable, item: WithdrawalItem): Rendered {
    // What is over with a day is told by its last minute.
    const end = (at: string) => formatTime(language, Date.parse(at) - 1, this.withdrawals.now);
    const { owed, inTime, order, refundBy, returnBy } = item;
    const by = { time: end(refundBy) };
    if (!owed)
      return html`<p class="strong">${order ? texts['wd.refund-none'] : fill(texts['wd.refund-unknown'], by)}</p>`;
    const amount = money(owed.left);
    const key = inTime === false ? 'refund-late' : owed.proportionate.length > 0 ? 'refund-most' : 'refund';
    const means = owed.means.map((tender) => `${money(tender.amount)} (${tender.method})`).join(', ');
    const isBack = owed.toComeBack.length === 0;
    return html`<p class="strong">${fill(texts[`wd.${key}`], { amount, ...by })}</p>
      ${owed.delivery.amount > 0 ? html`<p>${fill(texts['wd.delivery'], { amount: money(owed.delivery) })}</p>` : nothing}
      ${means ? html`<p>${fill(texts['wd.means'], { means })}</p>` : nothing}
      ${isBack || owed.left.amount === 0 ? nothing : html`<p>${texts['wd.withhold']}</p>`}
      ${
        isBack || returnBy === null
          ? nothing
          : html`<p>${fill(texts['wd.back'], { time: end(returnBy), items: itemsOf({ language }, order, owed.toComeBack) })}</p>`
      }`;
  }

  #renderStanding(_: QueueScope, texts: TextTable, { standing, order }: WithdrawalItem): Rendered {
    const told = standing.filter(({ state }) => state !== 'open');
    if (told.length === 0) return nothing;
    return html`<ul>
      ${told.map(({ id, state, ground }) => html`<li>${fill(texts[`wd.${state}`], { item: short(titleOf(order, id)), ground: ground ?? '' })}</li>`)}
    </ul>`;
  }

  #renderMatch(scope: QueueScope, texts: TextTable, reference: string): Rendered {
    const send = (form: HTMLFormElement): void => {
      const { number } = valuesOf(form);
      if (number) this.withdrawals.match(reference, number);
    };
    return html`<form>
      <label for="number-${reference}">${texts['wd.match']}</label>
      <span class="inline">
        <input id="number-${reference}" name="number" dir="auto" autocomplete="off" maxlength="200" />
        <button part="match" type="button" aria-busy=${this.withdrawals.sending.has(reference)} @click=${(event: Event) => send(formOf(event))}>
          ${texts['wd.match-do']}
        </button>
      </span>
      ${this.#renderProblemOf(scope, texts, reference, 'wd.match-none')}
    </form>`;
  }

  #renderSettle(scope: QueueScope, texts: TextTable, reference: string): Rendered {
    const send = (form: HTMLFormElement): void => {
      const { comment = '' } = valuesOf(form);
      this.#lacking = comment ? null : reference;
      if (comment) this.withdrawals.settle(reference, comment);
      else {
        form.querySelector('textarea')?.focus();
        this.#queue.update();
      }
    };
    const lacks = this.#lacking === reference;
    return html`<details>
      <summary>${texts['wd.settle-do']}</summary>
      <form>
        <label for="how-${reference}">${texts['wd.settle']}</label>
        <textarea id="how-${reference}" name="comment" dir="auto" rows="2" maxlength="2000" aria-invalid=${lacks}></textarea>
        <button part="settle" type="button" aria-busy=${this.withdrawals.sending.has(reference)} @click=${(event: Event) => send(formOf(event))}>
          ${texts['wd.settle-do']}
        </button>
        ${lacks ? html`<p class="problem" role="alert">${texts['wd.settle-missing']}</p>` : this.#renderProblemOf(scope, texts, reference)}
      </form>
    </details>`;
  }

  #renderEntry(scope: QueueScope, texts: TextTable): Rendered {
    const { withdrawals } = this;
    const send = async (form: HTMLFormElement): Promise<void> => {
      const { sentAt, receivedAt, ...typed } = valuesOf(form);
      const told = Object.entries(typed).filter(([, value]) => value !== '');
      const [sent, arrived] = [instantIn(sentAt), instantIn(receivedAt)];
      const body = {
        ...(Object.fromEntries(told) as Partial<EnteredStatement>),
        ...(sent && { sentAt: sent }),
        ...(arrived && { receivedAt: arrived }),
      } as EnteredStatement;
      if (await withdrawals.enter(body)) form.reset();
    };
    const field = (name: string, label: string, type = 'text') =>
      html`<label><span>${texts[label]}</span><input name=${name} type=${type} dir=${type === 'text' ? 'auto' : nothing} autocomplete="off" maxlength="500" /></label>`;
    return html`<details part="enter">
      <summary>${texts['wd.enter']}</summary>
      <form class="enter">
        <label
          ><span>${texts['wd.channel']}</span
          ><select name="channel">
            ${channels.map((one) => html`<option value=${one}>${texts[`wd.channel.${one}`]}</option>`)}
          </select></label
        >
        ${field('name', 'wd.name')} ${field('orderNumber', 'wd.typed')} ${field('address', 'wd.address', 'email')}
        ${field('sentAt', 'wd.sent', 'datetime-local')} ${field('receivedAt', 'wd.arrived', 'datetime-local')}
        <label><span>${texts['wd.words']}</span><textarea name="text" dir="auto" rows="2" maxlength="50000"></textarea></label>
        <button part="enter-do" type="button" aria-busy=${withdrawals.sending.has('enter')} @click=${(event: Event) => send(formOf(event))}>
          ${texts['wd.enter-do']}
        </button>
      </form>
      <p role="status">${withdrawals.entered ? fill(texts['wd.entered'], { reference: withdrawals.entered }) : nothing}</p>
      ${this.#renderProblemOf(scope, texts, 'enter')}
    </details>`;
  }

  #renderProblemOf(scope: QueueScope, texts: TextTable, place: string, notFound = 'wd.failed'): Rendered {
    const code = this.withdrawals.problems.get(place);
    if (!code) return nothing;
    const text = texts[code === 'not-found' ? notFound : 'wd.failed'];
    return html`<p part="problem" class="problem" role="alert">${code === 'sign-in-required' ? scope.texts['queue.sign-in'] : text}${renderSignIn(scope, code)}</p>`;
  }

  #renderProblem(scope: QueueScope, code: string): Rendered {
    const { texts } = scope;
    return html`<div part="problem" class="problem" role="alert">
      <p>${texts[code === 'sign-in-required' ? 'queue.sign-in' : 'failed.unavailable']}${renderSignIn(scope, code)}</p>
      <button part="retry" type="button" @click=${() => this.withdrawals.read()}>${texts['retry']}</button>
    </div>`;
  }

  readonly #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.withdrawals.ask({ state: states.find((one) => one === value) ?? 'open' });
  };

  readonly #search = (event: Event): void => this.#find(formOf(event));

  readonly #find = (form: HTMLFormElement): void => {
    this.withdrawals.ask({ q: valuesOf(form)['q'] ?? '' });
  };

  async #loadTexts(language: string): Promise<void> {
    const key = textsKey(language);
    if (key === this.#textsOf) return;
    this.#textsOf = key;
    try {
      const texts = await loadTexts(language, withdrawalsPart);
      if (key === this.#textsOf) this.#texts = texts;
    } catch (error) {
      this.#textsOf = '';
      warnOfMissing(error);
      return;
    }
    this.#queue.update();
  }
}

function titleOf(order: Order | null, id: string): string {
  return order?.lines.find((line) => line.id === id)?.title ?? id;
}

function itemsOf(
  { language }: Pick<QueueScope, 'language'>,
  order: Order | null,
  lines: readonly LineQuantity[],
): string {
  const format = new Intl.NumberFormat(tagOf(language), { maximumFractionDigits: 3 });
  return lines.map(({ id, quantity }) => `${format.format(quantity)} × ${short(titleOf(order, id))}`).join('; ');
}
