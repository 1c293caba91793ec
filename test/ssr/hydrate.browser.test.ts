import { expect } from '@open-wc/testing';
import type { OrderCancelButton, OrderView } from 'order-cancel-elements';
import { below, dialogOf, keepConsole, part, said, until } from '../support/elements/page.ts';

interface Rendered {
  html: string;
  lang: string;
  label: string | null;
}

interface Page {
  window: Window & typeof globalThis;
  body: HTMLElement;
  /** What it says on the console. */
  lines: string[];
  /** The element that stands in the section of that name. */
  of(name: string): OrderCancelButton;
  /** Loads what the page would load, and waits until every element has taken its place. */
  run(...entries: string[]): Promise<void>;
}

describe('what a server has rendered, once the page has the elements', function () {
  // Each page loads the elements anew.
  this.timeout(60_000);
  keepConsole();
  let rendered: Record<string, Rendered>;
  const frames: HTMLIFrameElement[] = [];
  before(async () => {
    const answer = await fetch('/server-rendered.json');
    rendered = await answer.json();
  });
  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  const written = (names = Object.keys(rendered)): string =>
    names
      .map((name) => `<section id="${name}" lang="${rendered[name]?.lang}">${rendered[name]?.html}</section>`)
      .join('');

  /** A page that a browser has parsed, and nothing of which has run. */
  const load = async (html: string): Promise<Page> => {
    const frame = document.createElement('iframe');
    frames.push(frame);
    frame.srcdoc = `<!doctype html><html lang="en"><title>Order</title><body>${html}<p id="end"></p></body></html>`;
    document.body.append(frame);
    await until(() => frame.contentDocument?.getElementById('end'), 'the page is there');
    const window = frame.contentWindow as Page['window'];
    const { body } = window.document;
    const lines: string[] = [];
    const keep = (...words: unknown[]): void => {
      const line = words.map(String).join(' ');
      if (!line.includes('Lit is in dev mode')) lines.push(line);
    };
    Object.assign(window.console, { warn: keep, error: keep });
    window.addEventListener('error', ({ message }) => keep(message));
    window.addEventListener('unhandledrejection', ({ reason }) => keep(reason));
    const elements = (): OrderCancelButton[] => [...body.querySelectorAll<OrderCancelButton>('[order-id]')];
    return {
      window,
      body,
      lines,
      of: (name) => window.document.getElementById(name)?.firstElementChild as OrderCancelButton,
      async run(...entries) {
        for (const entry of entries) {
          const script = window.document.createElement('script');
          script.type = 'module';
          script.src = entry;
          const loaded = new Promise((resolve, reject) => {
            script.addEventListener('load', resolve);
            script.addEventListener('error', () => reject(new Error(`${entry} could not be loaded`)));
          });
          window.document.head.append(script);
          await loaded;
        }
        await until(() => elements().every(({ hasUpdated }) => hasUpdated), 'every element is there', 40_000);
      },
    };
  };

  const nodesOf = (element: Element): Element[] =>
    below(element.shadowRoot as ShadowRoot).filter((one) => one.part.length);

  it('stays as it is: the same nodes, which say the same, and nothing of what only the server’s rendering needed', async () => {
    const page = await load(written());
    const before = Object.keys(rendered).map((name) => ({
      name,
      nodes: nodesOf(page.of(name)).map((node) => ({ node, words: said(node) })),
    }));
    for (const { name, label } of Object.keys(rendered).map((name) => ({ name, label: rendered[name]?.label }))) {
      expect(!!part(page.of(name), 'button'), name).to.equal(label !== null);
    }
    await page.run('/src/ssr/hydrate.ts');
    for (const { name, nodes } of before) {
      const element = page.of(name);
      const there = nodesOf(element);
      const other = nodes.filter(({ node, words }) => !there.includes(node) || !said(node).startsWith(words));
      expect(other.map(({ node }) => node.part.value).join(), name).to.equal('');
      const left = element.shadowRoot?.querySelectorAll(':scope > style, :scope > script, :scope > noscript, slot');
      expect(left?.length, name).to.equal(0);
    }
    expect(page.lines.join('\n')).to.equal('');
  });

  it('keeps the focus, goes on with the time, and opens its dialog and cancels by the page’s own handler', async () => {
    const page = await load(written(['with an end']));
    const element = page.of('with an end');
    const button = part(element, 'button') as HTMLButtonElement;
    button.focus();
    expect(element.shadowRoot?.activeElement === button).to.equal(true);
    await page.run('/src/ssr/hydrate.ts');
    expect(element.shadowRoot?.activeElement === button, 'it has the focus').to.equal(true);
    // Its end is said in the zone of who looks, which no server knows.
    await until(() => part(element, 'hint'), 'the hint is there');
    page.window.document.addEventListener('order-cancel-request', (event) => {
      const view = element.view as OrderView;
      event.respondWith(Promise.resolve({ ...view, order: { ...view.order, status: 'CANCELLED', revision: 'r2' } }));
    });
    const settled = new Promise((resolve) => {
      page.window.document.addEventListener('order-cancel-settled', ({ result }) => resolve(result.ok));
    });
    button.click();
    const dialog = await dialogOf(element);
    await until(() => part(dialog, 'confirm')?.getAttribute('aria-disabled') === 'false', 'it can be confirmed');
    part(dialog, 'confirm')?.click();
    expect(await settled).to.equal(true);
    expect(page.lines.join('\n')).to.equal('');
  });

  it('speaks the page’s language, where the server has rendered another, in the same nodes', async () => {
    const page = await load(`<section id="cancel" lang="de">${rendered['cancel']?.html}</section>`);
    const element = page.of('cancel');
    const button = part(element, 'button') as HTMLElement;
    expect(said(button)).to.equal('Cancel order');
    await page.run('/src/ssr/hydrate.ts');
    expect(said(button)).to.equal('Bestellung stornieren');
    expect(part(element, 'button') === button).to.equal(true);
    expect(page.lines.join('\n')).to.equal('');
  });

  it('gives way to what the page itself says of the order, whatever it was', async () => {
    const page = await load(written(['cancel', 'badge: requested']));
    const { view } = JSON.parse(page.of('cancel').shadowRoot?.querySelector('script')?.textContent as string);
    page.of('cancel').view = { ...view, order: { ...view.order, status: 'SHIPPED', revision: 'r2' } };
    await page.run('/src/ssr/hydrate.ts');
    expect(part(page.of('cancel'), 'button')).to.equal(null);
    expect(said(page.of('cancel'))).to.contain('This order has been shipped');
    expect(page.of('cancel').shadowRoot?.querySelectorAll('style, slot').length).to.equal(0);
    expect(said(page.of('badge: requested'))).to.equal('Cancellation requested');
    expect(page.lines.join('\n')).to.equal('');
  });

  it('is taken over where a script has put it in later, too', async () => {
    const page = await load('');
    await page.run('/src/ssr/hydrate.ts');
    page.body.innerHTML = written(['in German']);
    const element = page.of('in German');
    expect(said(element.shadowRoot?.querySelector('button') ?? null)).to.equal('Bestellung stornieren');
    const button = part(element, 'button');
    await until(() => element.hasUpdated, 'it is there');
    expect(part(element, 'button') === button, 'the same').to.equal(true);
    expect(element.querySelector('template')).to.equal(null);
    expect(page.lines.join('\n')).to.equal('');
  });

  it('is rendered anew where the elements were registered before, or Lit’s own hydration is there', async () => {
    for (const entries of [
      ['/src/define.ts', '/src/ssr/hydrate.ts'],
      ['/node_modules/@lit-labs/ssr-client/development/lit-element-hydrate-support.js', '/src/ssr/hydrate.ts'],
    ]) {
      const page = await load(written(['cancel']));
      const element = page.of('cancel');
      const { view, policy } = JSON.parse(element.shadowRoot?.querySelector('script')?.textContent as string);
      Object.assign(element, { view, policy });
      await page.run(...entries);
      await until(() => part(element, 'button'), 'there is a button');
      expect(element.shadowRoot?.querySelectorAll('button').length).to.equal(1);
      expect(element.shadowRoot?.querySelectorAll('style, slot').length).to.equal(0);
      expect(page.lines.join('\n')).to.equal('');
    }
  });
});
