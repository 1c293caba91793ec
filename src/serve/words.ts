/** What the sample shop's own pages say; the elements bring their words. `{…}` is filled in. */
const en = {
  shop: 'Sample shop',
  'sign-in': 'Sign in',
  'sign-out': 'Sign out',
  whose: 'Whose side do you want to see? There is no password: this is a sample.',
  ada: 'buyer',
  'second-row': 'seller of second-hand clothes',
  kawabe: 'seller of tea ware',
  support: 'for the platform',
  'my-orders': 'My orders',
  'back-office': 'Back office',
  orders: 'Orders',
  'all-orders': 'All orders',
  'to-orders': 'To the orders',
  order: 'Order {number}',
  'sold-by': 'sold by {seller}',
  sent: 'Sent',
  send: 'Mark as sent',
  languages: 'Language',
  'not-found': 'Not found',
  'no-order': 'There is no such order.',
  nothing: 'There is nothing here.',
  'not-sent': 'Not sent',
  'cannot-send': 'The order cannot be sent any more: it was cancelled or changed.',
  wrong: 'Something went wrong',
  'try-again': 'Please try again in a moment.',
};

export type Word = keyof typeof en;

const de: Record<Word, string> = {
  shop: 'Beispielladen',
  'sign-in': 'Anmelden',
  'sign-out': 'Abmelden',
  whose: 'Wessen Sicht möchten Sie sehen? Ein Passwort gibt es nicht: Dies ist ein Beispiel.',
  ada: 'Käuferin',
  'second-row': 'verkauft Kleidung aus zweiter Hand',
  kawabe: 'verkauft Teegeschirr',
  support: 'für die Plattform',
  'my-orders': 'Meine Bestellungen',
  'back-office': 'Verwaltung',
  orders: 'Bestellungen',
  'all-orders': 'Alle Bestellungen',
  'to-orders': 'Zu den Bestellungen',
  order: 'Bestellung {number}',
  'sold-by': 'verkauft von {seller}',
  sent: 'Versendet',
  send: 'Als versendet markieren',
  languages: 'Sprache',
  'not-found': 'Nicht gefunden',
  'no-order': 'Diese Bestellung gibt es nicht.',
  nothing: 'Hier ist nichts.',
  'not-sent': 'Nicht versendet',
  'cannot-send': 'Die Bestellung kann nicht mehr versendet werden: Sie wurde storniert oder geändert.',
  wrong: 'Etwas ist schiefgegangen',
  'try-again': 'Bitte versuchen Sie es gleich noch einmal.',
};

const ar: Record<Word, string> = {
  shop: 'متجر نموذجي',
  'sign-in': 'تسجيل الدخول',
  'sign-out': 'تسجيل الخروج',
  whose: 'من أي جانب تريد أن ترى المتجر؟ لا توجد كلمة مرور: هذا مجرد نموذج.',
  ada: 'مشترية',
  'second-row': 'بائع ملابس مستعملة',
  kawabe: 'بائع أدوات شاي',
  support: 'من طرف المنصة',
  'my-orders': 'طلباتي',
  'back-office': 'الإدارة',
  orders: 'الطلبات',
  'all-orders': 'كل الطلبات',
  'to-orders': 'إلى الطلبات',
  order: 'الطلب {number}',
  'sold-by': 'البائع: {seller}',
  sent: 'تم الإرسال',
  send: 'وضع علامة «تم الإرسال»',
  languages: 'اللغة',
  'not-found': 'غير موجود',
  'no-order': 'لا يوجد طلب كهذا.',
  nothing: 'لا يوجد شيء هنا.',
  'not-sent': 'لم يُرسل',
  'cannot-send': 'لم يعد من الممكن إرسال الطلب: فقد أُلغي أو تغيّر.',
  wrong: 'حدث خطأ ما',
  'try-again': 'يرجى المحاولة مرة أخرى بعد لحظات.',
};

/** By language: its words, its own name, and how it runs. */
export const tongues = {
  en: { words: en, name: 'English', dir: 'ltr' },
  de: { words: de, name: 'Deutsch', dir: 'ltr' },
  ar: { words: ar, name: 'العربية', dir: 'rtl' },
} as const;

export type Tongue = keyof typeof tongues;

export const languages = Object.keys(tongues) as Tongue[];
