import type { WithdrawalFlow } from '../../controllers/withdrawal-flow.ts';
import type { LawTexts } from '../../i18n/withdrawal/law-texts.ts';

/** What each part of the dialog is rendered with. */
export interface WithdrawalScope {
  flow: WithdrawalFlow;
  law: LawTexts;
  confirm(): void;
  close(): void;
}

/** The same for the receipt, with where its file is to be had. */
export interface ReceiptScope extends WithdrawalScope {
  file: { name: string; url: string };
}
