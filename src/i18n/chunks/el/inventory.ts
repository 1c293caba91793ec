// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Βήμα {step} από {count}",
  "inventory.options": "Επιλογές συγχώνευσης",
  "inventory.edit": "Επεξεργασία προϊόντων",
  "inventory.verify": "Έλεγχος προϊόντων",
  "inventory.upload": "Μεταφορά προϊόντων στο απόθεμα και ακύρωση παραγγελίας",
  "inventory.one-step": "Ακύρωση χωρίς επεξεργασία",
  "inventory.one-step-hint": "Τα προϊόντα συγχωνεύονται με τις παρτίδες σας· οι παρτίδες διατηρούν τα παλιά στοιχεία τους.",
  "inventory.action": "Τι θα γίνει με αυτό",
  "inventory.consolidate": "Συγχώνευση με την παρτίδα του ίδιου προϊόντος",
  "inventory.new-lot": "Δημιουργία νέας παρτίδας",
  "inventory.delete": "Διαγραφή: δεν επιστρέφει",
  "inventory.values": "Στοιχεία της συγχωνευμένης παρτίδας",
  "inventory.old": "Διατήρηση των παλιών στοιχείων της παρτίδας",
  "inventory.new": "Χρήση των στοιχείων του προϊόντος",
  "inventory.quantity": "Ποσότητα (το πολύ {count})",
  "inventory.price": "Τιμή μονάδας",
  "inventory.description": "Περιγραφή",
  "inventory.condition": "Κατάσταση",
  "inventory.next": "Επόμενο",
  "inventory.back": "Πίσω",
  "inventory.bad-quantity": "Γράψτε έναν ακέραιο αριθμό από 1 έως {count}.",
  "inventory.bad-price": "Γράψτε μια τιμή όπως {amount}.",
  "inventory.ready": "Αυτά τα προϊόντα επιστρέφουν μόλις επιβεβαιώσετε.",
  "inventory.none": "Κανένα προϊόν δεν επιστρέφει.",
} satisfies TextTable;
