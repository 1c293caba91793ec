import type { LookupTexts } from './keys.ts';

/** Arabic: finding an order by its number, and its alerts. */
const ar: LookupTexts = {
  'lookup.label': 'رقم الطلب',
  'lookup.find': 'البحث عن الطلب',
  'lookup.searching': 'جارٍ البحث عن الطلب…',
  'lookup.required': 'يرجى إدخال رقم الطلب.',
  'lookup.none': 'لا يوجد بين طلباتك طلب بالرقم {number}. يرجى التحقق منه.',
  'lookup.sign-in-required': 'يرجى تسجيل الدخول للبحث في طلباتك.',
  'lookup.sign-in': 'تسجيل الدخول',
  'lookup.failed': 'تعذر البحث عن الطلب. يرجى المحاولة مرة أخرى.',
  'lookup.order': 'الطلب {number}',
  'lookup.placed': 'تاريخ الطلب {time} · {total}',
  alerts: 'هل توجد مشكلة في هذا الطلب؟',
  'alert.NPB': 'بلاغ: لم يدفع المشتري',
  'alert.NRS': 'بلاغ: البائع لا يجيب',
  'alert.NSS': 'بلاغ: لم يصل أو ناقص أو مخالف للوصف',
  alert: 'بلاغ',
  'alert.since': 'قُدم {time}',
  'alert.responded': 'أُجيب عنه {time}',
  'alert.penalty': 'قُبلت العقوبة {time}',
  'file.NPB': 'الإبلاغ عن عدم دفع المشتري',
  'file.NRS': 'الإبلاغ عن عدم رد البائع',
  'file.NSS': 'الإبلاغ عن عدم وصول الأصناف كما وُصفت',
  file: 'الإبلاغ عن مشكلة',
  'file.from': 'ممكن ابتداءً من {time}',
  respond: 'لقد أجبت',
  'accept-penalty': 'قبول العقوبة',
  lift: 'رفع البلاغ',
  'alert.sending': 'جارٍ الإرسال…',
  'alert.problem': 'لم ينجح ذلك. يرجى الاطلاع على الحالة الراهنة والمحاولة مرة أخرى.',
};

export default ar;
