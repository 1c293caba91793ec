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
  hr: ['Učitavanje nije uspjelo. Odustati možete i e-poštom ili pismom.', 'Pokušaj ponovno'],
  hu: ['A betöltés nem sikerült. E-mailben vagy levélben is elállhat.', 'Próbálja újra'],
  it: ['Il caricamento non è riuscito. Può recedere anche per e-mail o per lettera.', 'Riprova'],
  lt: ['Įkelti nepavyko. Atsisakyti galite ir el. paštu ar laišku.', 'Bandyti dar kartą'],
  lv: ['Ielādēt neizdevās. Atteikties varat arī pa e-pastu vai ar vēstuli.', 'Mēģināt vēlreiz'],
  mt: ['Ma setax jitgħabba. Tista’ tirtira wkoll b’email jew b’ittra.', 'Erġa’ pprova'],
  nl: ['Laden is niet gelukt. U kunt ook per e-mail of brief herroepen.', 'Opnieuw proberen'],
  pl: ['Nie udało się wczytać. Odstąpić można także e-mailem lub listem.', 'Spróbuj ponownie'],
  pt: ['Não foi possível carregar. Também se pode retratar por correio eletrónico ou por carta.', 'Tentar de novo'],
  ro: ['Încărcarea nu a reușit. Vă puteți retrage și prin e-mail ori scrisoare.', 'Încercați din nou'],
  sk: ['Načítanie sa nepodarilo. Odstúpiť môžete aj e-mailom či listom.', 'Skúsiť znova'],
  sl: ['Nalaganje ni uspelo. Odstopite lahko tudi po e-pošti ali s pismom.', 'Poskusi znova'],
  sv: ['Det gick inte att ladda. Du kan också frånträda avtalet med e-post eller brev.', 'Försök igen'],
};

export default new Map(Object.entries(words));
