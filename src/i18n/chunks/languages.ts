// Made from src/i18n/messages/ by `npm run texts`.
/** The languages that the package has words in (BCP 47, lower case). */
export const languages: readonly string[] = "ar bg cs da de el en es et fi fr ga he hi hr hu id it ja ko lt lv mt nb nl pl pt ro sk sl sv th tr uk vi zh-hans zh-hant".split(' ');
