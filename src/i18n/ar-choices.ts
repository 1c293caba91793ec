import type { ChoiceTexts } from './keys.ts';

/** Arabic, the part of the dialog's choices: which items, and what becomes of them. */
const ar: ChoiceTexts = {
  'choice.items': 'ما الذي يُلغى',
  'choice.all': 'الطلب بالكامل',
  'choice.some': 'بعض الأصناف فقط',
  'choice.of': '{title}: كم من {count}',
  'choice.none': 'يرجى اختيار صنف واحد على الأقل.',
  'choice.stock': 'الأصناف والقسائم',
  'choice.restock': 'إعادة الأصناف إلى المخزون',
  'choice.coupons': 'إعادة القسائم: {codes}',
};

export default ar;
