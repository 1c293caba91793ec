import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import type { Cancellation, CancelTimeline, OrderCancelLookup } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { cancellationStates } from '../../src/domain/records.ts';
import { dress, violations } from '../support/elements/accessibility.ts';
import { aCase } from '../support/elements/case.ts';
import { dialogScenes, openedScene } from '../support/elements/dialog-scenes.ts';
import { aCancellation, ago, anOrder, aPolicy, days, hours, usd } from '../support/elements/orders.ts';
import { consoleLines, enter, findLanguages, keepConsole, part, parts, until } from '../support/elements/page.ts';
import { clipped, registerPseudo, unworded } from '../support/elements/pseudo.ts';
import { openedQueue, queueScenes } from '../support/elements/queue-scenes.ts';
import { aShop, gate, loseRequest } from '../support/elements/shop.ts';

/** What the shop and people say in the tests: titles, numbers, names, comments, carriers. */
const data =
  /\u2068[^⟦⟧\u2069]*\u2069|No-\d+|Buyer \d+|N-\d+|Please, number \d+|Wool scarf|Linen jacket|[a-z-]+@[a-z.]+|https?:\S+|\bAAA\b|poshmark|bricklink|shop-builder|\bo\d+\b/gi;

/** Everything in one engine; in the others, whose fonts are wider, buttons and badges, mirrored. */
const inFull = navigator.userAgent.includes('Chrome');
const languages = (inFull ? [false, true] : [true]).map((isMirrored) => ({
  isMirrored,
  tag: registerPseudo(isMirrored),
}));

/** What is wrong with an element in a language that is longer than any. */
async function faultsOf(element: Element): Promise<string[]> {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
  const axe = await violations(element);
  // What some of the states are made with is told on the console; other tests look at that.
  consoleLines();
  return [...unworded(element, data), ...clipped(element), ...wide, ...(axe ? [axe] : [])];
}

for (const { isMirrored, tag } of languages) {
  describe(`a language of longer words, ${isMirrored ? 'from right to left' : 'from left to right'}, at 320 px`, () => {
    keepConsole();
    findLanguages();
    let undress = (): void => {};
    before(() => setViewport({ width: 320, height: 640 }));
    after(() => setViewport({ width: 800, height: 600 }));
    beforeEach(() => {
      undress = dress({ lang: tag, dir: isMirrored ? 'rtl' : 'ltr', dark: false });
    });
    afterEach(() => undress());

    it('says all that buttons and badges say', async () => {
      const now = Date.now();
      const anAlert = { kind: 'NSS', filedAt: ago(days(3), now) };
      const orders = cancellationStates.map(() => anOrder());
      const { id, version } = poshmark;
      const cancellations = orders.map((order, index) =>
        aCancellation(order, {
          state: cancellationStates[index] as Cancellation['state'],
          policy: { id, version, hash: policyHash(poshmark) },
          refund: { due: usd(4500), refunded: usd(1500), method: 'original', status: 'pending' },
          respondBy: ago(-days(2)),
        }),
      );
      const shop = aShop({ policies: [poshmark], orders, cancellations });
      const [silent, closed, broken] = [1, 2, 3].map(() => aShop({ policies: [poshmark], orders: [anOrder()] }));
      silent?.meddle('GET', gate().hold);
      closed?.meddle('GET', async () => new Response('', { status: 401 }));
      broken?.meddle('GET', loseRequest);
      const given = [
        [anOrder({ placedAt: ago(hours(1), now) }), poshmark],
        [anOrder({ placedAt: ago(hours(4), now) }), poshmark],
        [anOrder({ status: 'LOST' }), poshmark],
        [anOrder({ status: 'SHIPPED' }), poshmark],
        [anOrder({ status: 'NSS', placedAt: ago(days(30), now), notices: [anAlert] }), bricklink],
        [anOrder({ status: 'CANCELLED' }), shopBuilder],
      ] as const;
      const page = await fixture(html`<main>
        ${given.map(([order, policy]) => html`<p><order-cancel-button .order=${order} .policy=${policy}></order-cancel-button></p>`)}
        ${orders.map(
          (order) => html`<p>
            <order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>
            <cancel-status-badge order-id=${order.id} .backend=${shop.backend}></cancel-status-badge>
          </p>`,
        )}
        <p><order-cancel-button order-id="nowhere" .backend=${shop.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="a" .backend=${silent?.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="b" .backend=${closed?.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="c" .backend=${broken?.backend}></order-cancel-button></p>
      </main>`);
      await until(() => parts(page, 'badge').length === orders.length, 'every badge is there');
      await until(() => parts(page, 'retry').length > 0, 'the broken backend is told');
      await until(() => parts(page, 'explanation').length > 5, 'denials are explained');
      expect(await faultsOf(page)).to.deep.equal([]);
    }).timeout(30_000);

    if (!inFull) return;

    for (const name of Object.keys(queueScenes)) {
      it(`says all of the queue: ${name}`, async () => {
        const queue = await openedQueue(name);
        const faults = await faultsOf(queue);
        queue.remove();
        expect(faults).to.deep.equal([]);
      }).timeout(30_000);
    }

    for (const [name, scene] of Object.entries(dialogScenes)) {
      it(`says all of the dialog: ${name}`, async () => {
        const { button } = await openedScene(scene());
        expect(await faultsOf(button)).to.deep.equal([]);
      }).timeout(30_000);
    }

    it('says all of the withdrawal', async () => {
      const shop = aShop({ policies: [aPolicy()], actor: null });
      const element = await fixture(html`<contract-withdrawal .backend=${shop.backend}></contract-withdrawal>`);
      await until(() => part(element, 'button'), 'there is a button');
      part(element, 'button')?.click();
      await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
      expect(await faultsOf(element)).to.deep.equal([]);
    }).timeout(30_000);

    it('says all of the lookup, found and not found', async () => {
      const shop = aShop({ policies: [bricklink], orders: [anOrder({ status: 'PAID', number: '2470' })] });
      const lookup = await fixture<OrderCancelLookup>(
        html`<order-cancel-lookup .backend=${shop.backend} actor="buyer"></order-cancel-lookup>`,
      );
      await until(() => part(lookup, 'input'), 'there is a field');
      for (const [number, found] of [
        ['1', () => part(lookup, 'message')],
        ['2470', () => part(lookup, 'button', 'request')],
      ] as const) {
        enter(part<HTMLInputElement>(lookup, 'input'), number);
        part(lookup, 'find')?.click();
        await until(found, `${number} was looked for`);
        expect(await faultsOf(lookup), number).to.deep.equal([]);
      }
    }).timeout(30_000);

    it('says all of the help page', async () => {
      const page = await fixture(html`<cancel-policy .policy=${poshmark} actor="buyer"></cancel-policy>`);
      await until(() => part(page, 'page'), 'the page is made');
      expect(await faultsOf(page)).to.deep.equal([]);
    }).timeout(30_000);

    it('says all of the timeline', async () => {
      const of = aCase();
      await of.tell(6);
      const timeline = await fixture<CancelTimeline>(
        html`<cancel-timeline order-id=${of.orderId} actor="buyer" .backend=${of.backendFor('buyer')}></cancel-timeline>`,
      );
      await until(() => part(timeline, 'compose') && part(timeline, 'routes'), 'the record is there');
      expect(await faultsOf(timeline)).to.deep.equal([]);
    }).timeout(30_000);
  });
}
