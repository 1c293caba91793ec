import { define } from '../shared/define-element.ts';
import { ContractWithdrawal } from './contract-withdrawal.ts';

export type {} from '../../events/event-map.ts';

define('contract-withdrawal', ContractWithdrawal);

declare global {
  interface HTMLElementTagNameMap {
    'contract-withdrawal': ContractWithdrawal;
  }
}
