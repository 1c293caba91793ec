import { own } from '../domain/values/own-member.ts';
import { widerOf } from './wider.ts';

/** What the package has under another tag, by that which a page may give it. */
const otherNames: Readonly<Record<string, string>> = { zh: 'zh-hans', no: 'nb', nn: 'nb', iw: 'he', in: 'id' };

/**
 * A tag, the wider ones, and what the package calls the same, lower case: `no-no`, `no`, `nb`. Chinese is the simplified one,
 * but for the regions that write the traditional one, of which none is wider. English pages need none of it.
 */
export function chainOf(tag: string): string[] {
  const chain = widerOf(tag);
  const [asked = ''] = chain;
  const language = chain.at(-1) as string;
  if (/^zh-(?!.*hans).*(?:hant|tw|hk|mo)\b/.test(asked)) return [...new Set([...chain.slice(0, -1), 'zh-hant'])];
  return [...new Set([...chain, own(otherNames, language) ?? language])];
}
