import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from 'order-cancel-elements';
import { renderElement, renderShadow } from 'order-cancel-elements/ssr';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { statesOf } from './states.ts';

type Node = DefaultTreeAdapterTypes.Node;

/** Every node of it, those of templates included. */
function below(node: Node): Node[] {
  const inside = 'content' in node ? [node.content] : [];
  const children = 'childNodes' in node ? node.childNodes : [];
  return [node, ...[...inside, ...children].flatMap(below)];
}

const named = (html: string, name: string) =>
  below(parseFragment(html)).flatMap((node) => ('tagName' in node && node.tagName === name ? [node] : []));

/** What a person reads of it: no styles, data or attributes. */
const said = (html: string): string =>
  below(parseFragment(html))
    .flatMap((node) =>
      'value' in node && !['style', 'script', 'noscript'].includes(node.parentNode?.nodeName ?? '') ? [node.value] : [],
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

const withoutData = (html: string): string => html.replace(/<script.*?<\/script>/s, '');

describe('what a server renders of an order that it knows', () => {
  for (const [name, { tag, settings, says, label }] of Object.entries(statesOf())) {
    it(`says the right thing and nothing else: ${name}`, async () => {
      const shadow = await renderShadow(tag, settings);
      assert.ok(said(shadow).includes(says), said(shadow));
      if (says === '' && label === null && settings.whenDenied === 'hide') assert.equal(said(shadow), '');
      const buttons = named(shadow, 'button').length;
      assert.deepEqual([buttons, buttons ? said(shadow) : null], label === null ? [0, null] : [1, label]);
      // What makes markup of data would show here.
      assert.equal(named(shadow, 'img').length, 0);
      assert.equal(named(shadow, 'script').length, 1);
    });
  }

  it('holds nothing that tells of other orders or people', async () => {
    const { cancel } = statesOf();
    const other = statesOf().cancel!;
    const [html] = await Promise.all([
      renderElement(cancel!.tag, cancel!.settings),
      renderElement(other.tag, other.settings),
    ]);
    assert.ok(!html.includes(`"${other.settings.view!.order.id}"`));
    // Names are in the view, for the dialog, and nowhere else.
    assert.ok(html.includes('"Ada"'));
    assert.ok(!withoutData(html).includes('Ada'));
  });

  it('renders each order for itself, also where one is asked for by several people at once', async () => {
    const { cancel } = statesOf();
    const { order } = cancel!.settings.view!;
    const views = ['PLACED', 'SHIPPED', 'PLACED', 'SHIPPED'].map((status) => ({
      ...cancel!.settings.view!,
      order: { ...order, status },
    }));
    const html = await Promise.all(
      [...views, undefined].map((view) => renderShadow('order-cancel-button', { ...cancel!.settings, view })),
    );
    assert.deepEqual(
      html.map((shadow) => named(shadow, 'button').length),
      [1, 0, 1, 0, 0],
    );
    assert.equal(html[4], '');
  });

  it('gives no view that is not as the contract says, and leaves the page what it has put inside', async () => {
    const view = { order: { id: '1' }, policy: {}, now: 'soon' } as never;
    const html = await renderElement('order-cancel-button', { view, fallback: '<a href="/c">Contact</a>' });
    assert.equal(html, '<order-cancel-button order-id="1"><a href="/c">Contact</a></order-cancel-button>');
  });

  it('has a link in the button’s words for who has no script, or what the page has put inside', async () => {
    const { settings } = statesOf().cancel!;
    const html = await renderElement('order-cancel-button', { ...settings, href: '/cancel?a="b"&c' });
    assert.ok(
      html.endsWith('</template><a href="/cancel?a=&quot;b&quot;&amp;c">Cancel order</a></order-cancel-button>'),
    );
    const own = await renderElement('order-cancel-button', { ...settings, fallback: '<form></form>' });
    assert.ok(own.endsWith('</template><form></form></order-cancel-button>'));
  });

  it('writes what has attributes as attributes, escaped', async () => {
    const { settings } = statesOf().cancel!;
    const more = { backend: '/api', actor: 'buyer', signInUrl: '/sign-in', attributes: { class: 'a"b' } } as const;
    const html = await renderElement('order-cancel-button', { ...settings, ...more });
    const id = settings.view!.order.id;
    const start = `<order-cancel-button class="a&quot;b" order-id="${id}" backend="/api" actor="buyer" sign-in-url="/sign-in">`;
    assert.ok(html.startsWith(start), html.slice(0, 200));
  });

  it('gives its styles the nonce of the page', async () => {
    const { settings, tag } = statesOf().cancel!;
    const shadow = await renderShadow(tag, { ...settings, nonce: 'abc' });
    assert.deepEqual(
      [...shadow.matchAll(/<style( nonce="abc")?>/g)].map(([, nonce]) => nonce),
      Array(2).fill(' nonce="abc"'),
    );
  });

  it('has links only to where they may lead, read against the page', async () => {
    const { settings, tag } = statesOf()['with a way on']!;
    const policy = { ...(settings.policy as CancelPolicy), links: { return: '/returns/{orderId}' } };
    const hrefs = async (url: string | undefined) =>
      named(await renderShadow(tag, { ...settings, policy, url }), 'a').map(
        ({ attrs }) => attrs.find(({ name }) => name === 'href')?.value,
      );
    const { id } = settings.view!.order;
    assert.deepEqual(await hrefs('https://shop.example/account'), [`https://shop.example/returns/${id}`]);
    assert.deepEqual(await hrefs(undefined), []);
    assert.equal('document' in globalThis || 'location' in globalThis, false);
  });

  it('says the same whatever the time of the machine', async (test) => {
    const { settings, tag } = statesOf()['with an end']!;
    const before = await renderShadow(tag, settings);
    test.mock.timers.enable({ apis: ['Date'], now: 0 });
    assert.equal(await renderShadow(tag, settings), before);
  });
});
