/** What a shop tells of the right of withdrawal before the contract, in one language (EU-10), and the words of the form (EU-1). */
export interface InformationWords {
  /** That the function exists, and where; what follows when it is used. */
  information: string;
  title: string;
  note: string;
  to: string;
  notice: string;
  ordered: string;
  received: string;
  name: string;
  address: string;
  signature: string;
  date: string;
}

/**
 * By language, the 24 of the Union: our own words after Annex I of Directive 2011/83/EU, not the words of its models, and
 * `unreviewed` by speakers of them. Who is held to the models takes those of the act.
 */
export const informationSource = 'unreviewed';

export const informationWords: Record<string, InformationWords> = {
  bg: {
    information:
      'Можете да упражните правото си на отказ и онлайн: {where}. Ако използвате тази функция, веднага ще Ви изпратим на траен носител, например по електронна поща, потвърждение за получаването със съдържанието, датата и часа.',
    title: 'Формуляр за отказ',
    note: 'Попълнете и изпратете този формуляр само ако желаете да се откажете от договора.',
    to: 'До',
    notice: 'С настоящото уведомявам, че се отказвам от договора за следните стоки или услуги',
    ordered: 'Поръчано на',
    received: 'Получено на',
    name: 'Име на потребителя',
    address: 'Адрес на потребителя',
    signature: 'Подпис на потребителя (само на хартия)',
    date: 'Дата',
  },
  cs: {
    information:
      'Právo na odstoupení od smlouvy můžete uplatnit také online: {where}. Využijete-li tuto funkci, neprodleně Vám na trvalém nosiči, například e-mailem, potvrdíme přijetí s obsahem, datem a časem.',
    title: 'Formulář pro odstoupení od smlouvy',
    note: 'Tento formulář vyplňte a pošlete zpět, jen pokud chcete od smlouvy odstoupit.',
    to: 'Komu',
    notice: 'Oznamuji, že tímto odstupuji od smlouvy o nákupu tohoto zboží nebo o poskytnutí těchto služeb',
    ordered: 'Datum objednání',
    received: 'Datum obdržení',
    name: 'Jméno spotřebitele',
    address: 'Adresa spotřebitele',
    signature: 'Podpis spotřebitele (pouze v listinné podobě)',
    date: 'Datum',
  },
  da: {
    information:
      'Du kan også udøve din fortrydelsesret online: {where}. Bruger du denne funktion, bekræfter vi straks modtagelsen på et varigt medium, for eksempel pr. e-mail, med indhold, dato og klokkeslæt.',
    title: 'Fortrydelsesformular',
    note: 'Udfyld og send kun denne formular, hvis du vil fortryde aftalen.',
    to: 'Til',
    notice: 'Jeg meddeler herved, at jeg fortryder aftalen om følgende varer eller tjenesteydelser',
    ordered: 'Bestilt den',
    received: 'Modtaget den',
    name: 'Forbrugerens navn',
    address: 'Forbrugerens adresse',
    signature: 'Forbrugerens underskrift (kun på papir)',
    date: 'Dato',
  },
  de: {
    information:
      'Sie können Ihr Widerrufsrecht auch online ausüben: {where}. Nutzen Sie diese Funktion, so bestätigen wir Ihnen unverzüglich auf einem dauerhaften Datenträger, zum Beispiel per E-Mail, den Eingang mit Inhalt, Datum und Uhrzeit.',
    title: 'Widerrufsformular',
    note: 'Füllen Sie dieses Formular nur aus und senden Sie es zurück, wenn Sie den Vertrag widerrufen wollen.',
    to: 'An',
    notice:
      'Hiermit widerrufe ich den Vertrag über den Kauf der folgenden Waren oder die Erbringung der folgenden Dienstleistung',
    ordered: 'Bestellt am',
    received: 'Erhalten am',
    name: 'Name des Verbrauchers',
    address: 'Anschrift des Verbrauchers',
    signature: 'Unterschrift des Verbrauchers (nur auf Papier)',
    date: 'Datum',
  },
  el: {
    information:
      'Μπορείτε να ασκήσετε το δικαίωμα υπαναχώρησης και μέσω διαδικτύου: {where}. Αν χρησιμοποιήσετε αυτή τη λειτουργία, σας επιβεβαιώνουμε αμέσως σε σταθερό μέσο, για παράδειγμα με ηλεκτρονικό ταχυδρομείο, την παραλαβή με το περιεχόμενο, την ημερομηνία και την ώρα.',
    title: 'Έντυπο υπαναχώρησης',
    note: 'Συμπληρώστε και στείλτε το έντυπο αυτό μόνο αν θέλετε να υπαναχωρήσετε από τη σύμβαση.',
    to: 'Προς',
    notice: 'Γνωστοποιώ με την παρούσα ότι υπαναχωρώ από τη σύμβαση για τα ακόλουθα αγαθά ή υπηρεσίες',
    ordered: 'Παραγγέλθηκε στις',
    received: 'Παραλήφθηκε στις',
    name: 'Όνομα του καταναλωτή',
    address: 'Διεύθυνση του καταναλωτή',
    signature: 'Υπογραφή του καταναλωτή (μόνο σε χαρτί)',
    date: 'Ημερομηνία',
  },
  en: {
    information:
      'You can also exercise your right of withdrawal online: {where}. If you use this function, we confirm to you without delay on a durable medium, for example by e-mail, that we have received it, with its content, date and time.',
    title: 'Withdrawal form',
    note: 'Fill in and return this form only if you wish to withdraw from the contract.',
    to: 'To',
    notice: 'I hereby give notice that I withdraw from my contract for the following goods or services',
    ordered: 'Ordered on',
    received: 'Received on',
    name: 'Name of the consumer',
    address: 'Address of the consumer',
    signature: 'Signature of the consumer (only on paper)',
    date: 'Date',
  },
  es: {
    information:
      'También puede ejercer su derecho de desistimiento en línea: {where}. Si utiliza esta función, le confirmaremos sin demora en un soporte duradero, por ejemplo por correo electrónico, la recepción con su contenido, fecha y hora.',
    title: 'Formulario de desistimiento',
    note: 'Cumplimente y envíe este formulario solo si desea desistir del contrato.',
    to: 'A la atención de',
    notice: 'Por la presente le comunico que desisto de mi contrato relativo a los siguientes bienes o servicios',
    ordered: 'Pedido el',
    received: 'Recibido el',
    name: 'Nombre del consumidor',
    address: 'Domicilio del consumidor',
    signature: 'Firma del consumidor (solo en papel)',
    date: 'Fecha',
  },
  et: {
    information:
      'Taganemisõigust saate kasutada ka internetis: {where}. Kui kasutate seda võimalust, kinnitame Teile viivitamata püsival andmekandjal, näiteks e-kirjaga, kättesaamist koos sisu, kuupäeva ja kellaajaga.',
    title: 'Taganemisavalduse vorm',
    note: 'Täitke ja saatke see vorm ainult juhul, kui soovite lepingust taganeda.',
    to: 'Kellele',
    notice: 'Käesolevaga taganen lepingust, mille ese on järgmised kaubad või teenused',
    ordered: 'Tellitud',
    received: 'Kätte saadud',
    name: 'Tarbija nimi',
    address: 'Tarbija aadress',
    signature: 'Tarbija allkiri (ainult paberil)',
    date: 'Kuupäev',
  },
  fi: {
    information:
      'Voit käyttää peruuttamisoikeuttasi myös verkossa: {where}. Jos käytät tätä toimintoa, vahvistamme sinulle viipymättä pysyvällä tavalla, esimerkiksi sähköpostilla, vastaanoton sisältöineen, päivämäärineen ja kellonaikoineen.',
    title: 'Peruuttamislomake',
    note: 'Täytä ja palauta tämä lomake vain, jos haluat peruuttaa sopimuksen.',
    to: 'Vastaanottaja',
    notice: 'Ilmoitan, että peruutan seuraavia tavaroita tai palveluja koskevan sopimuksen',
    ordered: 'Tilattu',
    received: 'Vastaanotettu',
    name: 'Kuluttajan nimi',
    address: 'Kuluttajan osoite',
    signature: 'Kuluttajan allekirjoitus (vain paperilla)',
    date: 'Päiväys',
  },
  fr: {
    information:
      'Vous pouvez aussi exercer votre droit de rétractation en ligne : {where}. Si vous utilisez cette fonction, nous vous en confirmons sans délai la réception sur un support durable, par exemple par e-mail, avec son contenu, la date et l’heure.',
    title: 'Formulaire de rétractation',
    note: 'Veuillez compléter et renvoyer ce formulaire uniquement si vous souhaitez vous rétracter du contrat.',
    to: 'À l’attention de',
    notice: 'Je vous notifie par la présente ma rétractation du contrat portant sur les biens ou services suivants',
    ordered: 'Commandé le',
    received: 'Reçu le',
    name: 'Nom du consommateur',
    address: 'Adresse du consommateur',
    signature: 'Signature du consommateur (uniquement sur papier)',
    date: 'Date',
  },
  ga: {
    information:
      'Is féidir leat do cheart tarraingthe siar a fheidhmiú ar líne freisin: {where}. Má úsáideann tú an fheidhm seo, deimhneoimid duit gan mhoill ar mheán buan, mar shampla le ríomhphost, go bhfuaireamar é, leis an ábhar, an dáta agus an t-am.',
    title: 'Foirm tarraingthe siar',
    note: 'Ná líon agus ná seol ar ais an fhoirm seo ach amháin más mian leat tarraingt siar ón gconradh.',
    to: 'Chuig',
    notice:
      'Tugaim fógra leis seo go bhfuilim ag tarraingt siar ó mo chonradh i leith na n-earraí nó na seirbhísí seo a leanas',
    ordered: 'Ordaithe an',
    received: 'Faighte an',
    name: 'Ainm an tomhaltóra',
    address: 'Seoladh an tomhaltóra',
    signature: 'Síniú an tomhaltóra (ar pháipéar amháin)',
    date: 'Dáta',
  },
  hr: {
    information:
      'Pravo na odustajanje možete ostvariti i na internetu: {where}. Ako se poslužite tom funkcijom, bez odgode Vam na trajnom mediju, primjerice e-poštom, potvrđujemo primitak sa sadržajem, datumom i vremenom.',
    title: 'Obrazac za odustajanje',
    note: 'Ispunite i vratite ovaj obrazac samo ako želite odustati od ugovora.',
    to: 'Za',
    notice: 'Ovime izjavljujem da odustajem od ugovora o sljedećoj robi ili uslugama',
    ordered: 'Naručeno dana',
    received: 'Primljeno dana',
    name: 'Ime potrošača',
    address: 'Adresa potrošača',
    signature: 'Potpis potrošača (samo na papiru)',
    date: 'Datum',
  },
  hu: {
    information:
      'Elállási jogát online is gyakorolhatja: {where}. Ha ezt a lehetőséget választja, haladéktalanul, tartós adathordozón, például e-mailben visszaigazoljuk a beérkezést, annak tartalmával, dátumával és időpontjával.',
    title: 'Elállási nyilatkozatminta',
    note: 'Csak akkor töltse ki és küldje vissza, ha el kíván állni a szerződéstől.',
    to: 'Címzett',
    notice: 'Alulírott kijelentem, hogy elállok az alábbi termékekre vagy szolgáltatásokra kötött szerződéstől',
    ordered: 'Megrendelés napja',
    received: 'Átvétel napja',
    name: 'A fogyasztó neve',
    address: 'A fogyasztó címe',
    signature: 'A fogyasztó aláírása (csak papíron)',
    date: 'Kelt',
  },
  it: {
    information:
      'Può esercitare il diritto di recesso anche online: {where}. Se utilizza questa funzione, Le confermiamo senza indugio su un supporto durevole, ad esempio per e-mail, la ricezione con il contenuto, la data e l’ora.',
    title: 'Modulo di recesso',
    note: 'Compili e restituisca questo modulo solo se desidera recedere dal contratto.',
    to: 'A',
    notice: 'Con la presente notifico il recesso dal mio contratto relativo ai seguenti beni o servizi',
    ordered: 'Ordinato il',
    received: 'Ricevuto il',
    name: 'Nome del consumatore',
    address: 'Indirizzo del consumatore',
    signature: 'Firma del consumatore (solo su carta)',
    date: 'Data',
  },
  lt: {
    information:
      'Teise atsisakyti sutarties galite pasinaudoti ir internetu: {where}. Jei pasinaudosite šia funkcija, nedelsdami patvariojoje laikmenoje, pavyzdžiui, el. paštu, patvirtinsime gavimą su turiniu, data ir laiku.',
    title: 'Sutarties atsisakymo forma',
    note: 'Užpildykite ir grąžinkite šią formą tik tuo atveju, jei norite atsisakyti sutarties.',
    to: 'Kam',
    notice: 'Pranešu, kad atsisakau sutarties dėl šių prekių ar paslaugų',
    ordered: 'Užsakyta',
    received: 'Gauta',
    name: 'Vartotojo vardas ir pavardė',
    address: 'Vartotojo adresas',
    signature: 'Vartotojo parašas (tik popieriuje)',
    date: 'Data',
  },
  lv: {
    information:
      'Atteikuma tiesības varat izmantot arī tiešsaistē: {where}. Ja izmantosiet šo iespēju, mēs nekavējoties pastāvīgā informācijas nesējā, piemēram, pa e-pastu, apstiprināsim saņemšanu ar saturu, datumu un laiku.',
    title: 'Atteikuma veidlapa',
    note: 'Aizpildiet un nosūtiet šo veidlapu tikai tad, ja vēlaties atteikties no līguma.',
    to: 'Kam',
    notice: 'Ar šo paziņoju, ka atsakos no līguma par šādām precēm vai pakalpojumiem',
    ordered: 'Pasūtīts',
    received: 'Saņemts',
    name: 'Patērētāja vārds, uzvārds',
    address: 'Patērētāja adrese',
    signature: 'Patērētāja paraksts (tikai uz papīra)',
    date: 'Datums',
  },
  mt: {
    information:
      'Tista’ teżerċita d-dritt tar-reċess tiegħek online ukoll: {where}. Jekk tuża din il-funzjoni, nikkonfermawlek mingħajr dewmien fuq mezz durabbli, pereżempju b’email, li rċevejnieh, bil-kontenut, id-data u l-ħin.',
    title: 'Formola tar-reċess',
    note: 'Imla u ibgħat lura din il-formola biss jekk tixtieq tirtira mill-kuntratt.',
    to: 'Lil',
    notice: 'B’dan nagħti avviż li nirtira mill-kuntratt tiegħi għall-oġġetti jew is-servizzi li ġejjin',
    ordered: 'Ordnat fi',
    received: 'Irċevut fi',
    name: 'Isem il-konsumatur',
    address: 'Indirizz tal-konsumatur',
    signature: 'Firma tal-konsumatur (fuq karta biss)',
    date: 'Data',
  },
  nl: {
    information:
      'U kunt uw herroepingsrecht ook online uitoefenen: {where}. Gebruikt u deze functie, dan bevestigen wij u onverwijld op een duurzame gegevensdrager, bijvoorbeeld per e-mail, de ontvangst met inhoud, datum en tijdstip.',
    title: 'Formulier voor herroeping',
    note: 'Vul dit formulier alleen in en stuur het alleen terug als u de overeenkomst wilt herroepen.',
    to: 'Aan',
    notice: 'Hierbij deel ik u mee dat ik de overeenkomst over de volgende goederen of diensten herroep',
    ordered: 'Besteld op',
    received: 'Ontvangen op',
    name: 'Naam van de consument',
    address: 'Adres van de consument',
    signature: 'Handtekening van de consument (alleen op papier)',
    date: 'Datum',
  },
  pl: {
    information:
      'Z prawa odstąpienia można skorzystać także przez internet: {where}. Po użyciu tej funkcji niezwłocznie potwierdzimy na trwałym nośniku, na przykład e-mailem, otrzymanie oświadczenia wraz z jego treścią, datą i godziną.',
    title: 'Formularz odstąpienia od umowy',
    note: 'Formularz ten należy wypełnić i odesłać tylko w przypadku chęci odstąpienia od umowy.',
    to: 'Adresat',
    notice: 'Niniejszym informuję o moim odstąpieniu od umowy dotyczącej następujących towarów lub usług',
    ordered: 'Data zamówienia',
    received: 'Data odbioru',
    name: 'Imię i nazwisko konsumenta',
    address: 'Adres konsumenta',
    signature: 'Podpis konsumenta (tylko na papierze)',
    date: 'Data',
  },
  pt: {
    information:
      'Pode exercer o seu direito de retratação também em linha: {where}. Se utilizar esta função, confirmamos-lhe sem demora, num suporte duradouro, por exemplo por correio eletrónico, a receção com o conteúdo, a data e a hora.',
    title: 'Formulário de retratação',
    note: 'Preencha e devolva este formulário apenas se quiser retratar-se do contrato.',
    to: 'Para',
    notice: 'Pela presente comunico que me retrato do meu contrato relativo aos seguintes bens ou serviços',
    ordered: 'Encomendado em',
    received: 'Recebido em',
    name: 'Nome do consumidor',
    address: 'Endereço do consumidor',
    signature: 'Assinatura do consumidor (só em papel)',
    date: 'Data',
  },
  ro: {
    information:
      'Vă puteți exercita dreptul de retragere și online: {where}. Dacă folosiți această funcție, vă confirmăm fără întârziere pe un suport durabil, de exemplu prin e-mail, primirea, cu conținutul, data și ora.',
    title: 'Formular de retragere',
    note: 'Completați și trimiteți acest formular numai dacă doriți să vă retrageți din contract.',
    to: 'Către',
    notice:
      'Vă informez prin prezenta cu privire la retragerea mea din contractul referitor la următoarele produse sau servicii',
    ordered: 'Comandat la',
    received: 'Primit la',
    name: 'Numele consumatorului',
    address: 'Adresa consumatorului',
    signature: 'Semnătura consumatorului (doar pe hârtie)',
    date: 'Data',
  },
  sk: {
    information:
      'Právo na odstúpenie od zmluvy môžete uplatniť aj online: {where}. Ak využijete túto funkciu, bezodkladne Vám na trvanlivom nosiči, napríklad e-mailom, potvrdíme prijatie s obsahom, dátumom a časom.',
    title: 'Formulár na odstúpenie od zmluvy',
    note: 'Tento formulár vyplňte a zašlite späť, len ak chcete od zmluvy odstúpiť.',
    to: 'Komu',
    notice: 'Týmto oznamujem, že odstupujem od zmluvy na tento tovar alebo tieto služby',
    ordered: 'Dátum objednania',
    received: 'Dátum prijatia',
    name: 'Meno spotrebiteľa',
    address: 'Adresa spotrebiteľa',
    signature: 'Podpis spotrebiteľa (len v listinnej podobe)',
    date: 'Dátum',
  },
  sl: {
    information:
      'Pravico do odstopa lahko uveljavite tudi na spletu: {where}. Če uporabite to možnost, vam na trajnem nosilcu podatkov, na primer po e-pošti, nemudoma potrdimo prejem z vsebino, datumom in uro.',
    title: 'Obrazec za odstop od pogodbe',
    note: 'Obrazec izpolnite in vrnite samo, če želite odstopiti od pogodbe.',
    to: 'Za',
    notice: 'Obveščam vas, da odstopam od pogodbe za naslednje blago ali storitve',
    ordered: 'Naročeno dne',
    received: 'Prejeto dne',
    name: 'Ime potrošnika',
    address: 'Naslov potrošnika',
    signature: 'Podpis potrošnika (samo na papirju)',
    date: 'Datum',
  },
  sv: {
    information:
      'Du kan även utöva din ångerrätt på nätet: {where}. Om du använder den funktionen bekräftar vi utan dröjsmål på ett varaktigt medium, till exempel med e-post, att vi har tagit emot meddelandet, med innehåll, datum och tid.',
    title: 'Ångerblankett',
    note: 'Fyll i och skicka tillbaka blanketten bara om du vill frånträda avtalet.',
    to: 'Till',
    notice: 'Jag meddelar härmed att jag frånträder mitt avtal om följande varor eller tjänster',
    ordered: 'Beställt den',
    received: 'Mottaget den',
    name: 'Konsumentens namn',
    address: 'Konsumentens adress',
    signature: 'Konsumentens underskrift (bara på papper)',
    date: 'Datum',
  },
};
