import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { OrderCancelButton, OrderCancelProvider } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aCancellation, anOrder } from '../support/elements/orders.ts';
import { buttonNamed, enter, field, keepConsole, openDialog, part, said, until } from '../support/elements/page.ts';
import { aShop } from '../support/elements/shop.ts';
import { text } from '../support/elements/words.ts';

describe('elements that are moved', () => {
  keepConsole();

  const mount = async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const page = await fixture(
      html`<div><div><order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button></div><div></div></div>`,
    );
    const button = page.querySelector('order-cancel-button') as OrderCancelButton;
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    return { order, shop, button, dialog, elsewhere: page.lastElementChild as HTMLElement };
  };

  it('keep their dialog over the page, with what was typed', async () => {
    const { button, dialog, elsewhere } = await mount();
    enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Typed before');
    elsewhere.append(button);
    await button.updateComplete;
    expect(dialog.open && dialog.matches(':modal'), 'it is over the page').to.equal(true);
    expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Typed before');
    buttonNamed(dialog, 'Keep order')?.click();
    await until(() => part(button, 'dialog') === null, 'it is closed');
  });

  it('keep their dialog over the page where they are taken out and put back later', async () => {
    const { button, dialog, elsewhere } = await mount();
    enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Typed before');
    button.remove();
    await new Promise((resolve) => setTimeout(resolve));
    elsewhere.append(button);
    await button.updateComplete;
    expect(dialog.matches(':modal'), 'it is over the page').to.equal(true);
    await button.refresh();
    expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Typed before');
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
  });

  it('keep the question of what became of a cancellation over the page', async () => {
    const order = anOrder({ status: 'OCR' });
    const policy = { id: bricklink.id, version: bricklink.version, hash: policyHash(bricklink) };
    const shop = aShop({ policies: [bricklink], orders: [order], cancellations: [aCancellation(order, { policy })] });
    const page = await fixture(
      html`<div><div><order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button></div><div></div></div>`,
    );
    const button = page.querySelector('order-cancel-button') as OrderCancelButton;
    await until(() => part(button, 'action', 'withdraw'), 'it can be withdrawn');
    part(button, 'action', 'withdraw')?.click();
    await until(() => part<HTMLDialogElement>(button, 'dialog')?.open, 'it is asked');
    page.lastElementChild?.append(button);
    await button.updateComplete;
    expect(part(button, 'dialog')?.matches(':modal')).to.equal(true);
  });

  describe('into a frame', () => {
    const aFrame = async (): Promise<Document> => {
      const frame = await fixture<HTMLIFrameElement>(html`<iframe title="Another document" width="800"></iframe>`);
      return frame.contentDocument as Document;
    };
    const radiusOf = (button: Element): string =>
      (button.ownerDocument.defaultView as Window).getComputedStyle(part(button, 'button') as Element).borderRadius;

    it('keep their looks, render on, and can be used', async () => {
      const { order, shop, button, dialog } = await mount();
      buttonNamed(dialog, 'Keep order')?.click();
      await until(() => part(button, 'dialog') === null, 'it is closed');
      const before = radiusOf(button);
      const body = (await aFrame()).body;
      body.append(button);
      await button.updateComplete;
      await button.refresh();
      expect(radiusOf(button)).to.equal(before);
      const again = await openDialog(button);
      expect(again.matches(':modal')).to.equal(true);
      part(again, 'confirm')?.click();
      await until(() => part(again, 'done'), 'it is done');
      await until(() => said(button).includes(text('denied.already-cancelled')), 'it renders on');
      expect(shop.posted().length).to.equal(1);
      expect(order.id).to.be.a('string');
    });

    it('keep a dialog that is open, with its looks and what was typed', async () => {
      const { button, dialog } = await mount();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Typed before');
      const { paddingTop } = getComputedStyle(dialog);
      const { body } = await aFrame();
      body.append(button);
      await button.updateComplete;
      const { defaultView } = body.ownerDocument;
      expect(defaultView?.getComputedStyle(dialog).paddingTop).to.equal(paddingTop);
      expect(dialog.matches(':modal')).to.equal(true);
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Typed before');
    });

    it('take the settings of a provider and the language of a document from another realm', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const frame = await aFrame();
      frame.documentElement.lang = 'de';
      const provider = document.createElement('order-cancel-provider') as OrderCancelProvider;
      provider.backend = shop.backend;
      const button = document.createElement('order-cancel-button') as OrderCancelButton;
      button.orderId = order.id;
      const around = frame.createElement('section');
      around.append(button);
      provider.append(around);
      frame.body.append(provider);
      await until(() => said(part(button, 'button')) === 'Bestellung stornieren', 'it is shown in German');
      expect(radiusOf(button)).not.to.equal('0px');
    });
  });

  it('take a number for the id that it stands for', async () => {
    const order = anOrder({ id: '4711' });
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button .orderId=${4711 as never} .backend=${shop.backend}></order-cancel-button>`,
    );
    await until(() => buttonNamed(button, 'Cancel order'), 'it is shown');
    const dialog = await openDialog(button);
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
  });
});
