type Words = readonly [lacking: string, retry: string];

/**
 * What is said where the withdrawal could not be loaded, and the label of another try, by language. In a file of its own, whose
 * name no release changes: it may be there where the rest is gone. Unreviewed translations.
 */
const words: Readonly<Record<string, Words>> = {
  ar: ['تعذّر التحميل. يمكنك الانسحاب أيضًا بالبريد الإلكتروني أو برسالة.', 'إعادة المحاولة'],
  bg: ['Зареждането не успя. Можете да се откажете и по електронна поща или с писмо.', 'Опитайте отново'],
  cs: ['Načtení se nezdařilo. Odstoupit můžete také e-mailem či dopisem.', 'Zkusit znovu'],
  da: ['Indlæsningen mislykkedes. Du kan også fortryde med e-mail eller brev.', 'Prøv igen'],
  de: ['Das Laden ist fehlgeschlagen. Sie können auch per E-Mail oder Brief widerrufen.', 'Erneut versuchen'],
  el: ['Η φόρτωση απέτυχε. Μπορείτε να υπαναχωρήσετε και με ηλεκτρονικό ταχυδρομείο ή επιστολή.', 'Δοκιμάστε ξανά'],
  es: ['No se ha podido cargar. También puede desistir por correo electrónico o postal.', 'Intentar de nuevo'],
  et: ['Laadimine ebaõnnestus. Taganeda saate ka e-kirja või kirjaga.', 'Proovi uuesti'],
  fi: ['Lataus ei onnistunut. Voit peruuttaa myös sähköpostilla tai kirjeellä.', 'Yritä uudelleen'],
  fr: ['Le chargement a échoué. Vous pouvez aussi vous rétracter par e-mail ou par courrier.', 'Réessayer'],
  ga: ['Theip ar an lódáil. Is féidir leat tarraingt siar le ríomhphost nó le litir freisin.', 'Bain triail eile as'],
  he: ['הטעינה נכשלה. אפשר לסגת מהחוזה גם בדוא״ל או במכתב.', 'ניסיון נוסף'],
  hi: ['लोड नहीं हो सका। आप ईमेल या पत्र से भी अनुबंध से हट सकते हैं।', 'फिर कोशिश करें'],
  hr: ['Učitavanje nije uspjelo. Odustati možete i e-poštom ili pismom.', 'Pokušaj ponovno'],
  hu: ['A betöltés nem sikerült. E-mailben vagy levélben is elállhat.', 'Próbálja újra'],
  id: ['Gagal memuat. Anda juga dapat menarik diri dari kontrak lewat email atau surat.', 'Coba lagi'],
  it: ['Il caricamento non è riuscito. Può recedere anche per e-mail o per lettera.', 'Riprova'],
  ja: ['読み込めませんでした。契約の撤回はメールまたは郵便でも行えます。', '再試行'],
  ko: ['불러오지 못했습니다. 이메일이나 우편으로도 철회하실 수 있습니다.', '다시 시도'],
  lt: ['Įkelti nepavyko. Atsisakyti galite ir el. paštu ar laišku.', 'Bandyti dar kartą'],
  lv: ['Ielādēt neizdevās. Atteikties varat arī pa e-pastu vai ar vēstuli.', 'Mēģināt vēlreiz'],
  mt: ['Ma setax jitgħabba. Tista’ tirtira wkoll b’email jew b’ittra.', 'Erġa’ pprova'],
  nb: ['Kunne ikke laste inn. Du kan også bruke angreretten med e-post eller brev.', 'Prøv igjen'],
  nl: ['Laden is niet gelukt. U kunt ook per e-mail of brief herroepen.', 'Opnieuw proberen'],
  pl: ['Nie udało się wczytać. Odstąpić można także e-mailem lub listem.', 'Spróbuj ponownie'],
  pt: ['Não foi possível carregar. Também se pode retratar por correio eletrónico ou por carta.', 'Tentar de novo'],
  ro: ['Încărcarea nu a reușit. Vă puteți retrage și prin e-mail ori scrisoare.', 'Încercați din nou'],
  sk: ['Načítanie sa nepodarilo. Odstúpiť môžete aj e-mailom či listom.', 'Skúsiť znova'],
  sl: ['Nalaganje ni uspelo. Odstopite lahko tudi po e-pošti ali s pismom.', 'Poskusi znova'],
  sv: ['Det gick inte att ladda. Du kan också frånträda avtalet med e-post eller brev.', 'Försök igen'],
  th: ['โหลดไม่สำเร็จ คุณบอกเลิกสัญญาทางอีเมลหรือจดหมายได้เช่นกัน', 'ลองอีกครั้ง'],
  tr: ['Yüklenemedi. Cayma hakkınızı e-posta veya mektupla da kullanabilirsiniz.', 'Tekrar dene'],
  uk: [
    'Не вдалося завантажити. Відмовитися від договору можна також електронною поштою або листом.',
    'Спробувати ще раз',
  ],
  vi: ['Không tải được. Bạn cũng có thể rút khỏi hợp đồng qua email hoặc thư.', 'Thử lại'],
  'zh-hans': ['加载失败。您也可以通过电子邮件或信函撤回合同。', '重试'],
  'zh-hant': ['無法載入。您也可以用電子郵件或信函解除契約。', '再試一次'],
};

const table = new Map(Object.entries(words));

/** Says them in the language of a tag, where there are any: it may be one of the other names for a language or a script. */
export default function sayIn(tag: string, say: (lang: string, lacking: string, retry: string) => void): void {
  const lower = tag.toLowerCase().replaceAll('_', '-');
  const isTraditional = /^zh-(?!.*hans).*(?:hant|tw|hk|mo)\b/.test(lower);
  const [language = ''] = lower.split('-');
  const otherNames = new Map([
    ['zh', isTraditional ? 'zh-hant' : 'zh-hans'],
    ['no', 'nb'],
    ['nn', 'nb'],
    ['iw', 'he'],
    ['in', 'id'],
  ]);
  const own = table.get(otherNames.get(language) ?? language);
  if (own) say(tag, ...own);
}
