// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../part.ts';
import letters_ar from './ar/letters.ts';
import dialog_ar from './ar/dialog.ts';
import codes_ar from './ar/codes.ts';
import letters_bg from './bg/letters.ts';
import dialog_bg from './bg/dialog.ts';
import codes_bg from './bg/codes.ts';
import letters_cs from './cs/letters.ts';
import dialog_cs from './cs/dialog.ts';
import codes_cs from './cs/codes.ts';
import letters_da from './da/letters.ts';
import dialog_da from './da/dialog.ts';
import codes_da from './da/codes.ts';
import letters_de from './de/letters.ts';
import dialog_de from './de/dialog.ts';
import codes_de from './de/codes.ts';
import letters_el from './el/letters.ts';
import dialog_el from './el/dialog.ts';
import codes_el from './el/codes.ts';
import letters_en from './en/letters.ts';
import dialog_en from './en/dialog.ts';
import codes_en from './en/codes.ts';
import letters_es from './es/letters.ts';
import dialog_es from './es/dialog.ts';
import codes_es from './es/codes.ts';
import letters_et from './et/letters.ts';
import dialog_et from './et/dialog.ts';
import codes_et from './et/codes.ts';
import letters_fi from './fi/letters.ts';
import dialog_fi from './fi/dialog.ts';
import codes_fi from './fi/codes.ts';
import letters_fr from './fr/letters.ts';
import dialog_fr from './fr/dialog.ts';
import codes_fr from './fr/codes.ts';
import letters_ga from './ga/letters.ts';
import dialog_ga from './ga/dialog.ts';
import codes_ga from './ga/codes.ts';
import letters_he from './he/letters.ts';
import dialog_he from './he/dialog.ts';
import codes_he from './he/codes.ts';
import letters_hi from './hi/letters.ts';
import dialog_hi from './hi/dialog.ts';
import codes_hi from './hi/codes.ts';
import letters_hr from './hr/letters.ts';
import dialog_hr from './hr/dialog.ts';
import codes_hr from './hr/codes.ts';
import letters_hu from './hu/letters.ts';
import dialog_hu from './hu/dialog.ts';
import codes_hu from './hu/codes.ts';
import letters_id from './id/letters.ts';
import dialog_id from './id/dialog.ts';
import codes_id from './id/codes.ts';
import letters_it from './it/letters.ts';
import dialog_it from './it/dialog.ts';
import codes_it from './it/codes.ts';
import letters_ja from './ja/letters.ts';
import dialog_ja from './ja/dialog.ts';
import codes_ja from './ja/codes.ts';
import letters_ko from './ko/letters.ts';
import dialog_ko from './ko/dialog.ts';
import codes_ko from './ko/codes.ts';
import letters_lt from './lt/letters.ts';
import dialog_lt from './lt/dialog.ts';
import codes_lt from './lt/codes.ts';
import letters_lv from './lv/letters.ts';
import dialog_lv from './lv/dialog.ts';
import codes_lv from './lv/codes.ts';
import letters_mt from './mt/letters.ts';
import dialog_mt from './mt/dialog.ts';
import codes_mt from './mt/codes.ts';
import letters_nb from './nb/letters.ts';
import dialog_nb from './nb/dialog.ts';
import codes_nb from './nb/codes.ts';
import letters_nl from './nl/letters.ts';
import dialog_nl from './nl/dialog.ts';
import codes_nl from './nl/codes.ts';
import letters_pl from './pl/letters.ts';
import dialog_pl from './pl/dialog.ts';
import codes_pl from './pl/codes.ts';
import letters_pt from './pt/letters.ts';
import dialog_pt from './pt/dialog.ts';
import codes_pt from './pt/codes.ts';
import letters_ro from './ro/letters.ts';
import dialog_ro from './ro/dialog.ts';
import codes_ro from './ro/codes.ts';
import letters_sk from './sk/letters.ts';
import dialog_sk from './sk/dialog.ts';
import codes_sk from './sk/codes.ts';
import letters_sl from './sl/letters.ts';
import dialog_sl from './sl/dialog.ts';
import codes_sl from './sl/codes.ts';
import letters_sv from './sv/letters.ts';
import dialog_sv from './sv/dialog.ts';
import codes_sv from './sv/codes.ts';
import letters_th from './th/letters.ts';
import dialog_th from './th/dialog.ts';
import codes_th from './th/codes.ts';
import letters_tr from './tr/letters.ts';
import dialog_tr from './tr/dialog.ts';
import codes_tr from './tr/codes.ts';
import letters_uk from './uk/letters.ts';
import dialog_uk from './uk/dialog.ts';
import codes_uk from './uk/codes.ts';
import letters_vi from './vi/letters.ts';
import dialog_vi from './vi/dialog.ts';
import codes_vi from './vi/codes.ts';
import letters_zh_Hans from './zh-Hans/letters.ts';
import dialog_zh_Hans from './zh-Hans/dialog.ts';
import codes_zh_Hans from './zh-Hans/codes.ts';
import letters_zh_Hant from './zh-Hant/letters.ts';
import dialog_zh_Hant from './zh-Hant/dialog.ts';
import codes_zh_Hant from './zh-Hant/codes.ts';

