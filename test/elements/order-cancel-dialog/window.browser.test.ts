import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { CancelPolicy, OrderCancelButton } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { ago, anOrder, aPolicy, days, hours, minutes, seconds } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  choose,
  enter,
  field,
  focused,
  keepConsole,
  openDialog,
  part,
  parts,
  pause,
  replace,
  said,
  until,
} from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('a window that closes while the dialog is open', () => {
  keepConsole();

  /** The dialog for an order that was placed so long ago. */
  const open = async (age: number, policy: CancelPolicy = poshmark) => {
    const order = anOrder({ placedAt: ago(age) });
    const shop = aShop({ policies: [policy], orders: [order] });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    const notices = () => parts(dialog, 'notice').map(said);
    return { shop, order, button, dialog, notices };
  };

  it('is announced once, a minute before, to assistive technology too', async () => {
    const { dialog, notices } = await open(hours(3) - seconds(60) - 2000);
    expect(notices().length).to.equal(0);
    await until(() => notices().length > 0, 'it is announced');
    expect(notices().join()).to.equal(text('closing-soon'));
    const [notice] = parts(dialog, 'notice');
    expect(notice?.getAttribute('role')).to.equal('alert');
    // The same node stays: nothing is announced a second time while the seconds run.
    await pause(1200);
    expect(parts(dialog, 'notice')[0] === notice).to.equal(true);
    expect(notices().length).to.equal(1);
  });

  it('is announced at once where less than a minute is left', async () => {
    const { notices } = await open(hours(3) - seconds(30));
    expect(notices().join()).to.equal(text('closing-soon'));
  });

  it('is not announced earlier', async () => {
    const { notices } = await open(hours(3) - minutes(5));
    await pause(100);
    expect(notices().length).to.equal(0);
  });

  it('is explained in place at its end: typed text, choices and focus are kept, and what is left is offered', async () => {
    const { shop, dialog, notices } = await open(hours(3) - 1500);
    const comment = field<HTMLTextAreaElement>(dialog, 'Comment');
    choose(field<HTMLSelectElement>(dialog, 'Reason'), 'too-slow');
    enter(comment, 'I would rather not');
    await until(() => buttonNamed(dialog, 'Confirm request'), 'a request is offered');
    expect(dialog.open).to.equal(true);
    expect(notices().join()).to.equal(text('changed'));
    expect(said(part(dialog, 'why'))).to.equal(text('why.window-closed'));
    expect(said(dialog)).to.contain(text('title.request'));
    expect(said(part(dialog, 'next'))).to.match(/until .Grace. decides/);
    expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('I would rather not');
    expect(field<HTMLSelectElement>(dialog, 'Reason')?.value).to.equal('too-slow');
    expect(focused() === comment).to.equal(true);
    expect(shop.posted().length).to.equal(0);
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
    const { action, comment: sent } = shop.posted()[0]?.body ?? {};
    expect([action, sent].join()).to.equal('request,I would rather not');
  });

  it('gives way to a view of its own where nothing is left: why, what can be done instead, and no button that confirms', async () => {
    const policy = aPolicy('cancel', {}, { all: [{ status: 'PLACED' }, { since: 'placedAt', until: 'PT1H' }] });
    policy.otherwise = { ...policy.otherwise, alternatives: ['return', 'contact-support'] };
    policy.links = { return: '/returns/{orderId}' };
    const { shop, order, dialog, button } = await open(hours(1) - 1800, policy);
    enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Too late?');
    await until(() => !part(dialog, 'confirm'), 'nothing is left to confirm');
    expect(said(part(dialog, 'why'))).to.contain(text('denied.already-shipped'));
    expect(part(dialog, 'keep') === null).to.equal(true);
    const link = part<HTMLAnchorElement>(dialog, 'alternative');
    expect([said(link), link?.pathname]).to.deep.equal([text('instead.return'), `/returns/${order.id}`]);
    expect(said(part(dialog, 'alternatives'))).to.equal(text('way.contact-support'));
    expect(focused()?.localName).to.equal('h2');
    expect(dialog.open).to.equal(true);
    part(dialog, 'close')?.click();
    await until(() => part(button, 'dialog') === null, 'it is closed');
    await until(() => part(button, 'explanation'), 'the button’s place explains it');
    expect(shop.posted().length).to.equal(0);
  });

  it('takes words along that only the new state needs', async () => {
    const policy = aPolicy('cancel', { lifecycle: { ...poshmark.lifecycle, cancelled: 'CANCELLED' } as never });
    const rules: CancelPolicy['rules'] = [
      { id: 'first', when: { since: 'placedAt', until: 'PT1H' }, then: { outcome: 'cancel', reason: 'within-window' } },
      {
        id: 'then',
        when: { status: 'PLACED' },
        then: { outcome: 'request', reason: 'supplier-preparing', advice: ['contact-urgent'] },
      },
    ];
    const { dialog } = await open(hours(1) - 1800, { ...policy, rules });
    await until(() => said(part(dialog, 'why')).includes(text('why.supplier-preparing')), 'the reason is worded');
    expect(said(part(dialog, 'advice'))).to.equal(text('advice.contact-urgent'));
  });

  it('that never closes is told without a time', async () => {
    const rules: CancelPolicy['rules'] = [
      { id: 'always', when: { status: 'PLACED' }, then: { outcome: 'cancel', reason: 'within-window' } },
    ];
    const { dialog } = await open(hours(1), aPolicy('cancel', { rules }));
    expect(said(part(dialog, 'why'))).to.equal('You can cancel this order yourself.');
  });

  it('that opens something better is no loss to warn of', async () => {
    const { dialog, notices } = await open(days(7) - 1500);
    expect(said(part(dialog, 'confirm'))).to.equal('Confirm request');
    expect(notices().length).to.equal(0);
    await until(() => buttonNamed(dialog, 'Confirm cancellation'), 'cancelling is open');
    expect(notices().join()).to.equal(text('changed'));
  });

  it('closes by the server’s clock, whatever the page’s says', async () => {
    const { now } = Date;
    replace(Date, 'now', () => now() - days(1));
    const { notices, dialog } = await open(hours(3) - 1500);
    expect(notices().join()).to.equal(text('closing-soon'));
    await until(() => buttonNamed(dialog, 'Confirm request'), 'a request is offered');
  });

  it('that is already being sent is the server’s to judge', async () => {
    const { shop, dialog, notices } = await open(hours(3) - 1500);
    shop.meddle('POST', async (answer) => {
      const response = await answer();
      await until(() => shop.now() > Date.parse(ago(0)) + 1500, 'the window has closed');
      return response;
    });
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
    expect(said(dialog)).to.contain(text('done.cancelled'));
    expect(notices().length).to.equal(0);
  });
});
