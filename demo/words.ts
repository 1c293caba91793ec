import { preferences } from './preferences.ts';

/** By language; where one is lacking the page stays English around the elements, which speak it. */
type Words = Readonly<Record<string, string>>;

/** What the shops' own pages say, by the English words that stand in them. */
export const words: Readonly<Record<string, Words>> = {
  'Skip to content': { de: 'Zum Inhalt', ar: 'انتقل إلى المحتوى' },
  Cancellations: { de: 'Stornierungen', ar: 'الإلغاءات' },
  'Problem orders': { de: 'Problembestellungen', ar: 'طلبات بها مشكلة' },
  'Back office': { de: 'Verwaltung', ar: 'الإدارة' },
  'Open the buyer’s page in another tab': {
    de: 'Seite des Käufers in einem anderen Tab öffnen',
    ar: 'افتح صفحة المشتري في علامة تبويب أخرى',
  },
  'A problem with an order?': { de: 'Ein Problem mit einer Bestellung?', ar: 'هل هناك مشكلة في طلب؟' },
  'Enter the order’s number to report a problem, to ask for a cancellation or to cancel.': {
    de: 'Geben Sie die Bestellnummer ein, um ein Problem zu melden, eine Stornierung anzufragen oder zu stornieren.',
    ar: 'أدخل رقم الطلب للإبلاغ عن مشكلة أو لطلب الإلغاء أو للإلغاء.',
  },
  'As the buyer': { de: 'Als Käufer', ar: 'بصفتك المشتري' },
  'As the seller': { de: 'Als Verkäufer', ar: 'بصفتك البائع' },
  'As support': { de: 'Als Support', ar: 'بصفتك الدعم' },
  'For example': { de: 'Zum Beispiel', ar: 'مثلًا' },
  Shop: { de: 'Laden', ar: 'المتجر' },
  'My orders': { de: 'Meine Bestellungen', ar: 'طلباتي' },
  Help: { de: 'Hilfe', ar: 'المساعدة' },
  'Kind of shop': { de: 'Art des Shops', ar: 'نوع المتجر' },
  'For whom': { de: 'Für wen', ar: 'لمن' },
  Buyers: { de: 'Käufer', ar: 'المشترون' },
  Sellers: { de: 'Verkäufer', ar: 'البائعون' },
  'My Account': { de: 'Mein Konto', ar: 'حسابي' },
  Orders: { de: 'Bestellungen', ar: 'الطلبات' },
  Order: { de: 'Bestellung', ar: 'الطلب' },
  Placed: { de: 'Bestellt', ar: 'تم الطلب' },
  Delivery: { de: 'Lieferung', ar: 'التوصيل' },
  'Being prepared': { de: 'Wird vorbereitet', ar: 'قيد التجهيز' },
  'On its way': { de: 'Unterwegs', ar: 'في الطريق' },
  Cancelled: { de: 'Storniert', ar: 'ملغى' },
  Delivered: { de: 'Zugestellt', ar: 'تم التسليم' },
  'Items in this order': { de: 'Artikel dieser Bestellung', ar: 'منتجات هذا الطلب' },
  'Cancel order': { de: 'Bestellung stornieren', ar: 'إلغاء الطلب' },
  Summary: { de: 'Übersicht', ar: 'الملخص' },
  Items: { de: 'Artikel', ar: 'المنتجات' },
  Shipping: { de: 'Versand', ar: 'الشحن' },
  Free: { de: 'Kostenlos', ar: 'مجاني' },
  Total: { de: 'Gesamt', ar: 'الإجمالي' },
  'Paid by card ending in 4242': { de: 'Bezahlt mit Karte, Endziffern 4242', ar: 'دُفع ببطاقة تنتهي بالأرقام 4242' },
  'Deliver to': { de: 'Lieferadresse', ar: 'عنوان التوصيل' },
  'Sold by': { de: 'Verkauft von', ar: 'البائع' },
  'Write to the seller': { de: 'Verkäufer anschreiben', ar: 'راسل البائع' },
  'Contact the supplier': { de: 'Lieferanten kontaktieren', ar: 'تواصل مع المورّد' },
  'Call the shop': { de: 'Laden anrufen', ar: 'اتصل بالمتجر' },
  'Write to the seller to cancel': {
    de: 'Zum Stornieren den Verkäufer anschreiben',
    ar: 'راسل البائع لإلغاء الطلب',
  },
  'Contact the supplier to cancel': {
    de: 'Zum Stornieren den Lieferanten kontaktieren',
    ar: 'تواصل مع المورّد لإلغاء الطلب',
  },
  'Call the shop to cancel': { de: 'Zum Stornieren den Laden anrufen', ar: 'اتصل بالمتجر لإلغاء الطلب' },
  'You can cancel on your own in the first three hours. After that the seller decides.': {
    de: 'In den ersten drei Stunden können Sie selbst stornieren. Danach entscheidet der Verkäufer.',
    ar: 'يمكنك الإلغاء بنفسك خلال الساعات الثلاث الأولى. بعد ذلك يقرر البائع.',
  },
  'A cancellation needs a reason that the terms name, and a comment. The seller decides.': {
    de: 'Eine Stornierung braucht einen Grund, den die Bedingungen nennen, und einen Kommentar. Der Verkäufer entscheidet.',
    ar: 'يحتاج الإلغاء إلى سبب تنص عليه الشروط وإلى تعليق. القرار للبائع.',
  },
  'Cancel as early as you can. Once your items are being prepared, contact the supplier first.': {
    de: 'Stornieren Sie so früh wie möglich. Sobald Ihre Artikel vorbereitet werden, kontaktieren Sie zuerst den Lieferanten.',
    ar: 'ألغِ الطلب في أقرب وقت ممكن. إذا بدأ تجهيز منتجاتك فتواصل مع المورّد أولًا.',
  },
  'Until it is shipped you can ask us to cancel. We answer on the same day.': {
    de: 'Bis zum Versand können Sie uns um die Stornierung bitten. Wir antworten am selben Tag.',
    ar: 'يمكنك أن تطلب منا الإلغاء قبل الشحن. نجيب في اليوم نفسه.',
  },
  'What is not shipped yet can be cancelled, item by item.': {
    de: 'Was noch nicht versandt ist, kann Artikel für Artikel storniert werden.',
    ar: 'ما لم يُشحن بعد يمكن إلغاؤه منتجًا منتجًا.',
  },
  'Paid by card and gift card': { de: 'Bezahlt mit Karte und Geschenkkarte', ar: 'دُفع ببطاقة وببطاقة هدية' },
  'Partly shipped': { de: 'Teilweise versandt', ar: 'شُحن جزئيًا' },
  'The order as it is': { de: 'Die Bestellung, wie sie ist', ar: 'الطلب كما هو' },
  'Parcels, hundreds of lines, items made to order, two sellers, deposits: each order shows one, and its button works.':
    {
      de: 'Pakete, Hunderte Positionen, Maßanfertigungen, zwei Verkäufer, Anzahlungen: Jede Bestellung zeigt eines, und ihre Schaltfläche funktioniert.',
      ar: 'طرود ومئات البنود ومنتجات تُصنع حسب الطلب وبائعان ودفعات مقدمة: يعرض كل طلب واحدًا منها، وزرّه يعمل.',
    },
  'Every other status of this system': {
    de: 'Jeder andere Status dieses Systems',
    ar: 'كل الحالات الأخرى في هذا النظام',
  },
  'Each order shows one situation, and its button works.': {
    de: 'Jede Bestellung zeigt eine Lage, und ihre Schaltfläche funktioniert.',
    ar: 'يعرض كل طلب حالة واحدة، وزرّه يعمل.',
  },
  'The seller’s page': { de: 'Die Seite des Verkäufers', ar: 'صفحة البائع' },
  'The same orders as the store sees them: signed in as the seller, with the seller’s rules and reasons.': {
    de: 'Dieselben Bestellungen, wie das Geschäft sie sieht: als Verkäufer angemeldet, mit dessen Regeln und Gründen.',
    ar: 'الطلبات نفسها كما يراها المتجر: بحساب البائع وقواعده وأسبابه.',
  },
  'The same orders as the merchant sees them: signed in as the seller, with the seller’s rules and reasons.': {
    de: 'Dieselben Bestellungen, wie der Händler sie sieht: als Verkäufer angemeldet, mit dessen Regeln und Gründen.',
    ar: 'الطلبات نفسها كما يراها التاجر: بحساب البائع وقواعده وأسبابه.',
  },
  'Your last 50 orders. What can still be cancelled has a button.': {
    de: 'Ihre letzten 50 Bestellungen. Was noch storniert werden kann, hat eine Schaltfläche.',
    ar: 'آخر 50 طلبًا لك. ما يمكن إلغاؤه بعدُ له زر.',
  },
  'A demonstration: no shop, order or person here is real.': {
    de: 'Eine Vorführung: kein Laden, keine Bestellung und keine Person hier ist echt.',
    ar: 'هذا عرض تجريبي: لا متجر ولا طلب ولا شخص هنا حقيقي.',
  },
};

const english = new WeakMap<Element, string>();

/** English words of {@link words} in the chosen language. */
export function say(text: string): string {
  const { language } = preferences;
  return language === 'en' ? text : (words[text]?.[language] ?? text);
}

/** Says the page in the chosen language: what is marked `data-t`, and amounts marked `data-money` (minor units). */
export function translatePage(): void {
  const { language } = preferences;
  for (const place of document.querySelectorAll('[data-t]')) {
    const original = english.get(place) ?? place.textContent.trim();
    english.set(place, original);
    place.textContent = say(original);
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-money]')) {
    const [amount, currency] = (place.dataset.money ?? '').split(' ');
    const format = new Intl.NumberFormat(language, { style: 'currency', currency: currency ?? 'EUR' });
    const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
    place.textContent = format.format(Number(amount) / 10 ** digits);
  }
}
