import { fixture, html } from '@open-wc/testing';

/** A page of its own, as in another tab, that can be loaded anew; the shop goes on meanwhile. */
export async function aPage(tag: string, settings: object) {
  const frame = await fixture<HTMLIFrameElement>(
    html`<iframe title="A page of the shop" width="900" height="900"></iframe>`,
  );
  const load = async (): Promise<HTMLElement> => {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    if (frame.src) frame.contentWindow?.location.reload();
    else frame.src = '/test/support/blank.html';
    await loaded;
    const page = frame.contentDocument as Document;
    const script = page.createElement('script');
    script.type = 'module';
    script.src = '/src/define.ts';
    page.head.append(script);
    await frame.contentWindow?.customElements.whenDefined(tag);
    const element = page.createElement(tag);
    page.body.append(Object.assign(element, settings));
    return element;
  };
  return { element: await load(), reload: load };
}
