// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Step {step} of {count}",
  "inventory.options": "Select Consolidation Options",
  "inventory.edit": "Edit Items",
  "inventory.verify": "Verify Items",
  "inventory.upload": "Upload Items to Inventory and Cancel Order",
  "inventory.one-step": "Cancel without editing",
  "inventory.one-step-hint": "Items are consolidated with your lots; the lots keep their old values.",
  "inventory.action": "What becomes of it",
  "inventory.consolidate": "Consolidate with the lot of the same item",
  "inventory.new-lot": "Make a new lot",
  "inventory.delete": "Delete: it does not go back",
  "inventory.values": "Values of the consolidated lot",
  "inventory.old": "Keep the lot’s old values",
  "inventory.new": "Take the item’s values",
  "inventory.quantity": "Quantity (at most {count})",
  "inventory.price": "Unit price",
  "inventory.description": "Description",
  "inventory.condition": "Condition",
  "inventory.next": "Next",
  "inventory.back": "Back",
  "inventory.bad-quantity": "Please enter a whole number from 1 to {count}.",
  "inventory.bad-price": "Please enter a price such as {amount}.",
  "inventory.ready": "These items go back when you confirm.",
  "inventory.none": "No item goes back.",
} satisfies TextTable;
