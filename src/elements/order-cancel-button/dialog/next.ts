import { html, nothing, type TemplateResult } from 'lit';
import type { Consequences } from '../../../domain/settlement/consequences.ts';
import { parseDuration } from '../../../domain/values/duration.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** A buyer who cancels often is warned, where the policy warns. */
export function renderRecent({ texts, controller }: DialogScope, { recentCancellations }: Consequences): Rendered {
  if (!recentCancellations || controller.actor !== 'buyer') return nothing;
  const { count, withinDays } = recentCancellations;
  return html`<p part="warning" class="notice">${fill(texts['recent'], { count, days: withinDays })}</p>`;
}

/** What happens to the order, who is told, and until when an answer is due. */
export function renderNext(
  { texts, flow, controller, deadline, name, say }: DialogScope,
  consequences: Consequences,
): TemplateResult {
  const requests = flow.action === 'request';
  const { respondWithin, completes, notifies } = consequences;
  const what = requests ? 'next.request' : completes === 'when-refunded' ? 'next.refunding' : 'next.cancel';
  const told = [
    say(what),
    requests && respondWithin
      ? fill(texts['next.respond'], { name, time: deadline(controller.now + parseDuration(respondWithin)) })
      : '',
    notifies.length > 0 ? texts['next.notified'] : '',
    requests || controller.actor !== 'buyer' ? '' : fill(texts['next.no-undo'], { name }),
  ];
  return html`<section part="next">
    <h3>${texts['next']}</h3>
    <ul>
      ${told.map((words) => (words ? html`<li>${words}</li>` : nothing))}
    </ul>
  </section>`;
}
