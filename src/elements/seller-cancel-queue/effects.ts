import { html, nothing } from 'lit';
import type { QueueItem } from '../../backend/backend.ts';
import type { DecideFlow } from '../../controllers/decide-flow.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Money } from '../../domain/records.ts';
import { type Consequences, consequencesOf } from '../../domain/settlement/consequences.ts';
import { shareOf } from '../../domain/settlement/partial.ts';
import { type SideEffects, sideEffectsOf } from '../../domain/settlement/settlement.ts';
import { isMoney } from '../../domain/settlement/sums.ts';
import { isObject } from '../../domain/values/is-object.ts';
import { monthName } from '../../i18n/format-month.ts';
import { fill } from '../../i18n/wording.ts';
import type { QueueScope, Rendered } from './scope.ts';

/** What accepting brings about: as the server says, else as the policy does. */
interface Effects {
  consequences: Consequences;
  sideEffects: SideEffects;
}

export function effectsOf(flow: DecideFlow, item: QueueItem, policy: CancelPolicy, now: number): Effects {
  const { order, cancellation } = item;
  const { requestedBy, reason } = cancellation;
  const lines = flow.lines ?? cancellation.lines;
  const ruleId = cancellation.ruleId ?? null;
  return {
    consequences: consequencesOf(policy, order, { outcome: 'cancel', ruleId }, shareOf(policy, order, lines)),
    sideEffects: sideEffectsOf(policy, order, { lines, ruleId, requestedBy, reason }, now, { restock: flow.restock }),
  };
}

export function renderEffects(
  scope: QueueScope,
  flow: DecideFlow,
  item: QueueItem,
  policy: CancelPolicy | null,
  preview: unknown,
): Rendered {
  if (!policy) return nothing;
  const { texts, money, now } = scope;
  const { consequences, sideEffects } = effectsOf(flow, item, policy, now);
  // What was asked of the server is about all that was asked for.
  const told = !flow.lines && isObject(preview) && isObject(preview.consequences) ? preview.consequences : {};
  // Nothing comes back, says the server: the page does not know better.
  const refund = isRefund(told.refund) || told.refund === null ? told.refund : consequences.refund;
  const { void: released } =
    isObject(told.refund) || told.refund === null ? (told as Partial<Consequences>) : consequences;
  const ends = isMoney(released) ? fill(texts['refund.void'], { amount: money(released) }) : '';
  const { stock, marketplaceFee: fee, removalRequests, strike } = sideEffects;
  const taken = (key: string, sum: Money | undefined) =>
    sum?.amount
      ? html`<div><dt>${texts[key]}</dt><dd><bdi>${money({ ...sum, amount: -sum.amount })}</bdi></dd></div>`
      : nothing;
  const terms = stock.items.length > 0 ? (stock.terms === 'lots' ? 'lots' : 'return') : 'keep';
  return html`<section part="effects">
    <h4>${texts['effects']}</h4>
    ${
      refund
        ? html`<dl>
            ${
              refund.fee.amount > 0 || refund.kept
                ? html`<div><dt>${texts['refund.paid']}</dt><dd><bdi>${money({ ...refund.due, amount: refund.refundable.amount + (refund.kept?.amount ?? 0) })}</bdi></dd></div>
                    ${taken('refund.kept', refund.kept)} ${taken('refund.fee', refund.fee)}`
                : nothing
            }
            <div class="strong"><dt>${texts['refund.due-seller']}</dt><dd><bdi>${money(refund.due)}</bdi></dd></div>
            <div><dt>${texts['refund.method']}</dt><dd>${scope.say('method', flow.method || refund.method, policy)}</dd></div>
          </dl>`
        : ends
          ? nothing
          : html`<p>${texts['refund.none']}</p>`
    }
    ${ends ? html`<p>${ends}</p>` : nothing}
    <ul>
      <li>${texts[consequences.completes === 'when-refunded' ? 'next.refunding' : 'next.cancel']}</li>
      <li>${texts[`effects.${terms}`]}</li>
      ${fee ? html`<li>${fill(texts[`effects.${fee.change}`], { amount: money(fee.amount), month: monthName(scope.language, fee.month) })}</li>` : nothing}
      ${removalRequests.length > 0 ? html`<li>${texts['effects.removal']}</li>` : nothing}
      ${strike ? html`<li>${texts['effects.strike']}</li>` : nothing}
    </ul>
  </section>`;
}

function isRefund(value: unknown): value is NonNullable<Consequences['refund']> {
  return (
    isObject(value) &&
    [value.refundable, value.fee, value.due].every(isMoney) &&
    (value.kept === undefined || isMoney(value.kept))
  );
}
