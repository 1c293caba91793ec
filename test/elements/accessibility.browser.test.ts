import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import type { Cancellation, CancelPolicy, Order } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { cancellationStates } from '../../src/domain/records.ts';
import { dress, settings, violations } from '../support/elements/accessibility.ts';
import { type DialogScene, dialogScenes, openedScene } from '../support/elements/dialog-scenes.ts';
import { aCancellation, ago, anOrder, aPolicy, days, hours, usd } from '../support/elements/orders.ts';
import {
  below,
  consoleLines,
  findLanguages,
  keepConsole,
  openDialog,
  part,
  parts,
  said,
  until,
} from '../support/elements/page.ts';
import { aShop, gate, loseRequest, type Shop } from '../support/elements/shop.ts';

describe('axe finds nothing', () => {
  keepConsole();
  findLanguages();
  let undress = (): void => {};
  afterEach(() => undress());

  for (const [name, setting] of settings) {
    it(`in any state of button and badge: ${name}`, async () => {
      undress = dress(setting);
      const now = Date.now();
      const anAlert = { kind: 'NSS', filedAt: ago(days(3), now) };
      const given: [Order, CancelPolicy][] = [
        [anOrder({ placedAt: ago(hours(1), now) }), poshmark],
        [anOrder({ placedAt: ago(hours(4), now) }), poshmark],
        [anOrder({ status: 'LOST' }), poshmark],
        [anOrder({ status: 'SHIPPED' }), poshmark],
        [anOrder({ status: 'NSS', placedAt: ago(days(30), now), notices: [anAlert] }), bricklink],
        [anOrder({ status: 'CANCELLED' }), shopBuilder],
      ];
      const orders = cancellationStates.map((state) => anOrder({ number: state }));
      const { id, version } = poshmark;
      const policy = { id, version, hash: policyHash(poshmark) };
      const refund = { due: usd(4500), refunded: usd(1500), method: 'original', status: 'pending' as const };
      const cancellations = orders.map((order) =>
        aCancellation(order, {
          state: order.number as Cancellation['state'],
          policy,
          refund,
          respondBy: ago(-days(2)),
        }),
      );
      const shop = aShop({ policies: [poshmark], orders, cancellations });
      const [silent, closed, broken] = [1, 2, 3].map(() =>
        aShop({ policies: [poshmark], orders: [anOrder()] }),
      ) as Shop[];
      silent?.meddle('GET', gate().hold);
      closed?.meddle('GET', async () => new Response('', { status: 401 }));
      broken?.meddle('GET', loseRequest, loseRequest);
      const link = { links: { return: 'https://shop.example/returns' } };
      const page = await fixture(html`<main>
        <h1>Orders</h1>
        ${given.map(([order, policy]) => html`<p><order-cancel-button .order=${order} .policy=${{ ...policy, ...link }}></order-cancel-button></p>`)}
        ${orders.map(
          ({ id }) => html`<p>
          <order-cancel-button order-id=${id} .backend=${shop.backend}></order-cancel-button>
          <cancel-status-badge order-id=${id} .backend=${shop.backend}></cancel-status-badge>
        </p>`,
        )}
        <p><order-cancel-button order-id="nowhere" .backend=${shop.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="a" .backend=${silent?.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="b" .backend=${closed?.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="c" .backend=${broken?.backend}></order-cancel-button></p>
        <p><order-cancel-button order-id="d" .backend=${broken?.backend}><a href="/contact">Contact</a></order-cancel-button></p>
      </main>`);
      await until(() => parts(page, 'badge').length === orders.length, 'every badge is there');
      await until(() => parts(page, 'retry').length > 0, 'the broken backend is told');
      await until(() => parts(page, 'explanation').length > 5, 'denials are explained');
      await until(() => consoleLines().length > 0, 'the console was told');
      expect(await violations(page)).to.equal('');
      for (const button of parts(page, 'button')) expect(button.offsetHeight).to.be.least(44);
      expect(page.scrollWidth).to.be.most(page.clientWidth);
      consoleLines();
    });
  }

  for (const [name, scene] of Object.entries(dialogScenes)) {
    it(`in the dialog: ${name}, left to right and light, right to left and dark`, async () => {
      for (const index of [0, 3]) {
        undress = dress(settings[index]?.[1] ?? (null as never));
        const { button, dialog } = await openedScene(scene());
        expect(await violations(button)).to.equal('');
        expect(getComputedStyle(dialog).direction).to.equal(settings[index]?.[1].dir);
        button.remove();
        undress();
      }
    });
  }
});

