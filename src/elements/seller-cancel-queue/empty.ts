import { html, nothing } from 'lit';
import type { QueueController } from '../../controllers/queue-controller.ts';
import { type QueueScope, type Rendered, renderSignIn } from './scope.ts';

/** Why there are no rows. */
type Reason = 'loading' | 'offline' | 'signed-out' | 'no-match' | 'done' | 'empty';

/** Why no row is shown; `null` where there are rows. */
export function reasonOf({ list, typed, state }: QueueController): Reason | null {
  if (!list || list.items.length > 0) return null;
  const { phase, problem } = list;
  if (phase === 'loading') return 'loading';
  if (problem) return problem === 'sign-in-required' ? 'signed-out' : 'offline';
  if (typed.trim()) return 'no-match';
  if (!list.countOf('all')) return 'empty';
  return state === 'open' ? 'done' : 'no-match';
}

/** What stands there in place of rows. */
export function renderEmpty(scope: QueueScope, reason: Reason, clear: () => void): Rendered {
  const { texts, queue } = scope;
  if (reason === 'loading') {
    return html`<div part="empty loading" class="empty" role="status" aria-busy="true">
      <span class="unseen">${texts['queue.loading']}</span>
      ${Array.from({ length: 6 }, () => html`<span class="bone"></span>`)}
    </div>`;
  }
  const failed = reason === 'offline' || reason === 'signed-out';
  const hint = texts[`queue.${reason === 'done' ? 'empty' : reason}-hint`];
  return html`<div part="empty ${reason}" class="empty" role=${failed ? 'alert' : 'status'} tabindex="-1">
    <strong>${texts[`queue.${reason === 'signed-out' ? 'sign-in' : reason}`]}</strong>
    ${hint ? html`<span class="muted">${hint}</span>` : nothing}
    ${reason === 'no-match' ? html`<button type="button" @click=${clear}>${texts['queue.clear']}</button>` : nothing}
    ${renderSignIn(scope, reason === 'signed-out' && 'sign-in-required')}
    ${failed ? html`<button part="retry" type="button" @click=${() => queue.refresh()}>${texts['retry']}</button>` : nothing}
  </div>`;
}
