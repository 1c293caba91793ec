// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "phase": "حالة غير معروفة",
  "phase.open": "مفتوح",
  "phase.requested": "طُلب الإلغاء",
  "phase.cancelling": "قيد الإلغاء",
  "phase.cancelled": "مُلغى",
  "phase.shipped": "تم الشحن",
  "phase.delivered": "تم التسليم",
  "do.escalate": "طلب تدخل فريق الدعم",
  "do.resolve": "تسجيل القرار",
  "do.dispute": "فتح نزاع",
  "do.mediate": "طلب الوساطة",
  "do.complain": "تقديم شكوى",
  "do.arbitrate": "طلب التحكيم",
  "do.abandon": "التخلي عن الإلغاء",
} satisfies TextTable;
