import { define } from '../shared/define-element.ts';
import { ContractWithdrawal } from './contract-withdrawal.ts';

export type {} from '../../events/event-map.ts';

define('contract-withdrawal', ContractWithdrawal);

/** Loads what it shows where the page has a language, before it is there. Rejects where that is missing. */
export function prepare(language: string): Promise<void> {
  const element = document.createElement('contract-withdrawal');
  element.lang = language;
  return element.prepare();
}

declare global {
  interface HTMLElementTagNameMap {
    'contract-withdrawal': ContractWithdrawal;
  }
}