describe('a narrow window', () => {
  keepConsole();
  before(() => setViewport({ width: 320, height: 568 }));
  after(() => setViewport({ width: 800, height: 600 }));
  let undress = (): void => {};
  afterEach(() => undress());

  for (const [name, setting] of settings.slice(0, 2)) {
    it(`of 320 px holds the dialog without scrolling sideways: ${name}`, async () => {
      undress = dress(setting);
      for (const scene of [
        'B2B processing, held',
        'SB seller, with methods',
        'PM cancel, with a warning',
        'done',
      ] as const) {
        const { button, dialog } = await openedScene((dialogScenes[scene] as () => DialogScene)());
        expect(innerWidth).to.equal(320);
        expect(document.documentElement.scrollWidth).to.be.most(320);
        const { left, right, bottom } = dialog.getBoundingClientRect();
        expect([left >= 0, right <= 320, bottom <= innerHeight].join(), scene).to.equal('true,true,true');
        const wide = below(dialog).filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 0 && (box.left < left - 0.5 || box.right > right + 0.5);
        });
        expect(wide.map(({ localName }) => localName).join(), scene).to.equal('');
        expect(dialog.scrollWidth, scene).to.be.most(dialog.clientWidth);
        button.remove();
      }
    });

    it(`of 320 px holds every explanation: ${name}`, async () => {
      undress = dress(setting);
      const long = aPolicy('none', { messages: { en: { 'not-yet-shipped': `Because${'e'.repeat(200)}` } } });
      const page = await fixture(html`<div>
        <order-cancel-button .order=${anOrder({ status: 'SHIPPED' })} .policy=${poshmark}></order-cancel-button>
        <order-cancel-button .order=${anOrder()} .policy=${long}></order-cancel-button>
      </div>`);
      await until(() => parts(page, 'explanation').length === 2, 'both are explained');
      expect(document.documentElement.scrollWidth).to.be.most(320);
    });
  }

  it('that is low too lets everything be reached', async () => {
    await setViewport({ width: 320, height: 256 });
    const { dialog } = await openedScene((dialogScenes['BL buyer, with what is missing'] as () => DialogScene)());
    for (const name of ['keep', 'confirm', 'comment', 'reason']) {
      const control = part(dialog, name) as HTMLElement;
      control.scrollIntoView();
      const { top, bottom } = control.getBoundingClientRect();
      expect(bottom > 0 && top < innerHeight, name).to.equal(true);
    }
  });
});

describe('in the dialog', () => {
  keepConsole();

  it('what is pressed and filled in is large enough for a finger', async () => {
    const { dialog } = await openedScene((dialogScenes['B2B processing, held'] as () => DialogScene)());
    const controls = below(dialog).filter(
      (element): element is HTMLElement =>
        element.matches('button, select, textarea, summary') && element.getClientRects().length > 0,
    );
    expect(controls.length).to.be.above(4);
    for (const control of controls) expect(control.offsetHeight, said(control)).to.be.least(44);
    const label = part(dialog, 'contacted')?.closest('label') as HTMLElement;
    expect(label.offsetHeight).to.be.least(44);
  });

  it('everything is in view as far as the window holds it', async () => {
    const form = await openedScene((dialogScenes['SB buyer'] as () => DialogScene)());
    const { top, bottom } = form.dialog.getBoundingClientRect();
    expect(bottom - top, 'a form that is longer than the window fills it').to.be.above(innerHeight - 40);
    form.button.remove();
    const { dialog } = await openedScene((dialogScenes.done as () => DialogScene)());
    const outcome = part(dialog, 'done') as HTMLElement;
    expect(outcome.scrollHeight).to.be.most(outcome.clientHeight + 1);
    expect(outcome.clientHeight).to.be.above(80);
  });

  it('the page’s font and its size are taken over', async () => {
    const order = anOrder();
    const page = await fixture(html`<div style="font: 700 22px monospace">
      <order-cancel-button .order=${order} .policy=${poshmark}></order-cancel-button>
    </div>`);
    const button = page.firstElementChild as Element;
    const dialog = await openDialog(button);
    for (const element of [part(button, 'button'), dialog, part(dialog, 'confirm')] as HTMLElement[]) {
      const { fontFamily, fontSize } = getComputedStyle(element);
      expect(`${fontFamily} ${fontSize}`).to.equal('monospace 22px');
    }
  });
});
