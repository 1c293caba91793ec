import { define } from '../shared/define-element.ts';
import { CancelPolicyElement } from './cancel-policy.ts';

define('cancel-policy', CancelPolicyElement);

declare global {
  interface HTMLElementTagNameMap {
    'cancel-policy': CancelPolicyElement;
  }
}
