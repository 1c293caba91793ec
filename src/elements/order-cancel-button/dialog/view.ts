import { html, nothing, type TemplateResult } from 'lit';
import type { Decision } from '../../../domain/decision/decision.ts';
import { parseInstant } from '../../../domain/values/instant.ts';
import { fill } from '../../../i18n/wording.ts';
import { safeHref } from '../../shared/safe-href.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** The top of every view: what it is, and of which order. No landmark: the page's own header is not this. */
export function renderHead(
  { texts, order, time }: Pick<DialogScope, 'texts' | 'order' | 'time'>,
  title: string | undefined,
  dated = false,
): TemplateResult {
  return html`<div class="head">
    <h2 id="title" tabindex="-1">${title}</h2>
    <p class="muted">
      ${fill(texts['order'], { number: order.number ?? order.id })}${
        dated ? html` · ${fill(texts['placed-at'], { time: time(parseInstant(order.placedAt)) })}` : nothing
      }
    </p>
  </div>`;
}

/** Why the decision is as it is, in a sentence. */
export function reasonOf({ say, deadline }: DialogScope, decision: Decision): string {
  const { outcome, reason, validUntil } = decision;
  const permits = outcome === 'cancel' || outcome === 'request';
  const why = say(permits ? 'why' : 'denied', reason);
  if (validUntil !== null) return fill(why, { time: deadline(validUntil) });
  // A window without an end has another sentence: none is cut short of its time.
  return permits && why.includes('{time}') ? say('why', `${reason}-always`) : fill(why, { time: '' });
}

/** Where the session has ended: the way to sign in, where the page names one. */
export function renderSignIn({ flow, controller, texts }: DialogScope): Rendered {
  const href = flow.problem?.code === 'sign-in-required' && safeHref(controller.signInUrl);
  return href ? html`<a part="sign-in" href=${href}>${texts['sign-in']}</a>` : nothing;
}
