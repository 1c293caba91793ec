// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "الخطوة {step} من {count}",
  "inventory.options": "اختيار طريقة الدمج",
  "inventory.edit": "تعديل المنتجات",
  "inventory.verify": "مراجعة المنتجات",
  "inventory.upload": "إعادة المنتجات إلى المخزون وإلغاء الطلب",
  "inventory.one-step": "الإلغاء دون تعديل",
  "inventory.one-step-hint": "تُدمج المنتجات مع دفعاتك، وتحتفظ الدفعات بقيمها السابقة.",
  "inventory.action": "ما يحدث للمنتج",
  "inventory.consolidate": "دمج مع دفعة المنتج نفسه",
  "inventory.new-lot": "إنشاء دفعة جديدة",
  "inventory.delete": "حذف: لا يعود إلى المخزون",
  "inventory.values": "قيم الدفعة بعد الدمج",
  "inventory.old": "الاحتفاظ بقيم الدفعة السابقة",
  "inventory.new": "اعتماد قيم المنتج",
  "inventory.quantity": "الكمية (⁨{count}⁩ على الأكثر)",
  "inventory.price": "سعر الوحدة",
  "inventory.description": "الوصف",
  "inventory.condition": "الحالة",
  "inventory.next": "التالي",
  "inventory.back": "السابق",
  "inventory.bad-quantity": "يُرجى إدخال عدد صحيح من 1 إلى {count}.",
  "inventory.bad-price": "يُرجى إدخال سعر مثل ⁨{amount}⁩.",
  "inventory.ready": "تعود هذه الأصناف عند التأكيد.",
  "inventory.none": "لا يعود أي منتج إلى المخزون.",
} satisfies TextTable;