export default {
  "ar": { ...letters_ar, ...dialog_ar, ...codes_ar },
  "bg": { ...letters_bg, ...dialog_bg, ...codes_bg },
  "cs": { ...letters_cs, ...dialog_cs, ...codes_cs },
  "da": { ...letters_da, ...dialog_da, ...codes_da },
  "de": { ...letters_de, ...dialog_de, ...codes_de },
  "el": { ...letters_el, ...dialog_el, ...codes_el },
  "en": { ...letters_en, ...dialog_en, ...codes_en },
  "es": { ...letters_es, ...dialog_es, ...codes_es },
  "et": { ...letters_et, ...dialog_et, ...codes_et },
  "fi": { ...letters_fi, ...dialog_fi, ...codes_fi },
  "fr": { ...letters_fr, ...dialog_fr, ...codes_fr },
  "ga": { ...letters_ga, ...dialog_ga, ...codes_ga },
  "he": { ...letters_he, ...dialog_he, ...codes_he },
  "hi": { ...letters_hi, ...dialog_hi, ...codes_hi },
  "hr": { ...letters_hr, ...dialog_hr, ...codes_hr },
  "hu": { ...letters_hu, ...dialog_hu, ...codes_hu },
  "id": { ...letters_id, ...dialog_id, ...codes_id },
  "it": { ...letters_it, ...dialog_it, ...codes_it },
  "ja": { ...letters_ja, ...dialog_ja, ...codes_ja },
  "ko": { ...letters_ko, ...dialog_ko, ...codes_ko },
  "lt": { ...letters_lt, ...dialog_lt, ...codes_lt },
  "lv": { ...letters_lv, ...dialog_lv, ...codes_lv },
  "mt": { ...letters_mt, ...dialog_mt, ...codes_mt },
  "nb": { ...letters_nb, ...dialog_nb, ...codes_nb },
  "nl": { ...letters_nl, ...dialog_nl, ...codes_nl },
  "pl": { ...letters_pl, ...dialog_pl, ...codes_pl },
  "pt": { ...letters_pt, ...dialog_pt, ...codes_pt },
  "ro": { ...letters_ro, ...dialog_ro, ...codes_ro },
  "sk": { ...letters_sk, ...dialog_sk, ...codes_sk },
  "sl": { ...letters_sl, ...dialog_sl, ...codes_sl },
  "sv": { ...letters_sv, ...dialog_sv, ...codes_sv },
  "th": { ...letters_th, ...dialog_th, ...codes_th },
  "tr": { ...letters_tr, ...dialog_tr, ...codes_tr },
  "uk": { ...letters_uk, ...dialog_uk, ...codes_uk },
  "vi": { ...letters_vi, ...dialog_vi, ...codes_vi },
  "zh-hans": { ...letters_zh_Hans, ...dialog_zh_Hans, ...codes_zh_Hans },
  "zh-hant": { ...letters_zh_Hant, ...dialog_zh_Hant, ...codes_zh_Hant },
} satisfies Record<string, TextTable>;
