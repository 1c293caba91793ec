import type { Actor } from '../../domain/records.ts';
import { loadPart } from '../../load-part.ts';
import { type View, ViewElement } from '../shared/view-element.ts';

/**
 * The shop's help page about cancelling, made of its rules: what is possible by status and time, every case there is, refunds,
 * reasons, what happens next. It cannot say anything else than what the button does.
 *
 * @summary What a policy says, in words.
 * @tagname cancel-policy
 * @attr {number} heading-level - Level of the first heading; those within follow. Default 2.
 * @slot - Fallback, shown until the page is made, and where there is no policy.
 * @csspart page - All of it.
 * @csspart title - Its heading.
 * @csspart section - Sentences under a heading; also carries which.
 * @csspart table - What is possible, by status and time.
 * @csspart answer - What is possible in one of its cells; also carries the outcome.
 * @csspart picture - The same as a picture.
 * @csspart cases - The cases of one status and time.
 * @csspart usual - The usual one of them.
 * @csspart problem - That there are no rules to show.
 * @cssproperty --oc-success - Tone of what can be cancelled at once.
 * @cssproperty --oc-pending - Tone of what can be asked for.
 * @cssproperty --oc-accent - Tone of what can be sent back.
 * @cssproperty --oc-danger - Tone of what is not possible.
 * @cssproperty --oc-neutral - Tone of what the shop looks into.
 * @cssproperty --oc-font - Font family.
 * @cssproperty --oc-border - Colour of lines.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class CancelPolicyElement extends ViewElement {
  static override properties = { actor: {} };

  /** Whom it speaks to. Default `buyer`. */
  declare actor: Actor | undefined;

  protected override async load(): Promise<View> {
    // Few pages of a shop show it, and each registers every element: this is its shell.
    return new (await loadPart(() => import('./policy-view.ts'), 'PolicyView')).PolicyView(this);
  }
}
