// Made from src/i18n/messages/ by `npm run texts`.
/** The languages that the package has words in (BCP 47, lower case). */
export const languages: readonly string[] = "arbgcsdadeelenesetfifrgahehihrhuiditjakoltlvmtnbnlplptroskslsvthtrukvizh-hanszh-hant".match(/zh-han.|../g) as string[];
