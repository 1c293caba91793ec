import { languages as codes } from 'order-cancel-elements';

/** The languages that the elements speak, each by its own name. */
export const languages: Readonly<Record<string, string>> = Object.fromEntries(
  Intl.getCanonicalLocales([...codes]).map((code) => [
    code,
    new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
  ]),
);

export const themes = { auto: 'Auto', light: 'Light', dark: 'Dark' } as const;

export type Theme = keyof typeof themes;

/** What the visitor has chosen; kept for the next page, and settable by `?lang=ar&theme=dark`. */
export const preferences = {
  get language(): string {
    return chosen<string>('lang', languages, 'en');
  },
  get theme(): Theme {
    return chosen('theme', themes, 'auto');
  },
  set(name: 'lang' | 'theme', value: string): void {
    const url = new URL(location.href);
    url.searchParams.delete(name);
    history.replaceState(null, '', url);
    keep(name, value);
    applyPreferences();
  },
};

/** Sets the document's language, direction and colours. */
export function applyPreferences(): void {
  const root = document.documentElement;
  const { language, theme } = preferences;
  root.lang = language;
  const { script = '' } = new Intl.Locale(language).maximize();
  root.dir = ['Arab', 'Hebr', 'Thaa'].includes(script) ? 'rtl' : 'ltr';
  root.dataset.theme = theme;
}

function chosen<T extends string>(name: string, among: Readonly<Record<T, unknown>>, otherwise: NoInfer<T>): T {
  const value = new URLSearchParams(location.search).get(name) ?? kept(name);
  return value !== null && Object.hasOwn(among, value) ? (value as T) : otherwise;
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(`demo:${name}`);
  } catch {
    return null; // storage is switched off
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`demo:${name}`, value);
  } catch {
    // Then the choice holds for this page only.
    document.documentElement.dataset[name] = value;
  }
}

applyPreferences();
