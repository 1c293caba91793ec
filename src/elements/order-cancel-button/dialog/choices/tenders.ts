import { html, nothing } from 'lit';
import { refundTermsOf } from '../../../../domain/settlement/consequences.ts';
import { tendersOf } from '../../../../domain/settlement/tenders.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { fill } from '../../../../i18n/wording.ts';
import type { DialogScope, Rendered } from '../scope.ts';

/** What goes back where, where an order was paid in several ways. */
export function renderTenders({ flow, order, controller, money, texts }: DialogScope, words: TextTable): Rendered {
  const { policy } = controller;
  const { parts = [] } = order.payment;
  const { refund } = flow.consequences ?? {};
  if (!policy || !refund || refund.due.amount === 0 || parts.length < 2) return nothing;
  const { cancellations = [] } = flow.part ?? {};
  const { tenders: way } = refundTermsOf(policy, order, flow.decision?.ruleId ?? null);
  const method = flow.refundMethod || refund.method;
  const tenders = tendersOf(order, cancellations, refund.due, method, way);
  if (tenders.length === 0) return nothing;
  return html`<ul part="tenders">
    ${tenders.map(({ amount, method: how, part }) => {
      const paid = parts.find(({ id }, at) => (id ?? String(at)) === part)?.method ?? '';
      // The original means of payment is one of several here, and is called by its name.
      const named = how === 'original' ? `choice.tender.${paid}` : `choice.tender.${how}`;
      const text = words[named] ?? texts[`how.${how}`] ?? words['choice.tender'];
      return html`<li>${fill(words['choice.back'], { amount: money(amount), how: fill(text, { method: paid }) })}</li>`;
    })}
  </ul>`;
}
