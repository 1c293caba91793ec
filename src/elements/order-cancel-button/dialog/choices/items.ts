import { html, nothing, type TemplateResult } from 'lit';
import type { PartChoice } from '../../../../controllers/part-choice.ts';
import type { Offer } from '../../../../domain/lifecycle/offers.ts';
import type { LineQuantity, OrderLine } from '../../../../domain/records.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { fill } from '../../../../i18n/wording.ts';
import { renderAbout as renderLine, renderPrice, shown } from '../review.ts';
import type { DialogScope, Rendered } from '../scope.ts';
import { renderQuantity, stepOf } from './quantity.ts';
import { soldBy } from './sellers.ts';
import { whyNot } from './stays.ts';

/** Lists that a person has unfolded: only these are rendered to their end. */
const unfolded = new WeakMap<PartChoice, Set<string>>();

/** What may be cancelled, to be chosen among where a policy lets items be chosen; what goes by other terms; and what stays. */
export function renderItems(scope: DialogScope, words: TextTable): TemplateResult {
  const { flow, order, texts } = scope;
  const { part } = flow;
  const offer = part?.offer;
  if (!part || !offer) return html`<h3>${texts['items']}</h3>${renderList(scope, 'items', order.lines, renderPlain)}`;
  const there = new Map(offer.available.map(({ id, quantity }) => [id, quantity]));
  const others = part.offers.filter((one) => one !== offer && flow.allowed);
  const elsewhere = new Set(others.flatMap(({ available }) => available.map(({ id }) => id)));
  const going = order.lines.filter(({ id }) => there.has(id));
  const stays = order.lines.filter(({ id }) => !there.has(id) && !elsewhere.has(id));
  const isWhole = stays.length === 0 && others.length === 0 && part.meant(null) === null;
  const chooses = mayChoose(scope, offer);
  const chosen = part.quantities(flow.lines);
  const why = whyNot(scope, words);
  const list = renderList(scope, 'going', going, (line) => {
    const quantity = there.get(line.id) ?? 0;
    return html`${
      chooses
        ? renderChoice(scope, line, quantity, chosen, renderAbout(scope, line, why(line)))
        : renderAbout(scope, line, why(line))
    }
    ${renderPrice(scope, line)}
    ${chooses ? renderQuantity(scope, words, line, quantity, chosen.get(line.id) ?? 0, (some) => choose(scope, line.id, some)) : nothing}`;
  });
  return html`${
    chooses
      ? renderChoices(scope, words, going.length, isWhole, list)
      : html`<h3>${isWhole ? texts['items'] : words['choice.going']}</h3>${list}`
  }
  ${isWhole && !flow.lines ? nothing : renderValue(scope, words)}
  ${others.map((other, at) => renderOther(scope, words, part, other, at))}
  ${
    stays.length > 0
      ? html`<section part="stays">
          <h3>${words['choice.stays']}</h3>
          ${renderList(scope, 'stays', stays, (line) => html`${renderAbout(scope, line, why(line))}${renderPrice(scope, line)}`)}
        </section>`
      : nothing
  }`;
}

/** Whether items may be cancelled one by one, and there is more than one to choose. */
function mayChoose({ controller, order, flow }: DialogScope, { available }: Offer): boolean {
  if (controller.policy?.lifecycle?.scope !== 'lines' || !flow.allowed) return false;
  const [first] = available;
  const line = order.lines.find(({ id }) => id === first?.id);
  return available.length > 1 || (!!first && !!line && first.quantity > stepOf(line));
}

function renderChoices(
  { flow }: DialogScope,
  words: TextTable,
  count: number,
  isWhole: boolean,
  list: TemplateResult,
): TemplateResult {
  const { lines, sending, pointedOut, part } = flow;
  const chosen = part?.quantities(lines).size ?? 0;
  const isAll = !lines || isEqual(lines, part?.offer?.available ?? []);
  return html`<fieldset part="lines">
    <legend>${words['choice.items']}</legend>
    ${
      count > 1
        ? html`<label class="check"
            ><input
              type="checkbox"
              part="all-lines"
              .checked=${isAll}
              .indeterminate=${!isAll && chosen > 0}
              ?disabled=${sending}
              @change=${() => flow.enter({ lines: isAll ? [] : (part?.named(null) ?? null) })}
            /><span>${words[isWhole ? 'choice.all' : 'choice.all-open']}</span></label
          >`
        : nothing
    }
    ${list}
    <p id="lines-note" class="problem" role="status">${lines?.length === 0 && pointedOut ? words['choice.none'] : ''}</p>
  </fieldset>`;
}

