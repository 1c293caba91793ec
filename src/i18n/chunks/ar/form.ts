// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "field.reason": "السبب",
  "field.choose": "اختيار السبب",
  "field.reason-optional": "السبب (اختياري)",
  "field.not-accepted": "لا يُقبل سببًا للإلغاء",
  "field.reason-required": "يُرجى اختيار سبب.",
  "field.comment": "التعليق",
  "field.comment-optional": "التعليق (اختياري)",
  "field.comment-required": "يُرجى كتابة تعليق.",
  "sending": "جارٍ الإرسال…",
  "checking": "لم يصل رد بعد. نتحقق مما إذا كان قد تم.",
  "problem.unavailable": "تعذّر الوصول إلى المتجر. لم يتغير شيء على حد علمنا. يُرجى إعادة المحاولة.",
  "problem": "لم ينجح ذلك ولم يتغير شيء. يرجى المحاولة مرة أخرى.",
  "problem.unknown-outcome": "لم نتمكن من معرفة ما إذا كانت العملية قد تمت. يُرجى مراجعة الطلب بعد بضع دقائق قبل إعادة المحاولة.",
  "problem.sign-in-required": "يُرجى تسجيل الدخول ثم إعادة المحاولة. ما كتبته لا يزال هنا.",
  "problem.not-found": "هذا الطلب غير متاح لك.",
  "problem.decision-changed": "تغيّر الوضع. يُرجى قراءة الوضع الحالي ثم التأكيد مرة أخرى.",
  "problem.stale-revision": "تغيّر الطلب في هذه الأثناء. يُرجى قراءة الوضع الحالي ثم التأكيد مرة أخرى.",
  "problem.reason-invalid": "هذا السبب غير مقبول. يُرجى اختيار سبب آخر.",
  "problem.comment-required": "يُرجى كتابة تعليق.",
  "problem.contact-required": "يجب التواصل مع المورّد أولًا.",
  "problem.in-progress": "إلغاء طلبك قيد المعالجة بالفعل.",
  "problem.rate-limited": "عدد المحاولات كبير جدًا. يُرجى الانتظار قليلًا.",
} satisfies TextTable;
