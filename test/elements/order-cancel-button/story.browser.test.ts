import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Actor, Cancellation, CancelPolicy, Order, OrderCancelButton } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { aCancellation, ago, anOrder, hours, minutes, usd } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  buttons,
  choose,
  enter,
  focused,
  hasten,
  heard,
  keepConsole,
  part,
  parts,
  said,
  until,
} from '../../support/elements/page.ts';
import { aShop, gate, loseAnswer } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('what became of a request', () => {
  keepConsole();

  const referenceOf = (policy: CancelPolicy) => ({
    id: policy.id,
    version: policy.version,
    hash: policyHash(policy),
  });

  /** An order with a cancellation, as one side sees it. */
  const open = async (
    policy: CancelPolicy,
    changes: Partial<Cancellation>,
    { order = anOrder(), actor = 'buyer' }: { order?: Order; actor?: Actor } = {},
  ) => {
    const cancellation = aCancellation(order, { policy: referenceOf(policy), ...changes });
    const shop = aShop({ policies: [policy], orders: [order], cancellations: [cancellation], actor });
    const page = await fixture(html`<order-cancel-provider .backend=${shop.backend} actor=${actor}>
      <order-cancel-button order-id=${order.id}></order-cancel-button>
      <cancel-status-badge order-id=${order.id}></cancel-status-badge>
    </order-cancel-provider>`);
    const [button, badge] = [...page.children] as [OrderCancelButton, Element];
    const acted = () => shop.sent.filter(({ method }) => method === 'POST');
    const ask = async (action: string): Promise<HTMLDialogElement> => {
      await until(() => part(button, 'action', action), `one may ${action}`);
      part(button, 'action', action)?.click();
      await until(() => part<HTMLDialogElement>(button, 'dialog')?.open, 'it is asked');
      return part<HTMLDialogElement>(button, 'dialog') as HTMLDialogElement;
    };
    return { shop, button, badge, order, acted, ask };
  };

  it('the buyer withdraws a request, and the order goes on', async () => {
    const { button, badge, ask, acted } = await open(bricklink, {}, { order: anOrder({ status: 'OCR' }) });
    const asked = heard('order-cancel-request');
    const settled = heard('order-cancel-settled');
    const dialog = await ask('withdraw');
    buttonNamed(dialog, text('action.withdraw'))?.click();
    await until(() => said(badge) === text('state.withdrawn'), 'the badge tells it');
    await until(() => said(button).includes(text('story.withdrawn')), 'the button tells it');
    expect(asked.map(({ action }) => action)).to.deep.equal(['withdraw']);
    expect(settled.map(({ result }) => result.ok)).to.deep.equal([true]);
    expect(acted().length).to.equal(1);
    expect(acted()[0]?.headers.get('Idempotency-Key')).to.match(/^.{16,}$/);
    await until(() => !part(button, 'dialog'), 'the question is gone');
  });

  it('SB-5 a declined request restores the status and shows the buyer the seller’s reason and words', async () => {
    const { button, badge } = await open(
      shopBuilder,
      {
        state: 'declined',
        previousStatus: 'PREPARING',
        decision: { by: 'seller', at: ago(minutes(5)), reason: 'made-to-order', comment: 'Already <b>glazed</b>.' },
      },
      { order: anOrder({ status: 'PREPARING' }) },
    );
    await until(() => part(button, 'reason'), 'the reason is told');
    expect(said(badge)).to.equal(text('state.declined'));
    expect(said(part(button, 'story'))).to.equal(text('story.declined'));
    expect(said(part(button, 'reason'))).to.equal('Reason: Made to order');
    expect(said(part(button, 'comment'))).to.equal('Already <b>glazed</b>.');
    expect(said(part(button, 'button'))).to.equal(text('request'));
  });

  const several = async (cancellations: Partial<Cancellation>[], actionsOn: Record<string, string[]> = {}) => {
    const order = anOrder({ status: 'PREPARING' });
    const all = cancellations.map((changes, at) =>
      aCancellation(order, { id: `c-${at}"]`, policy: referenceOf(shopBuilder), ...changes }),
    );
    const view = {
      order,
      cancellation: all.at(-1) ?? null,
      cancellations: all,
      policy: referenceOf(shopBuilder),
      now: ago(0),
      actions: actionsOn[all.at(-1)?.id ?? ''] ?? [],
      actionsOn,
    };
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button .view=${view} .policy=${shopBuilder}></order-cancel-button>`,
    );
    await until(() => part(button, 'story'), 'it is told');
    return button;
  };
  const plainly = (element: Element | null) => said(element).replaceAll(/[\u2068\u2069]/g, '');

  it('says of a part what it was, and that the rest goes on', async () => {
    const button = await several([{ state: 'cancelled', lines: [{ id: 'l2', quantity: 2 }] }]);
    expect(plainly(part(button, 'story'))).to.equal('Cancelled: 2 × Wool scarf. The rest of the order goes on.');
    expect(said(part(button, 'button'))).to.equal(text('request'));
  });

  it('names each open cancellation with its items, and what was not agreed to', async () => {
    const button = await several([
      { state: 'requested', lines: [{ id: 'l1', quantity: 1 }] },
      {
        state: 'cancelled',
        lines: [{ id: 'l2', quantity: 1 }],
        declinedLines: [{ id: 'l2', quantity: 2 }],
        decision: { by: 'seller', at: ago(minutes(5)), reason: 'already-packed' },
      },
    ]);
    expect(parts(button, 'story').map(plainly)).to.deep.equal([
      'Asked to cancel: Linen jacket.',
      'Cancelled: Wool scarf. The rest of the order goes on.',
    ]);
    expect(plainly(part(button, 'not-agreed'))).to.equal('Not agreed to: 2 × Wool scarf.');
    await until(() => said(part(button, 'reason')).includes('already packed'), 'the reason is told');
  });

  it('acts on the cancellation whose button was pressed, and leads back to it', async () => {
    const asked = heard('order-cancel-request');
    const lines = [[{ id: 'l1', quantity: 1 }], [{ id: 'l2', quantity: 1 }]];
    const button = await several(
      lines.map((some) => ({ lines: some })),
      { 'c-0"]': ['withdraw'], 'c-1"]': ['withdraw'] },
    );
    const [first] = parts(button, 'action', 'withdraw');
    first?.click();
    await until(() => part<HTMLDialogElement>(button, 'dialog')?.open, 'it is asked');
    const respond = (event: Event) => event.preventDefault();
    button.addEventListener('order-cancel-request', respond);
    buttonNamed(part(button, 'dialog') as Element, text('action.withdraw'))?.click();
    await until(() => asked.length === 1, 'the page is told');
    expect(asked[0]?.lines).to.deep.equal(lines[0]);
    buttonNamed(part(button, 'dialog') as Element, text('back'))?.click();
    await until(() => focused() === first, 'the focus is back');
    expect(await violations(button)).to.equal('');
  });

  it('PM-14 a refusal opens the way to support at once', async () => {
    const { button, badge, ask, acted } = await open(
      poshmark,
      { state: 'declined', decision: { by: 'seller', at: ago(minutes(5)), reason: null } },
      { order: anOrder({ placedAt: ago(hours(5)) }) },
    );
    const dialog = await ask('escalate');
    const comment = dialog.querySelector('textarea');
    enter(comment, 'She declined within a minute.');
    buttonNamed(dialog, text('action.escalate'))?.click();
    await until(() => said(badge) === text('state.escalated'), 'support has it');
    expect(acted()[0]?.body).to.deep.equal({ comment: 'She declined within a minute.' });
    await until(() => said(button).includes(text('denied.with-support')), 'the button tells it');
  });

  it('DP-17 a refusal after the shipment is given up for a return; ways that the story does not word are not offered', async () => {
    const settled = heard('order-cancel-settled');
    const { button, ask, acted } = await open(
      {
        ...poshmark,
        disputes: { ...poshmark.disputes, routes: { ...poshmark.disputes?.routes, mediation: {}, complaint: {} } },
      },
      {
        state: 'declined',
        previousStatus: 'PLACED',
        requestedAt: ago(hours(4)),
        decision: { by: 'seller', at: ago(minutes(5)), reason: null },
      },
      { order: anOrder({ placedAt: ago(hours(5)), shippedAt: ago(hours(2)), status: 'SHIPPED' }) },
    );
    const dialog = await ask('abandon');
    expect(parts(button, 'action').map((one) => one.dataset.action)).to.deep.equal(['dispute', 'abandon']);
    expect(said(button)).not.to.contain('undefined').and.not.to.contain('complain');
    expect(said(dialog)).to.contain(text('about.abandon'));
    enter(dialog.querySelector('textarea'), 'I send it back.');
    buttonNamed(dialog, text('action.abandon'))?.click();
    await until(() => acted().length === 1, 'it is sent');
    await until(() => !part(button, 'action', 'abandon'), 'it is given up once');
    expect(acted()[0]?.body).to.deep.equal({ comment: 'I send it back.' });
    const [result] = settled.map(({ result }) => result);
    const routes = (result?.ok && result.view.cancellation?.routes) || [];
    expect(routes.map(({ route, by }) => `${route} ${by}`)).to.deep.equal(['return buyer']);
    expect(said(button)).to.contain(text('story.declined'));
  });

  it('SB-7 tells how much of the refund is there', async () => {
    const due = usd(4500);
    const { button, badge } = await open(
      shopBuilder,
      { state: 'refunding', refund: { due, refunded: usd(1500), method: 'original', status: 'pending' } },
      { order: anOrder({ status: 'CANCELLATION_IN_PROGRESS' }) },
    );
    await until(() => part(button, 'refunded'), 'the refund is told');
    expect(said(part(button, 'refunded'))).to.equal('Refunded so far: $15.00. Still to come: $30.00.');
    expect(said(badge)).to.contain('$15.00 of $45.00 refunded');
    const progress = part(button, 'refunded')?.querySelector('progress');
    expect([progress?.value, progress?.max]).to.deep.equal([1500, 4500]);
  });

  it('tells what happens by itself when nobody answers', async () => {
    const { button } = await open(
      poshmark,
      { respondBy: new Date(Date.parse(ago(0)) + hours(3)).toISOString() },
      { order: anOrder({ placedAt: ago(hours(5)) }) },
    );
    const told = /^Without an answer by .+ it goes to support by itself\.$/;
    await until(() => told.test(said(part(button, 'silence'))), 'the deadline is told, and what the policy says of it');
  });

  it('the seller declines with a reason that the policy demands', async () => {
    const { button, badge, ask, acted } = await open(
      shopBuilder,
      { previousStatus: 'PREPARING' },
      { order: anOrder({ status: 'CANCELLATION_REQUESTED' }), actor: 'seller' },
    );
    const dialog = await ask('decline');
    await until(() => dialog.querySelector('select'), 'the policy was read');
    buttonNamed(dialog, text('action.decline'))?.click();
    await until(() => focused()?.localName === 'select', 'the missing reason is pointed out');
    expect(acted().length).to.equal(0);
    choose(dialog.querySelector('select'), 'made-to-order');
    buttonNamed(dialog, text('action.decline'))?.click();
    await until(() => said(badge) === text('state.declined'), 'it is declined');
    expect(acted()[0]?.body).to.deep.equal({ reason: 'made-to-order' });
    expect(said(button)).not.to.contain('made-to-order');
  });

  it('SB-10 an undo is asked whether the customer pays again', async () => {
    const due = usd(4500);
    const { badge, ask, acted } = await open(
      shopBuilder,
      {
        state: 'cancelled',
        requestedBy: 'seller',
        previousStatus: 'PREPARING',
        refund: { due, refunded: due, method: 'bank_deposit', status: 'settled' },
        decision: { by: 'seller', at: ago(minutes(5)), reason: 'sold-out' },
      },
      {
        order: anOrder({
          status: 'CANCELLED',
          payment: { method: 'bank_deposit', paid: due, refunded: due },
        }),
        actor: 'seller',
      },
    );
    const dialog = await ask('undo');
    await until(() => dialog.querySelector('input'), 'the policy was read');
    buttonNamed(dialog, text('action.undo'))?.click();
    await until(() => focused()?.localName === 'input', 'the question is pointed out');
    expect(acted().length).to.equal(0);
    (focused() as HTMLInputElement).click();
    buttonNamed(dialog, text('action.undo'))?.click();
    await until(() => said(badge) === text('state.undone'), 'it is undone');
    expect(acted()[0]?.body).to.deep.equal({ acknowledged: ['repayment'] });
  });

  it('fifty clicks are one request, and Escape does not lose sight of it', async () => {
    const { shop, badge, ask, acted } = await open(bricklink, {}, { order: anOrder({ status: 'OCR' }) });
    const { hold, open: release } = gate();
    shop.meddle('POST', hold);
    const dialog = await ask('withdraw');
    const confirm = buttonNamed(dialog, text('action.withdraw'));
    for (let click = 0; click < 50; click++) confirm?.click();
    await until(() => acted().length > 0, 'it is sent');
    expect(dialog.open).to.equal(true);
    release();
    await until(() => said(badge) === text('state.withdrawn'), 'it is done');
    expect(acted().length).to.equal(1);
  });

  it('a lost answer is asked for again under the same key', async () => {
    hasten(100);
    const { shop, badge, ask, acted } = await open(bricklink, {}, { order: anOrder({ status: 'OCR' }) });
    shop.meddle('POST', loseAnswer);
    const dialog = await ask('withdraw');
    buttonNamed(dialog, text('action.withdraw'))?.click();
    await until(() => said(badge) === text('state.withdrawn'), 'it is done');
    expect(new Set(acted().map(({ headers }) => headers.get('Idempotency-Key'))).size).to.equal(1);
  });

  it('what was settled by the other side meanwhile is told where it was asked', async () => {
    const { shop, button, badge, order, ask } = await open(
      poshmark,
      {},
      { order: anOrder({ placedAt: ago(hours(5)) }) },
    );
    const dialog = await ask('withdraw');
    shop.shop.ship(order.id, shop.now(), 'SHIPPED');
    buttonNamed(dialog, text('action.withdraw'))?.click();
    await until(() => said(dialog).includes(text('problem.changed')), 'it is said in place');
    await until(() => said(badge) === text('state.superseded'), 'the badge tells it');
    buttonNamed(dialog, text('back'))?.click();
    await until(() => !part(button, 'dialog'), 'the question is gone');
    expect(focused()?.part.contains('story')).to.equal(true);
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe, asked and not (${name})`, async () => {
      const undress = dress(setting);
      try {
        const { button, ask } = await open(
          shopBuilder,
          { previousStatus: 'PREPARING', respondBy: ago(-hours(3)) },
          { order: anOrder({ status: 'CANCELLATION_REQUESTED' }), actor: 'seller' },
        );
        await until(() => parts(button, 'action').length === 2, 'the actions are there');
        expect(await violations(button)).to.equal('');
        const dialog = await ask('accept');
        await until(() => buttons(dialog).length === 2, 'it is asked');
        expect(await violations(button)).to.equal('');
      } finally {
        undress();
      }
    });
  }
});
