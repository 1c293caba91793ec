import { html, type LitElement } from 'lit';

/** What could not be loaded is asked for again so long after, ms: the law wants it there (EU-3). */
const lackingFor = 30_000;
/** Who waits for another try. */
const timers = new WeakMap<LitElement, ReturnType<typeof setTimeout>>();

/**
 * Says in place of a withdrawal that it could not be loaded, and offers another try.
 * @param show is given that in English, and again once the words of the language are there
 * @param again tries again: asked to by the person, or by itself
 */
export function standIn(host: LitElement, language: string, show: (words: unknown) => void, again: () => void): void {
  clearTimeout(timers.get(host));
  timers.set(host, setTimeout(again, lackingFor));
  const say = (lang: string, lacking: string, retry: string): void => {
    show(
      html`<p part="problem" role="status"><span lang=${lang}>${lacking} <button part="retry" @click=${again}>${retry}</button></span></p>`,
    );
    host.requestUpdate();
  };
  say('en', 'Loading failed. You can also withdraw by e-mail or letter.', 'Try again');
  // Nobody needs them where nothing is missing.
  import('../../i18n/withdrawal/lacking-words.ts').then(
    ({ default: words }) => {
      const own = words.get(language.split('-', 1)[0] as string);
      if (own) say(language, ...own);
    },
    () => {},
  );
}
