// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "choice.items": "What to cancel",
  "choice.all": "The whole order",
  "choice.of": "{title}: how many of {count}",
  "choice.none": "Please choose at least one item.",
  "choice.stock": "Items and coupons",
  "choice.restock": "Put the items back into stock",
  "choice.coupons": "Give the coupons back: {codes}",
  "choice.goes.return": "The items go back to stock.",
  "choice.goes.choose": "The items go back to stock.",
  "choice.goes.lots": "The items go back to your lots.",
  "choice.goes.keep": "Stock stays as it is.",
  "choice.fee.reset": "The marketplace’s fee of {amount} is set to zero on the bill of {month}.",
  "choice.fee.credit": "The marketplace’s fee of {amount} is credited to the invoice of {month}.",
  "choice.removal": "Pending requests to remove items end with the order.",
  "choice.inventory": "Edit the items before they go back",
  "choice.unfinished": "Please finish the steps, or choose to cancel without editing.",
  "choice.fewer": "One fewer of {title}",
  "choice.more": "One more of {title}",
} satisfies TextTable;
