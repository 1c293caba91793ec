/** What a state has fixed of its own; `null`: no words of its own are known. */
export interface NationalLabels {
  country: string;
  provision: string | null;
  withdraw: string | null;
  confirm: string | null;
  /** `law`: the words stand in its act; `authority`, `vendor`: they say so; `none`: nothing was found. */
  certainty: 'law' | 'authority' | 'vendor' | 'none';
  note?: string;
}

/** The words of the two buttons in one language of the Union (EU-2, EU-5). */
export interface WithdrawalLabels {
  withdraw: string;
  /** It stands alone on its button. */
  confirm: string;
  /** Where they were seen. */
  source: string;
  /** `official`: the directive's words, as those sources give them. */
  certainty: 'official';
  /** Whether it says "here". */
  saysHere: boolean;
  national: NationalLabels[];
}

/** Art. 11a(1) and (3) of Directive 2011/83/EU, by language. */
export const withdrawalLabels: Record<string, WithdrawalLabels> = {
  bg: {
    withdraw: 'Откажете се от договора тук',
    confirm: 'Потвърждавам отказа',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'BG',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'draft of March 2026 when last seen',
      },
    ],
  },
  cs: {
    withdraw: 'Zde odstoupit od smlouvy',
    confirm: 'Potvrdit odstoupení od smlouvy',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'CZ',
        provision: '§ 1830a OZ (zák. 159/2026 Sb.)',
        withdraw: 'Odstoupit od smlouvy',
        confirm: 'Potvrdit odstoupení od smlouvy',
        certainty: 'law',
        note: "in force 2027-01-01; differs from the directive's label 1",
      },
    ],
  },
  da: {
    withdraw: 'Fortryd aftale',
    confirm: 'Bekræft fortrydelse',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; forbrugeraftaleloven § 20 a',
    certainty: 'official',
    saysHere: false,
    national: [
      {
        country: 'DK',
        provision: 'forbrugeraftaleloven § 20 a (L 185, 2024-25)',
        withdraw: 'Fortryd aftale',
        confirm: 'Bekræft fortrydelse',
        certainty: 'law',
      },
    ],
  },
  de: {
    withdraw: 'Vertrag widerrufen',
    confirm: 'Widerruf bestätigen',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; text of Art. 11a at mein.kiehl.de/Dokument/617134_11a; Zen Cart plugin that read EUR-Lex on 2026-10-05; § 356a BGB',
    certainty: 'official',
    saysHere: false,
    national: [
      {
        country: 'DE',
        provision: '§ 356a BGB (BGBl. 2026 I Nr. 28)',
        withdraw: 'Vertrag widerrufen',
        confirm: 'Widerruf bestätigen',
        certainty: 'law',
        note: 'or another unambiguous wording of the same meaning',
      },
      {
        country: 'AT',
        provision: '§ 13a FAGG (BGBl. I 59/2026)',
        withdraw: 'Vertrag widerrufen',
        confirm: 'Widerruf bestätigen',
        certainty: 'vendor',
        note: "contracts concluded after 2026-09-30; the statute says Rücktritt but Austrian implementations use these words, as Austria's model forms say Widerruf; statute's own label not seen",
      },
    ],
  },
  el: {
    withdraw: 'Πατήστε εδώ για υπαναχώρηση',
    confirm: 'Επιβεβαίωση υπαναχώρησης',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; Law 2251/1994 art. 3ζα',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'GR',
        provision: 'ν. 2251/1994 άρθρο 3ζα (ν. 5317/2026 άρθρο 69)',
        withdraw: 'Πατήστε εδώ για υπαναχώρηση',
        confirm: 'Επιβεβαίωση υπαναχώρησης',
        certainty: 'law',
      },
      { country: 'CY', provision: null, withdraw: null, confirm: null, certainty: 'none' },
    ],
  },
  en: {
    withdraw: 'Withdraw from contract here',
    confirm: 'Confirm withdrawal',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; mondaq.com 1799028 (label 1, label 2); Zen Cart plugin that read EUR-Lex on 2026-10-05',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'IE',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'deadline missed when last seen',
      },
    ],
  },
  es: {
    withdraw: 'Desistir del contrato aquí',
    confirm: 'Confirmar desistimiento',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; Zen Cart plugin that read EUR-Lex on 2026-10-05',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'ES',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'not transposed in 06/2026 when last seen',
      },
    ],
  },
  et: {
    withdraw: 'Taganen lepingust',
    confirm: 'Kinnitan taganemise',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; VÕS § 56⁴',
    certainty: 'official',
    saysHere: false,
    national: [
      {
        country: 'EE',
        provision: 'VÕS § 56⁴',
        withdraw: 'Taganen lepingust',
        confirm: 'Kinnitan taganemise',
        certainty: 'law',
      },
    ],
  },
  fi: {
    withdraw: 'Peruuta sopimus tästä',
    confirm: 'Vahvista peruuttaminen',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; Zen Cart plugin that read EUR-Lex on 2026-10-05',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'FI',
        provision: 'KSL 6 luku 14 a §',
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'clear marking, no prescribed words seen',
      },
    ],
  },
  fr: {
    withdraw: 'Renoncer au contrat ici',
    confirm: 'Confirmer la rétractation',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; Décret 2026-3, art. D. 221-5 Code de la consommation; Zen Cart plugin that read EUR-Lex on 2026-10-05',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'FR',
        provision: 'C. conso. art. D. 221-5 (Ord. 2026-2, Décret 2026-3)',
        withdraw: 'Renoncer au contrat ici',
        confirm: 'Confirmer la rétractation',
        certainty: 'law',
      },
      {
        country: 'BE',
        provision: 'CDE art. VI.61/1',
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'transposed late; words of the statute not seen',
      },
    ],
  },
  ga: {
    withdraw: 'Tarraing siar ón gconradh anseo',
    confirm: 'Dearbhaigh an tarraingt siar',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'IE',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'deadline missed when last seen',
      },
    ],
  },
  hr: {
    withdraw: 'Odustati od ugovora',
    confirm: 'Potvrditi odustajanje',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: false,
    national: [
      {
        country: 'HR',
        provision: 'ZZP čl. 81.a (NN 59/2026)',
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'Croatian law and press say «jednostrani raskid», the directive «odustajanje»; national label not found',
      },
    ],
  },
  hu: {
    withdraw: 'Elállás a szerződéstől',
    confirm: 'Elállás megerősítése',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; 45/2014. Korm. r. 22. § (1b)',
    certainty: 'official',
    saysHere: false,
    national: [
      {
        country: 'HU',
        provision: '45/2014. (II. 26.) Korm. r. 22. § (1b)',
        withdraw: 'Elállás a szerződéstől',
        confirm: 'Elállás megerősítése',
        certainty: 'law',
      },
    ],
  },
  it: {
    withdraw: 'Recedere dal contratto qui',
    confirm: 'Conferma recesso',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); second compilation agrees on label 2 only; bbmpartners.com quoting Art. 11a; Zen Cart plugin that read EUR-Lex on 2026-10-05',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'IT',
        provision: 'Cod. cons. art. 54-bis (D.Lgs. 209/2025)',
        withdraw: 'Recedere dal contratto qui',
        confirm: 'Conferma recesso',
        certainty: 'law',
        note: 'unsettled: other sources give «Recedi dal contratto qui»; both are unambiguous; check Normattiva',
      },
    ],
  },
  lt: {
    withdraw: 'Atsisakyti sutarties čia',
    confirm: 'Patvirtinti sutarties atsisakymą',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; CK 6.228(10) str.',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'LT',
        provision: 'CK 6.228(10) str. 11, 13 d.',
        withdraw: 'Atsisakyti sutarties čia',
        confirm: 'Patvirtinti sutarties atsisakymą',
        certainty: 'law',
      },
    ],
  },
  lv: {
    withdraw: 'Atteikties no līguma',
    confirm: 'Apstiprināt atteikumu',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: false,
    national: [{ country: 'LV', provision: null, withdraw: null, confirm: null, certainty: 'none' }],
  },
  mt: {
    withdraw: 'Irtira mill-kuntratt hawnhekk',
    confirm: 'Ikkonferma r-reċess',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [{ country: 'MT', provision: null, withdraw: null, confirm: null, certainty: 'none' }],
  },
  nl: {
    withdraw: 'Hier de overeenkomst herroepen',
    confirm: 'Herroeping bevestigen',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; Zen Cart plugin that read EUR-Lex on 2026-10-05',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'NL',
        provision: 'BW art. 6:230oa (Stb. 2026, 153)',
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'no fixed words; Thuiswinkel.org advises «Hier de overeenkomst ontbinden» / «Ontbinding bevestigen»',
      },
      { country: 'BE', provision: 'WER art. VI.61/1', withdraw: null, confirm: null, certainty: 'none' },
    ],
  },
  pl: {
    withdraw: 'Odstąp od umowy tutaj',
    confirm: 'Potwierdź odstąpienie od umowy',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'PL',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: "not transposed when last seen; the directive's words are in wide use",
      },
    ],
  },
  pt: {
    withdraw: 'Retrate-se do contrato aqui',
    confirm: 'Confirmar retratação',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'PT',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: "national term is «livre resolução» (DL 24/2014), the directive's is «retratação»",
      },
    ],
  },
  ro: {
    withdraw: 'Retrageți-vă din contract aici',
    confirm: 'Confirmați retragerea',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; OUG 34/2014 art. 11¹ (label 1)',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'RO',
        provision: 'OUG 34/2014 art. 11¹ (OUG 18/2026)',
        withdraw: 'Retrageți-vă din contract aici',
        confirm: null,
        certainty: 'law',
      },
    ],
  },
  sk: {
    withdraw: 'Odstúpiť od zmluvy tu',
    confirm: 'Potvrdiť odstúpenie od zmluvy',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; § 20a zák. 108/2024 Z. z. (label 1)',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'SK',
        provision: '§ 20a zák. 108/2024 Z. z. (zák. 311/2025)',
        withdraw: 'Odstúpiť od zmluvy tu',
        confirm: null,
        certainty: 'law',
      },
    ],
  },
  sl: {
    withdraw: 'Kliknite tukaj za odstop od pogodbe',
    confirm: 'Potrdi odstop od pogodbe',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'SI',
        provision: null,
        withdraw: null,
        confirm: null,
        certainty: 'none',
        note: 'draft ZVPot-1A when last seen',
      },
    ],
  },
  sv: {
    withdraw: 'Ångra avtalet här',
    confirm: 'Bekräfta frånträde',
    source:
      'Directive (EU) 2023/2673, Art. 11a(1),(3), language version as compiled in eitanp214/eu-withdrawal-button-wording (2026-09-10); a second public compilation (Shopify app) with the same words; Konsumentverket names label 1',
    certainty: 'official',
    saysHere: true,
    national: [
      {
        country: 'SE',
        provision: 'DAL 2 kap. 10 a §',
        withdraw: 'Ångra avtalet här',
        confirm: null,
        certainty: 'authority',
        note: "the statute asks for clear marking; the words are Konsumentverket's",
      },
    ],
  },
};

/** From when the words of an act count that is not in force yet, `YYYY-MM-DD`. */
const inForce: Record<string, string> = { AT: '2026-10-01', CZ: '2027-01-01' };

/**
 * The words of the two buttons: by the language of the page, or as the act of the consumer's country has them in it on a day
 * (`YYYY-MM-DD`). `null`: the Union has no such language.
 */
export function labelsFor(
  locale: string,
  country: string | null,
  day: string,
): { language: string; withdraw: string; confirm: string } | null {
  const language = locale.toLowerCase().split('-', 1)[0] as string;
  if (!Object.hasOwn(withdrawalLabels, language)) return null;
  const { withdraw, confirm, national } = withdrawalLabels[language] as WithdrawalLabels;
  const own = national.find((one) => one.country === country && one.certainty === 'law');
  const counts = own && day >= (inForce[own.country] ?? '');
  return { language, withdraw: (counts && own.withdraw) || withdraw, confirm: (counts && own.confirm) || confirm };
}
