import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Order, OrderCancelButton, OrderView } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { anOrder } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  consoleLine,
  consoleLines,
  dialogOf,
  enter,
  field,
  hasten,
  heard,
  keepConsole,
  openDialog,
  part,
  replace,
  said,
  until,
} from '../../support/elements/page.ts';
import { aShop, gate, loseAnswer, loseRequest, type Shop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('a cancellation whose outcome is unknown', () => {
  keepConsole();

  const lost = Array.from({ length: 4 }, () => loseRequest);
  const mount = (backend: Shop['backend'] | string, { id }: Order) =>
    fixture<OrderCancelButton>(html`<order-cancel-button order-id=${id} .backend=${backend}></order-cancel-button>`);

  /** Confirms with a comment, and loses every answer. */
  const confirmed = async () => {
    hasten(50);
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop.backend, order);
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
    shop.meddle('POST', ...lost);
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'check'), 'it is unknown');
    expect(await consoleLine()).to.contain('no answer came');
    const keys = () => shop.posted().map(({ headers }) => headers.get('Idempotency-Key'));
    return { order, shop, button, dialog, keys };
  };

  it('is named by the button once the dialog was closed, and found out with the same key when it is opened again', async () => {
    const { shop, button, dialog, keys } = await confirmed();
    part(dialog, 'close')?.click();
    await until(() => said(part(button, 'button')) === text('check-again'), 'the button says so');
    expect(said(button)).to.contain(text('unresolved'));
    const again = await openDialog(button);
    expect(said(again)).to.contain(text('title.unknown'));
    expect(part(again, 'confirm')).to.equal(null);
    part(again, 'check')?.click();
    await until(() => part(again, 'done'), 'it is found out');
    expect(new Set(keys()).size).to.equal(1);
    expect(shop.posted().at(-1)?.body.comment).to.equal('Please');
    expect(shop.shop.ledger().length).to.equal(1);
  });

  it('survives a reload of the page: another element goes on with the same key and body', async () => {
    const { order, shop, button, keys } = await confirmed();
    const kept = Object.entries(localStorage).filter(([name]) => name.endsWith(`"${order.id}"]`));
    expect(kept.length).to.equal(1);
    expect(JSON.parse(kept[0]?.[1] as string).intent.key).to.equal(keys()[0]);
    button.remove();
    const other = await mount(shop.backend, order);
    await until(() => said(part(other, 'button')) === text('check-again'), 'the button says so');
    const dialog = await openDialog(other);
    part(dialog, 'check')?.click();
    await until(() => part(dialog, 'done'), 'it is found out');
    expect(new Set(keys()).size).to.equal(1);
    expect(new Set(shop.posted().map(({ body }) => JSON.stringify(body))).size).to.equal(1);
    expect(Object.keys(localStorage).filter((name) => name.endsWith(`"${order.id}"]`)).length).to.equal(0);
  });

  it('is over as soon as reading the order tells of it', async () => {
    hasten(50);
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop.backend, order);
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    shop.meddle('POST', loseAnswer);
    shop.meddleAlways(loseRequest);
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'check'), 'it is unknown');
    await until(() => consoleLines().join().includes('no answer came'), 'the console was told');
    shop.meddleAlways(null);
    part(dialog, 'close')?.click();
    await until(() => said(part(button, 'button')) === text('check-again'), 'the button says so');
    await button.refresh();
    expect(said(button)).to.contain(text('denied.already-cancelled'));
    expect(said(button)).not.to.contain(text('check-again'));
  });

  it('is shown as done in the open dialog as soon as reading the order tells of it', async () => {
    hasten(50);
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop.backend, order);
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    shop.meddle('POST', loseAnswer);
    shop.meddleAlways(loseRequest);
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'check'), 'it is unknown');
    await until(() => consoleLines().join().includes('no answer came'), 'the console was told');
    shop.meddleAlways(null);
    await button.refresh();
    await until(() => part(dialog, 'done'), 'it is told');
  });

  it('is not sent again where the order cannot be read', async () => {
    const { shop, dialog, keys } = await confirmed();
    shop.meddle('GET', loseRequest);
    part(dialog, 'check')?.click();
    await until(() => consoleLines().join().includes('could not be read'), 'reading failed');
    await until(() => part(dialog, 'check'), 'it is unknown still');
    expect(keys().length).to.equal(4);
    await until(() => part(dialog, 'check')?.isConnected, 'it may be tried again');
    consoleLines();
  });

  it('is kept for as long as the page where site data is blocked', async () => {
    const { setItem, getItem } = Storage.prototype;
    const blocked = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    replace(Storage.prototype, 'setItem', blocked);
    replace(Storage.prototype, 'getItem', blocked);
    expect(setItem).not.to.equal(getItem);
    const { button, dialog, keys } = await confirmed();
    part(dialog, 'close')?.click();
    await until(() => said(part(button, 'button')) === text('check-again'), 'the button says so');
    const again = await openDialog(button);
    part(again, 'check')?.click();
    await until(() => part(again, 'done'), 'it is found out');
    expect(new Set(keys()).size).to.equal(1);
  });

  it('offline nothing is sent, and nothing is sent by itself later', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop.backend, order);
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'problem'), 'it is said');
      expect(said(part(dialog, 'problem'))).to.equal(text('problem.offline'));
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Please');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
    const before = shop.sent.length;
    dispatchEvent(new Event('online'));
    await until(() => shop.sent.length > before, 'the order is read again');
    expect(shop.posted().length).to.equal(0);
    expect(Object.keys(localStorage).filter((name) => name.endsWith(`"${order.id}"]`)).length).to.equal(0);
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
  });

  describe('since no answer comes', () => {
    const never = () => new Promise<never>(() => {});

    it('can be left after ten seconds: the dialog says that it is waited for still, and the button that it is not known', async () => {
      hasten(100);
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await mount(shop.backend, order);
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      part(dialog, 'confirm')?.click();
      await until(() => said(part(dialog, 'status')) === text('still-waiting'), 'it is said');
      buttonNamed(dialog, 'Close')?.click();
      await until(() => part(button, 'dialog') === null, 'it is closed');
      expect(said(part(button, 'button'))).to.equal(text('check-again'));
      letGo();
      await until(() => said(button).includes(text('denied.already-cancelled')), 'the answer came in the end');
      expect(shop.posted().length).to.equal(1);
    });

    it('of a promise of the page’s own that never settles: it can be left, and is unknown in the end', async () => {
      hasten(1000);
      const settled = heard('order-cancel-settled');
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await mount(shop.backend, order);
      button.addEventListener('order-cancel-request', (event) => event.respondWith(never()));
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      part(dialog, 'confirm')?.click();
      await until(() => said(part(dialog, 'status')) === text('still-waiting'), 'it is said');
      buttonNamed(dialog, 'Close')?.click();
      await until(() => said(part(button, 'button')) === text('check-again'), 'the button says so');
      await until(() => settled.length, 'the outcome is given up');
      expect(await consoleLine()).to.contain('no answer came');
      expect(settled.map(({ result }) => (result.ok ? 'ok' : result.problem.code)).join()).to.equal('unknown-outcome');
    });

    it('takes an answer of the page’s own that comes later than anybody waited', async () => {
      hasten(1000);
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await mount(shop.backend, order);
      let answer = (_view: OrderView): void => {};
      button.addEventListener('order-cancel-request', (event) =>
        event.respondWith(
          new Promise((resolve) => {
            answer = resolve;
          }),
        ),
      );
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'check'), 'it is given up');
      expect(await consoleLine()).to.contain('no answer came');
      const posted = await shop.backend.send(
        {
          type: 'cancellation',
          key: 'the-page-did-it',
          orderId: order.id,
          revision: order.revision,
          body: { action: 'cancel', policyHash: policyHash(poshmark) },
        },
        {},
      );
      if (posted.ok && posted.view) answer(posted.view);
      await until(() => part(dialog, 'done'), 'it is told');
    });

    it('holds while it is expected: the dialog cannot be left at once', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await mount(shop.backend, order);
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      part(dialog, 'confirm')?.click();
      await until(() => said(part(dialog, 'status')) === text('sending'), 'it is being sent');
      expect((part(dialog, 'keep') as HTMLButtonElement).disabled).to.equal(true);
      letGo();
      await until(() => part(button, 'done'), 'it is done');
      expect((await dialogOf(button)).open).to.equal(true);
    });
  });
});
