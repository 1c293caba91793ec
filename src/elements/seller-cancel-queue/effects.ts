import { html, nothing } from 'lit';
import type { DecideFlow } from '../../controllers/decide-flow.ts';
import type { Cancellation, Money } from '../../domain/records.ts';
import { type SideEffects, sideEffectsOf } from '../../domain/settlement/settlement.ts';
import { isMoney } from '../../domain/settlement/sums.ts';
import { monthName } from '../../i18n/format-month.ts';
import { fill } from '../../i18n/wording.ts';
import type { QueueScope, Rendered } from './scope.ts';

/** What accepting brings about beyond the refund. */
export function sideEffectsIn({ item, policy, lines, restock }: DecideFlow, now: number): SideEffects | null {
  if (!item || !policy) return null;
  const { order, cancellation } = item;
  const { requestedBy, reason, ruleId = null } = cancellation;
  const subject = { lines: lines ?? cancellation.lines, ruleId, requestedBy, reason };
  return sideEffectsOf(policy, order, subject, now, { restock });
}

export function renderEffects(scope: QueueScope, flow: DecideFlow): Rendered {
  const { texts, money, now } = scope;
  const { consequences, policy } = flow;
  const sideEffects = sideEffectsIn(flow, now);
  if (!consequences || !sideEffects) return nothing;
  const { refund, void: released, completes } = consequences;
  const { stock, marketplaceFee: fee, removalRequests, strike } = sideEffects;
  const ends = released ? fill(texts['refund.void'], { amount: money(released) }) : '';
  const taken = (key: string, sum: Money | undefined) =>
    sum?.amount
      ? html`<div><dt>${texts[key]}</dt><dd><bdi>${money({ ...sum, amount: -sum.amount })}</bdi></dd></div>`
      : nothing;
  const terms = stock.items.length > 0 ? (stock.terms === 'lots' ? 'lots' : 'return') : 'keep';
  return html`<section part="effects">
    <h4>${texts[flow.action === 'resolve' ? 'outcome.cancel' : 'effects']}</h4>
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
      <li>${texts[completes === 'when-refunded' ? 'next.refunding' : 'next.cancel']}</li>
      <li>${texts[`effects.${terms}`]}</li>
      ${fee ? html`<li>${fill(texts[`effects.${fee.change}`], { amount: money(fee.amount), month: monthName(scope.language, fee.month) })}</li>` : nothing}
      ${removalRequests.length > 0 ? html`<li>${texts['effects.removal']}</li>` : nothing}
      ${strike ? html`<li>${texts['effects.strike']}</li>` : nothing}
      ${penaltyTexts(scope, flow.preview?.consequences?.sideEffects?.penalty).map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}

/** What the seller bears, in words. */
export function penaltyTexts({ texts, money }: QueueScope, penalty: Cancellation['penalty'] | null): string[] {
  const { counts, fee } = penalty ?? {};
  return [
    ...(counts ? [fill(texts['penalty.counts'])] : []),
    ...(isMoney(fee) ? [fill(texts['penalty.fee'], { amount: money(fee) })] : []),
  ];
}
