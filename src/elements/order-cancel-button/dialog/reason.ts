import { html, nothing } from 'lit';
import { maxComment } from '../../../controllers/limits.ts';
import type { CancelPolicy } from '../../../domain/policy.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** Why somebody cancels: a reason from the policy's list, and a comment. */
export function renderReason(scope: DialogScope): Rendered {
  return html`${renderChoice(scope)}${renderComment(scope)}`;
}

function renderChoice({ texts, flow, say, controller }: DialogScope): Rendered {
  const { reasons, reasonDemand, pointedOut, obstacle } = flow;
  if (reasonDemand === 'none' || reasons.length === 0) return nothing;
  const valid = reasons.filter((choice) => choice.valid !== false);
  const invalid = reasons.filter((choice) => choice.valid === false);
  const note =
    obstacle === 'reason-invalid'
      ? say('invalid', ownInvalid(controller.policy, flow.reason))
      : obstacle === 'reason' && pointedOut
        ? texts['field.reason-required']
        : '';
  const option = ({ code }: { code: string }) =>
    html`<option value=${code} ?selected=${flow.reason === code}>${say('reason', code)}</option>`;
  return html`<div class="field">
    <label for="reason">${texts[reasonDemand === 'required' ? 'field.reason' : 'field.reason-optional']}</label>
    <select
      id="reason"
      part="reason"
      aria-required=${reasonDemand === 'required'}
      aria-invalid=${note !== ''}
      aria-describedby="reason-note"
      ?disabled=${flow.sending}
      @change=${(event: Event) => flow.enter({ reason: (event.target as HTMLSelectElement).value })}
    >
      <option value="" ?selected=${!flow.reason}>${texts['field.choose']}</option>
      ${valid.map(option)}
      ${
        invalid.length > 0
          ? html`<optgroup label=${texts['field.not-accepted'] ?? ''}>${invalid.map(option)}</optgroup>`
          : nothing
      }
    </select>
    <p id="reason-note" class="problem" role="status">${note}</p>
  </div>`;
}

function renderComment({ texts, flow }: DialogScope): Rendered {
  const { commentDemand, pointedOut, obstacle } = flow;
  if (commentDemand === 'none') return nothing;
  const lacks = obstacle === 'comment' && pointedOut;
  const count = flow.comment.trim().length;
  const tooLong = count > maxComment ? fill(texts['too-long'], { count, limit: maxComment }) : '';
  return html`<div class="field">
    <label for="comment">${texts[commentDemand === 'required' ? 'field.comment' : 'field.comment-optional']}</label>
    <textarea
      id="comment"
      part="comment"
      rows="3"
      dir="auto"
      aria-required=${commentDemand === 'required'}
      aria-invalid=${lacks || tooLong !== ''}
      aria-describedby="comment-note"
      ?readonly=${flow.sending}
      .value=${flow.comment}
      @input=${(event: Event) => flow.enter({ comment: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    <p id="comment-note" class="problem" role="status">${lacks ? texts['field.comment-required'] : tooLong}</p>
  </div>`;
}

/** A policy words its own invalid reason under `<code>-invalid`. */
function ownInvalid(policy: CancelPolicy | null | undefined, code: string): string {
  const { messages } = policy ?? {};
  const own = `${code}-invalid`;
  return messages && Object.values(messages).some((table) => own in table) ? own : code;
}
