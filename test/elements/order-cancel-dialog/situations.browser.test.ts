import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import type { Order, OrderCancelButton } from 'order-cancel-elements';
import { restBackend } from 'order-cancel-elements/backend';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aPage } from '../../support/elements/frame.ts';
import { anOrder, days, hours } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  enter,
  field,
  hasten,
  heard,
  keepConsole,
  openDialog,
  part,
  parts,
  replace,
  said,
  until,
} from '../../support/elements/page.ts';
import { answerWith, aShop, gate, loseAnswer, loseRequest, type Shop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

const asHtml = { headers: { 'Content-Type': 'text/html' } };

describe('situations in which people confirm', () => {
  keepConsole();

  const mount = (shop: Shop, { id }: Order, backend = shop.backend) =>
    fixture<OrderCancelButton>(html`<order-cancel-button order-id=${id} .backend=${backend}></order-cancel-button>`);

  /** A dialog that may be confirmed, with a comment typed. */
  const opened = async (button: Element): Promise<HTMLDialogElement> => {
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    return dialog;
  };

  const open = async ({ orders = [anOrder()], backendOf = (shop: Shop) => shop.backend } = {}) => {
    const [order] = orders as [Order];
    const shop = aShop({ policies: [poshmark], orders });
    const button = await mount(shop, order, backendOf(shop));
    const dialog = await opened(button);
    enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
    return {
      shop,
      order,
      button,
      dialog,
      confirm: () => part(dialog, 'confirm')?.click(),
      done: () => until(() => part(dialog, 'done'), 'it is done'),
      status: (words: 'sending' | 'checking') =>
        until(() => said(part(dialog, 'status')) === text(words), `it says: ${words}`),
    };
  };

  /** Cancelled and paid back once; everything that was posted was one request, so many times. */
  const isDoneOnce = (shop: Shop, posts: number): void => {
    const posted = shop.posted();
    expect(posted.length, 'posts').to.equal(posts);
    expect(new Set(posted.map(({ headers }) => headers.get('Idempotency-Key'))).size, 'keys').to.equal(1);
    expect(new Set(posted.map(({ body }) => JSON.stringify(body))).size, 'bodies').to.equal(1);
    expect(shop.shop.ledger().length, 'effects').to.equal(1);
    expect(shop.shop.orders()[0]?.payment.refunded.amount).to.equal(4500);
  };

  it('lost response: says that it is checked, asks again under the same key, and is done once', async () => {
    hasten(20);
    const { shop, confirm, done, status } = await open();
    shop.meddle('POST', loseAnswer);
    confirm();
    await status('checking');
    await done();
    isDoneOnce(shop, 2);
  });

  it('stalled body: is given up in time, asked again under the same key, and is done once', async () => {
    hasten(20);
    const { timeout } = AbortSignal;
    replace(AbortSignal, 'timeout', (ms) => timeout.call(AbortSignal, ms / 100));
    let stalled = 0;
    const backendOf = (shop: Shop) =>
      restBackend({
        base: shop.base,
        async fetch(input, init) {
          const response = await shop.fetch(input, init);
          if (init?.method !== 'POST' || stalled) return response;
          stalled++;
          const bytes = new Uint8Array(await response.arrayBuffer());
          // The beginning comes, and then nothing more.
          const body = new ReadableStream({
            start(controller) {
              controller.enqueue(bytes.subarray(0, 40));
              init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
            },
          });
          return new Response(body, response);
        },
      });
    const { shop, confirm, done, status } = await open({ backendOf });
    confirm();
    await status('checking');
    await done();
    expect(stalled).to.equal(1);
    isDoneOnce(shop, 2);
  });

  for (const [what, answer] of [
    ['HTML with status 200', answerWith('<h1>Cancelled!</h1>', { status: 200, ...asHtml })],
    ['cut JSON with status 200', answerWith('{"order":{"id":"o-', { status: 200 })],
  ] as const) {
    it(`${what}: is taken for no answer, asked again under the same key, and is done once`, async () => {
      hasten(20);
      const { shop, confirm, done, status } = await open();
      const { hold, open: letGo } = gate();
      shop.meddle('POST', answer, hold);
      confirm();
      await status('checking');
      await until(() => shop.posted().length === 2, 'it is asked again');
      expect(shop.shop.ledger().length, 'nothing was shown as done before').to.equal(0);
      letGo();
      await done();
      isDoneOnce(shop, 2);
    });
  }

  it('double click: opens one dialog, and sends one request', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop, order);
    await until(() => part(button, 'button'), 'there is a button');
    for (let click = 0; click < 2; click++) part(button, 'button')?.click();
    const dialog = await opened(button);
    expect(parts(button, 'dialog').length).to.equal(1);
    for (let click = 0; click < 2; click++) part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
    isDoneOnce(shop, 1);
  });

  it('Enter held: sends one request, and its repetitions do not close what came of it', async () => {
    const { shop, dialog, done } = await open();
    const { hold, open: letGo } = gate();
    shop.meddle('POST', hold);
    part(dialog, 'confirm')?.focus();
    for (let times = 0; times < 5; times++) await sendKeys({ down: 'Enter' });
    await until(() => shop.posted().length === 1, 'it is sent');
    letGo();
    await done();
    for (let times = 0; times < 3; times++) await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    expect(dialog.open && said(dialog).includes(text('done.cancelled'))).to.equal(true);
    isDoneOnce(shop, 1);
  });

  it('Escape while sending: the dialog stays until the outcome is shown', async () => {
    const { shop, dialog, confirm, done, status } = await open();
    const { hold, open: letGo } = gate();
    shop.meddle('POST', hold);
    confirm();
    await status('sending');
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'Escape' });
    expect(dialog.open).to.equal(true);
    letGo();
    await done();
    isDoneOnce(shop, 1);
  });

  it('element removed mid-flight: it is done once, and the order’s other elements show it', async () => {
    const { shop, order, button, confirm } = await open();
    const other = await mount(shop, order);
    const { hold, open: letGo } = gate();
    shop.meddle('POST', hold);
    confirm();
    await until(() => shop.posted().length === 1, 'it is sent');
    button.remove();
    letGo();
    await until(() => said(other).includes(text('denied.already-cancelled')), 'the other one shows it');
    isDoneOnce(shop, 1);
    const again = await mount(shop, order);
    await until(() => said(again).includes(text('denied.already-cancelled')), 'put there again, it shows it too');
  });

  it('order-id changed mid-flight: what was sent counts for its own order, and nothing for the new one', async () => {
    const orders = [anOrder(), anOrder()] as [Order, Order];
    const settled = heard('order-cancel-settled');
    const { shop, button, confirm } = await open({ orders });
    const { hold, open: letGo } = gate();
    shop.meddle('POST', hold);
    confirm();
    await until(() => shop.posted().length === 1, 'it is sent');
    button.orderId = orders[1].id;
    letGo();
    await until(() => settled.length === 1, 'it is told');
    expect([settled[0]?.orderId, settled[0]?.result.ok].join()).to.equal(`${orders[0].id},true`);
    isDoneOnce(shop, 1);
    expect(shop.shop.orders()[1]?.payment.refunded.amount).to.equal(0);
    await until(() => said(part(button, 'button')) === 'Cancel order', 'the new one can still be cancelled');
  });

  for (const [what, meddler, posts] of [
    ['carried out', loseAnswer, 1],
    ['lost', loseRequest, 2],
  ] as const) {
    it(`reload mid-flight, ${what}: the page says that it is not known, finds out, and it is done once`, async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const { element, reload } = await aPage('order-cancel-button', { orderId: order.id, backend: shop.backend });
      const dialog = await opened(element);
      const { hold, open: letGo } = gate();
      shop.meddle('POST', async (...given) => {
        // What came of it, before the page hears.
        await meddler(...given).catch(() => {});
        return hold(...given);
      });
      part(dialog, 'confirm')?.click();
      await until(
        () => shop.shop.ledger().length === (posts === 1 ? 1 : 0) && shop.posted().length === 1,
        'it is sent',
      );
      const { hold: holdRead, open: letRead } = gate();
      shop.meddle('GET', holdRead);
      const again = await reload();
      letRead();
      if (posts === 2) {
        await until(() => said(part(again, 'button')) === text('check-again'), 'it is said');
        const second = await openDialog(again);
        await until(() => part(second, 'check'), 'it can be checked');
        part(second, 'check')?.click();
        await until(() => part(second, 'done'), 'it is found out');
      } else await until(() => said(again).includes(text('denied.already-cancelled')), 'reading tells of it');
      isDoneOnce(shop, posts);
      letGo();
    });
  }

  it('two tabs: the second can only find out what became of what the first has sent, and it is done once', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const settings = { orderId: order.id, backend: shop.backend };
    const [first, second] = [
      (await aPage('order-cancel-button', settings)).element,
      (await aPage('order-cancel-button', settings)).element,
    ];
    const [one, other] = [await opened(first), await opened(second)];
    const { hold, open: letGo } = gate();
    shop.meddle('POST', hold, hold);
    part(one, 'confirm')?.click();
    await until(() => shop.posted().length === 1, 'the first has sent it');
    part(other, 'confirm')?.click();
    await until(() => shop.posted().length === 2, 'the second asks about it');
    letGo();
    for (const dialog of [one, other]) await until(() => part(dialog, 'done'), 'it is done in both');
    isDoneOnce(shop, 2);
  });

  it('back/forward cache: a page that is brought back shows what became of it meanwhile', async () => {
    const { shop, button, dialog, confirm, status } = await open();
    // Connections of a page that is put by are cut.
    const { hold, open: letGo } = gate();
    shop.meddle('POST', loseAnswer, hold);
    confirm();
    await status('checking');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    letGo();
    await until(() => part(dialog, 'done'), 'it is shown in the dialog');
    await until(() => said(button).includes(text('denied.already-cancelled')), 'and beside it');
    expect(shop.shop.ledger().length).to.equal(1);
  });

  it('back/forward cache: what another page did to the order meanwhile is explained in the open dialog', async () => {
    const { shop, order, dialog } = await open();
    shop.shop.ship(order.id, shop.now());
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until(() => said(part(dialog, 'why')).includes(text('denied.already-shipped')), 'it is explained');
    expect(part(dialog, 'confirm') === null).to.equal(true);
    expect(shop.posted().length).to.equal(0);
  });

  for (const [what, shift] of [
    ['fast', days(1)],
    ['slow', -days(1)],
  ] as const) {
    it(`clock a day ${what}: the same is offered, sent and done, by the server’s clock`, async () => {
      const { now } = Date;
      replace(Date, 'now', () => now() + shift);
      const { shop, button, confirm, done } = await open();
      expect(said(part(button, 'button'))).to.equal('Cancel order');
      confirm();
      await done();
      isDoneOnce(shop, 1);
      expect(JSON.stringify(shop.posted()[0]?.body)).to.contain('"action":"cancel"');
    });
  }

  /** The machine sleeps: no timer runs, and all clocks are later. */
  const sleep = (shop: Shop, duration: number): void => {
    const { now } = Date;
    replace(Date, 'now', () => now() + duration);
    shop.pass(duration);
  };

  it('deadline passing while asleep: the page that is seen again explains what is left, typed text kept', async () => {
    const { shop, dialog } = await open();
    sleep(shop, hours(3));
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => buttonNamed(dialog, 'Confirm request'), 'a request is left');
    expect(said(part(dialog, 'why'))).to.contain(text('why.window-closed'));
    expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Please');
    expect(shop.posted().length).to.equal(0);
  });

  it('deadline passing while asleep: confirmed before anybody noticed, nothing is cancelled, and what is left is offered', async () => {
    const { shop, dialog, confirm } = await open();
    sleep(shop, hours(3));
    confirm();
    await until(() => buttonNamed(dialog, 'Confirm request'), 'a request is left');
    expect(said(part(dialog, 'problem'))).to.equal(text('problem.decision-changed'));
    expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Please');
    expect(shop.shop.ledger().length).to.equal(0);
  });
});
