// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "choice.items": "ما الذي يُلغى",
  "choice.all": "الطلب كاملًا",
  "choice.of": "{title}: كم من {count}",
  "choice.none": "يرجى اختيار صنف واحد على الأقل.",
  "choice.stock": "الأصناف والقسائم",
  "choice.restock": "إعادة الأصناف إلى المخزون",
  "choice.coupons": "إعادة القسائم: {codes}",
  "choice.goes.return": "تعود الأصناف إلى المخزون.",
  "choice.goes.choose": "تعود الأصناف إلى المخزون.",
  "choice.goes.lots": "تعود الأصناف إلى مجموعاتك.",
  "choice.goes.keep": "يبقى المخزون كما هو.",
  "choice.fee.reset": "تُصفَّر رسوم السوق البالغة {amount} في فاتورة {month}.",
  "choice.fee.credit": "تُقيَّد رسوم السوق البالغة {amount} في فاتورة {month}.",
  "choice.removal": "تنتهي طلبات إزالة الأصناف المعلقة مع الطلب.",
  "choice.inventory": "تعديل الأصناف قبل إعادتها",
  "choice.unfinished": "يرجى إكمال الخطوات أو اختيار الإلغاء دون تعديل.",
  "choice.fewer": "{title}: أقل بواحد",
  "choice.more": "{title}: أكثر بواحد",
} satisfies TextTable;
