import axe from 'axe-core';

/** What axe finds in an element, one line each; empty where it finds nothing. */
export async function violations(element: Element): Promise<string> {
  const { violations: found } = await axe.run(element, {
    resultTypes: ['violations'],
    // A test's page has no landmarks.
    rules: { region: { enabled: false } },
  });
  return found
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat()} ${failureSummary}`))
    .join('\n');
}

/** The page in one of the ways in which a person may have it. */
export interface Setting {
  lang: string;
  dir: 'ltr' | 'rtl';
  dark: boolean;
}

export const settings: [name: string, setting: Setting][] = [
  ['left to right, light', { lang: 'en', dir: 'ltr', dark: false }],
  ['right to left, light', { lang: 'ar', dir: 'rtl', dark: false }],
  ['left to right, dark', { lang: 'de', dir: 'ltr', dark: true }],
  ['right to left, dark', { lang: 'ar', dir: 'rtl', dark: true }],
];

/** Sets the page so, until it is set back by the function that is returned. */
export function dress({ lang, dir, dark }: Setting): () => void {
  const root = document.documentElement;
  const before = { lang: root.lang, dir: root.dir };
  Object.assign(root, { lang, dir });
  root.style.colorScheme = dark ? 'dark' : 'light';
  root.style.background = dark ? '#16181d' : '#fff';
  root.style.color = dark ? '#e8e9ec' : '#1c1d20';
  return () => {
    Object.assign(root, before);
    root.removeAttribute('style');
  };
}

/** The direction that a language is written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const { script = '' } = new Intl.Locale(language).maximize();
  return ['Arab', 'Hebr', 'Thaa'].includes(script) ? 'rtl' : 'ltr';
}