function renderChoice(
  scope: DialogScope,
  { id }: OrderLine,
  available: number,
  chosen: ReadonlyMap<string, number>,
  about: unknown,
): TemplateResult {
  const { flow } = scope;
  return html`<label class="check"
    ><input
      type="checkbox"
      part="line"
      name="line"
      .checked=${chosen.has(id)}
      ?disabled=${flow.sending}
      @change=${(event: Event) => choose(scope, id, (event.target as HTMLInputElement).checked ? available : 0)}
    />${about}</label
  >`;
}

function choose({ flow }: DialogScope, id: string, quantity: number): void {
  const { part } = flow;
  if (!part) return;
  const chosen = part.quantities(flow.lines);
  if (quantity > 0) chosen.set(id, quantity);
  else chosen.delete(id);
  flow.enter({ lines: part.named([...chosen].map(([line, count]) => ({ id: line, quantity: count }))) });
}

/** What is chosen comes to, beside what the whole order costs. */
function renderValue({ flow, order, money, controller }: DialogScope, words: TextTable): Rendered {
  const { policy } = controller;
  const share = policy && flow.part?.shareOf(policy, order, flow.lines);
  if (!share || !Number.isSafeInteger(share.paid) || flow.lines?.length === 0) return nothing;
  return html`<p class="total" part="value">
    <span>${words['choice.value']}</span
    ><strong class="amount">${money({ amount: share.paid, currency: order.payment.paid.currency })}</strong>
  </p>`;
}

/** What goes by other terms, and what leads there. */
function renderOther(scope: DialogScope, words: TextTable, part: PartChoice, other: Offer, at: number): TemplateResult {
  const { flow, order } = scope;
  const ids = new Set(other.available.map(({ id }) => id));
  const way = other.decision.outcome === 'cancel' ? 'cancel' : 'request';
  const lines = order.lines.filter(({ id }) => ids.has(id));
  return html`<section part="apart">
    <h3>${words[`choice.apart.${way}`]}</h3>
    ${renderList(scope, `apart ${at}`, lines, (line) => html`${renderAbout(scope, line)}${renderPrice(scope, line)}`)}
    <button type="button" part="instead" ?disabled=${flow.sending} @click=${() => flow.enter({ lines: part.take(other) })}>
      ${words[`choice.instead.${way}`]}
    </button>
  </section>`;
}

/** An item, with whose it is where the order holds several sellers' items, and what is to be said of it beside. */
function renderAbout(scope: DialogScope, line: OrderLine, notes: readonly string[] = []): Rendered {
  const name = soldBy(scope.order, line);
  const seller = name
    ? html`<span part="seller" class="muted">${fill(scope.texts['sold-by'], { name })}</span>`
    : nothing;
  const beside = notes.map((note) => html`<span part="why-not" class="muted">${note}</span>`);
  return renderLine(scope, line, html`${seller}${beside}`);
}

function renderPlain(line: OrderLine, scope: DialogScope): TemplateResult {
  return html`${renderAbout(scope, line)}${renderPrice(scope, line)}`;
}

/** The first few; the others once they are unfolded, as there may be hundreds. */
function renderList(
  scope: DialogScope,
  name: string,
  lines: readonly OrderLine[],
  render: (line: OrderLine, scope: DialogScope) => TemplateResult,
): TemplateResult {
  const { flow, texts } = scope;
  const open = flow.part && (unfolded.get(flow.part) ?? new Set());
  if (flow.part && open) unfolded.set(flow.part, open);
  const list = (some: readonly OrderLine[]) =>
    html`<ul class="lines">${some.map((line) => html`<li>${render(line, scope)}</li>`)}</ul>`;
  const rest = lines.slice(shown);
  const toggle = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) open?.add(name);
    else open?.delete(name);
    flow.requestUpdate();
  };
  return html`${list(lines.slice(0, shown))}${
    rest.length > 0
      ? html`<details part="more-items" @toggle=${toggle}>
          <summary>${fill(texts['items.more'], { count: rest.length })}</summary>
          ${open?.has(name) ? list(rest) : nothing}
        </details>`
      : nothing
  }`;
}

function isEqual(one: readonly LineQuantity[], other: readonly LineQuantity[]): boolean {
  const quantities = new Map(other.map(({ id, quantity }) => [id, quantity]));
  return one.length === other.length && one.every(({ id, quantity }) => quantities.get(id) === quantity);
}
