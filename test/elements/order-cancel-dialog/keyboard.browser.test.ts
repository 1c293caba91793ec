import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import type { CancelPolicy, Order } from 'order-cancel-elements';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { anOrder } from '../../support/elements/orders.ts';
import { dialogOf, focused, hasten, keepConsole, part, pause, said, until } from '../../support/elements/page.ts';
import { aShop, gate, loseAnswer } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

/** The other side, as sentences name it. */
const grace = { name: '\u2068Grace\u2069' };

describe('the dialog by keyboard alone', () => {
  keepConsole();

  const press = (key: string) => sendKeys({ press: key });

  /** How a person would call what has the focus. */
  const focus = (): string => {
    const element = focused();
    const labels = (element as HTMLInputElement | null)?.labels;
    return labels?.length ? said(labels[0] as Element) : said(element);
  };

  /** Presses Tab, with Shift to go back, until the element of that name has the focus. */
  const tabTo = async (name: string, back = false): Promise<void> => {
    for (let steps = 0; steps < 30; steps++) {
      if (back) await sendKeys({ down: 'Shift' });
      await press('Tab');
      if (back) await sendKeys({ up: 'Shift' });
      if (focus() === name) return;
    }
    throw new Error(`Tab never came to ${name}`);
  };

  const page = async (order: Order = anOrder(), policy: CancelPolicy = poshmark) => {
    const shop = aShop({ policies: [policy], orders: [order] });
    const root = await fixture(html`<div>
      <button>Before</button>
      <order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>
      <button>After</button>
    </div>`);
    const [before, button] = [...root.children] as [HTMLElement, HTMLElement];
    await until(() => part(button, 'button'), 'the order was read');
    before.focus();
    await press('Tab');
    await press('Enter');
    const dialog = await dialogOf(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    return { shop, button, dialog };
  };

  it('opens by Enter, begins on “Keep order”, and the final button comes last', async () => {
    const { dialog } = await page();
    await until(() => focus() === 'Keep order', 'the least destructive action has the focus');
    await press('Tab');
    expect(focus()).to.equal('Confirm cancellation');
    expect(dialog.contains(focused())).to.equal(true);
  });

  it('opens by Space', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await fixture(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    await until(() => part(button, 'button'), 'the order was read');
    part(button, 'button')?.focus();
    await press(' ');
    await dialogOf(button);
  });

  it('Escape closes it, sends nothing, and gives the focus back', async () => {
    const { shop, button } = await page();
    await press('Escape');
    await until(() => part(button, 'dialog') === null, 'it is closed');
    await until(() => focus() === 'Cancel order', 'the focus is back');
    expect(shop.posted().length).to.equal(0);
    await press('Enter');
    await dialogOf(button);
  });

  it('closed the moment it opens, it stays closed', async () => {
    const { button } = await page();
    await press('Escape');
    for (let round = 0; round < 5; round++) {
      await until(
        () => focus() === 'Cancel order' && part(button, 'dialog') === null,
        'it is closed, the focus is back',
      );
      await pause(30);
      expect(part(button, 'dialog') === null).to.equal(true);
      focused()?.click();
      part(await dialogOf(button), 'keep')?.click();
    }
  });

  it('“Keep order” closes it and gives the focus back', async () => {
    const { shop, button } = await page();
    await until(() => focus() === 'Keep order', 'it has the focus');
    await press('Enter');
    await until(() => part(button, 'dialog') === null, 'it is closed');
    await until(() => focus() === 'Cancel order', 'the focus is back');
    expect(shop.posted().length).to.equal(0);
  });

  it('Tab leads through every control in the order of reading, and nothing outside can have the focus', async () => {
    const { button } = await page();
    await until(() => focus() === 'Keep order', 'it has the focus');
    for (const name of ['Comment (optional)', 'Reason (optional)', text('write-to', grace)]) await tabTo(name, true);
    for (const name of ['Reason (optional)', 'Comment (optional)', 'Keep order', 'Confirm cancellation'])
      await tabTo(name);
    for (const outside of button.parentElement?.children ?? []) (outside as HTMLElement).focus();
    expect(focus()).to.equal('Confirm cancellation');
  });

  it('a message is written in place', async () => {
    const { shop, dialog } = await page();
    await tabTo(text('write-to', grace), true);
    await press('Enter');
    await until(() => part(dialog, 'message'), 'the message can be written');
    await tabTo('Your message');
    await tabTo('Send message');
    await press('Enter');
    await until(() => shop.sent.some(({ path }) => path.endsWith('/messages')), 'it was sent');
    expect(shop.posted().length).to.equal(0);
  });

  it('Enter on the final button cancels; the outcome gets the focus, and closing leads back', async () => {
    const { shop, button, dialog } = await page();
    await tabTo('Confirm cancellation');
    await press('Enter');
    await until(() => focus() === text('done.cancelled'), 'the outcome has the focus');
    expect(part(dialog, 'done')?.getAttribute('role')).to.equal('status');
    await tabTo('Close');
    await press('Enter');
    await until(() => part(button, 'dialog') === null, 'it is closed');
    await until(() => focus().startsWith(text('denied.already-cancelled')), 'the focus is where the button was');
    expect(shop.posted().length).to.equal(1);
  });

  it('Enter pressed many times cancels once', async () => {
    const { shop } = await page();
    const { hold, open } = gate();
    shop.meddle('POST', hold);
    await tabTo('Confirm cancellation');
    for (let times = 0; times < 5; times++) await press('Enter');
    open();
    await until(() => focus() === text('done.cancelled'), 'the outcome has the focus');
    expect(shop.posted().length).to.equal(1);
  });

  it('cannot be closed while it is being sent, by Escape however often', async () => {
    const { shop, dialog } = await page();
    const { hold, open } = gate();
    shop.meddle('POST', hold);
    await tabTo('Confirm cancellation');
    await press('Enter');
    await until(() => said(part(dialog, 'status')) === text('sending'), 'it is being sent');
    for (let times = 0; times < 4; times++) await press('Escape');
    await pause(50);
    expect(dialog.open).to.equal(true);
    open();
    await until(() => focus() === text('done.cancelled'), 'the outcome has the focus');
  });

  it('cannot be closed while it is checking, and the focus stays inside', async () => {
    hasten(2);
    const { shop, dialog } = await page();
    shop.meddle('POST', loseAnswer);
    await tabTo('Confirm cancellation');
    await press('Enter');
    await until(() => said(part(dialog, 'status')) === text('checking'), 'it is checking');
    await press('Escape');
    await press('Escape');
    expect(dialog.open).to.equal(true);
    expect(dialog.contains(focused())).to.equal(true);
    await until(() => focus() === text('done.cancelled'), 'the outcome has the focus');
  });

  it('B2B-4 the gate is passed by keyboard: the checkbox by Space', async () => {
    const { shop, dialog } = await page(anOrder({ status: 'PROCESSING' }), b2bSupplier);
    await until(() => part(dialog, 'message'), 'the message can be written');
    await tabTo('Confirm cancellation');
    await press('Enter');
    await until(() => focus() === 'Your message', 'what is in the way has the focus');
    expect(shop.posted().length).to.equal(0);
    await tabTo(text('contacted', grace));
    await press(' ');
    await tabTo('Confirm cancellation');
    await press('Enter');
    await until(() => focus() === text('done.cancelled'), 'it is cancelled');
  });

  it('B2B-4 the gate is passed by keyboard: the message, typed and sent', async () => {
    const { shop, dialog } = await page(anOrder({ status: 'PROCESSING' }), b2bSupplier);
    await until(() => part(dialog, 'message'), 'the message can be written');
    await tabTo('Your message', true);
    await sendKeys({ type: 'Stop, please. ' });
    await tabTo('Send message');
    await press('Enter');
    await until(() => shop.sent.some(({ path }) => path.endsWith('/messages')), 'it was sent');
    const [message] = shop.sent.filter(({ path }) => path.endsWith('/messages'));
    expect(message?.body.text).to.contain('Stop, please.');
    await tabTo('Confirm cancellation');
    await press('Enter');
    await until(() => focus() === text('done.cancelled'), 'it is cancelled');
  });

  it('BL-13 what is missing gets the focus, a comment is typed', async () => {
    const { shop } = await page(anOrder({ status: 'PAID' }), bricklink);
    await tabTo('Confirm request');
    await press('Enter');
    await until(() => focus() === 'Reason', 'the reason is asked for');
    await sendKeys({ type: 'Err' });
    await until(() => (focused() as HTMLSelectElement).value === 'listing-error', 'it is chosen');
    await tabTo('Comment');
    await sendKeys({ type: 'Wrong colour' });
    await tabTo('Confirm request');
    await press('Enter');
    await until(() => focus() === text('done.requested'), 'it is sent');
    const { reason, comment } = shop.posted()[0]?.body ?? {};
    expect([reason, comment].join()).to.equal('listing-error,Wrong colour');
  });
});
