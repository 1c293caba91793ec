// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "שלב {step} מתוך {count}",
  "inventory.options": "בחירת אפשרויות איחוד",
  "inventory.edit": "עריכת פריטים",
  "inventory.verify": "אימות פריטים",
  "inventory.upload": "העלאת הפריטים למלאי וביטול ההזמנה",
  "inventory.one-step": "ביטול בלי עריכה",
  "inventory.one-step-hint": "הפריטים מתאחדים עם האצוות שלכם; האצוות שומרות על ערכיהן הקודמים.",
  "inventory.action": "מה קורה איתו",
  "inventory.consolidate": "איחוד עם האצווה של אותו פריט",
  "inventory.new-lot": "יצירת אצווה חדשה",
  "inventory.delete": "מחיקה: לא חוזר למלאי",
  "inventory.values": "הערכים של האצווה המאוחדת",
  "inventory.old": "שמירת הערכים הקודמים של האצווה",
  "inventory.new": "שימוש בערכי הפריט",
  "inventory.quantity": "כמות ({count} לכל היותר)",
  "inventory.price": "מחיר ליחידה",
  "inventory.description": "תיאור",
  "inventory.condition": "מצב",
  "inventory.next": "הבא",
  "inventory.back": "חזרה",
  "inventory.bad-quantity": "יש להזין מספר שלם מ-1 עד {count}.",
  "inventory.bad-price": "יש להזין מחיר כגון ⁨{amount}⁩.",
  "inventory.ready": "פריטים אלה חוזרים למלאי עם האישור שלכם.",
  "inventory.none": "אף פריט אינו חוזר.",
} satisfies TextTable;
