import { expect } from '@open-wc/testing';
import type { Cancellation, CancelPolicy, OrderView } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aQueuePolicy } from '../support/elements/back-office.ts';
import { aPage } from '../support/elements/frame.ts';
import { aCancellation, ago, anOrder, aPolicy, days } from '../support/elements/orders.ts';
import { choose, enter, keepConsole, part, said, until } from '../support/elements/page.ts';
import { aShop, gate, type Sent, type Shop } from '../support/elements/shop.ts';
import { text } from '../support/elements/words.ts';

/** Carries the request out; the answer does not come before the page is gone. */
const neverAnswer = async (answer: () => Promise<Response>): Promise<Response> => {
  await answer();
  return new Promise(() => {});
};
/** The request does not arrive before the page is gone. */
const neverArrive = (): Promise<Response> => new Promise(() => {});

/** A preview changes nothing. */
const isWriting = ({ headers }: Sent): boolean => headers.has('Idempotency-Key');
const writing =
  (meddler: (answer: () => Promise<Response>, sent: Sent) => Promise<Response>) =>
  (answer: () => Promise<Response>, sent: Sent): Promise<Response> =>
    isWriting(sent) ? meddler(answer, sent) : answer();

describe('what was sent, and not answered before the page was loaded anew', () => {
  keepConsole();

  const referenceOf = (policy: CancelPolicy) => ({ id: policy.id, version: policy.version, hash: policyHash(policy) });
  const written = ({ sent }: Shop): Sent[] => sent.filter(isWriting);
  /** That all were the same request: one key, one body. */
  const areTheSame = (sent: Sent[], count: number): void => {
    expect(sent.length).to.equal(count);
    expect(new Set(sent.map(({ path }) => path)).size, 'one path').to.equal(1);
    expect(new Set(sent.map(({ headers }) => headers.get('Idempotency-Key'))).size, 'one key').to.equal(1);
    expect(new Set(sent.map(({ headers }) => headers.get('If-Match'))).size, 'one revision').to.equal(1);
    expect(new Set(sent.map(({ body }) => JSON.stringify(body))).size, 'one body').to.equal(1);
  };
  const viewOf = async ({ backend }: Shop, id: string): Promise<OrderView> =>
    (await backend.loadOrders([id], {})).views[0] as OrderView;
  const kept = (): string[] => Object.keys(sessionStorage).filter((name) => name.startsWith('order-cancel-elements'));

  for (const [what, lose] of [
    ['carried out', neverAnswer],
    ['lost', neverArrive],
  ] as const) {
    it(`an action of the buyer that was ${what}: the button’s place says that it is checked, and it is done once`, async () => {
      const order = anOrder({ status: 'OCR' });
      const cancellation = aCancellation(order, { policy: referenceOf(bricklink) });
      const shop = aShop({ policies: [bricklink], orders: [order], cancellations: [cancellation] });
      const { element, reload } = await aPage('order-cancel-button', { orderId: order.id, backend: shop.backend });
      await until(() => part(element, 'action', 'withdraw'), 'it can be withdrawn');
      part(element, 'action', 'withdraw')?.click();
      await until(() => part(element, 'confirm'), 'it is asked');
      enter(part(element, 'dialog')?.querySelector('textarea') ?? null, 'I keep it');
      shop.meddleAlways(writing(lose));
      part(element, 'confirm')?.click();
      await until(() => written(shop).length === 1, 'it was sent');
      const { hold, open } = gate();
      shop.meddleAlways(writing(hold));
      const again = await reload();
      await until(() => said(part(again, 'checking')).includes(text('checking')), 'it is said');
      expect(said(part(again, 'checking'))).to.contain(text('action.withdraw'));
      open();
      await until(() => said(again).includes(text('story.withdrawn')), 'it is told');
      await until(() => said(part(again, 'checking')) === '', 'it is found out');
      areTheSame(written(shop), 2);
      expect(written(shop)[1]?.body.comment).to.equal('I keep it');
      expect((await viewOf(shop, order.id)).cancellation?.state).to.equal('withdrawn');
      expect(kept()).to.deep.equal([]);
    });
  }

  it('an action that the order has moved past: it is said, and nothing is done', async () => {
    const order = anOrder({ status: 'OCR' });
    const cancellation = aCancellation(order, { policy: referenceOf(bricklink) });
    const shop = aShop({ policies: [bricklink], orders: [order], cancellations: [cancellation] });
    const { element, reload } = await aPage('order-cancel-button', { orderId: order.id, backend: shop.backend });
    await until(() => part(element, 'action', 'withdraw'), 'it can be withdrawn');
    part(element, 'action', 'withdraw')?.click();
    await until(() => part(element, 'confirm'), 'it is asked');
    shop.meddleAlways(writing(neverArrive));
    part(element, 'confirm')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    shop.meddleAlways(null);
    const { id: cancellationId } = cancellation;
    const { revision } = (await viewOf(shop, order.id)).order;
    const elsewhere = { type: 'action', action: 'withdraw', key: 'sent-by-another-tab' } as const;
    await shop.backend.send({ ...elsewhere, orderId: order.id, cancellationId, revision, body: {} }, {});
    const again = await reload();
    await until(() => said(part(again, 'checking')).includes(text('problem.changed')), 'it is said');
    areTheSame(
      written(shop).filter(({ headers }) => headers.get('Idempotency-Key') !== elsewhere.key),
      2,
    );
    expect(kept()).to.deep.equal([]);
  });

  /** Fills in that the first row is declined. */
  const decide = async (queue: Element): Promise<void> => {
    await until(() => part(queue, 'row'), 'the rows are there');
    part(queue, 'row')?.focus();
    part(queue, 'row')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true, composed: true }));
    await until(() => part(queue, 'confirm'), 'the form is there');
    choose(part<HTMLSelectElement>(queue, 'reason'), 'other');
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'On its way');
  };

  it('a decision in the queue: the row’s details say that it is checked, with what was typed, and it is done once', async () => {
    const policy = aQueuePolicy();
    const order = anOrder({ status: 'REQUESTED' });
    const cancellation = aCancellation(order, { policy: referenceOf(policy) });
    const shop = aShop({ policies: [policy], orders: [order], cancellations: [cancellation], actor: 'seller' });
    const { element, reload } = await aPage('seller-cancel-queue', { backend: shop.backend });
    await decide(element);
    shop.meddleAlways(writing(neverArrive));
    part(element, 'confirm')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    const { hold, open: letGo } = gate();
    shop.meddleAlways(writing(hold));
    const again = await reload();
    await until(() => said(part(again, 'form')).includes(text('checking')), 'it is said');
    expect(part<HTMLTextAreaElement>(again, 'comment')?.value).to.equal('On its way');
    letGo();
    await until(() => kept().length === 0, 'it is found out');
    areTheSame(written(shop), 2);
    expect((await viewOf(shop, order.id)).cancellation?.decision?.comment).to.equal('On its way');
  });

  it('a comment that was typed in the queue, and not sent, is there after a reload, until it is', async () => {
    const policy = aQueuePolicy();
    const order = anOrder({ status: 'REQUESTED' });
    const cancellation = aCancellation(order, { policy: referenceOf(policy) });
    const shop = aShop({ policies: [policy], orders: [order], cancellations: [cancellation], actor: 'seller' });
    const { element, reload } = await aPage('seller-cancel-queue', { backend: shop.backend });
    const drafts = () => Object.entries(sessionStorage).filter(([name, typed]) => name.startsWith('draft') && typed);
    await decide(element);
    expect(drafts().length).to.equal(1);
    const again = await reload();
    await until(() => part(again, 'row'), 'the rows are there');
    part(again, 'row')?.focus();
    part(again, 'row')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true, composed: true }));
    await until(() => part(again, 'confirm'), 'the form is there');
    expect(part<HTMLTextAreaElement>(again, 'comment')?.value).to.equal('On its way');
    choose(part<HTMLSelectElement>(again, 'reason'), 'other');
    part(again, 'confirm')?.click();
    await until(() => drafts().length === 0, 'it is done');
    expect((await viewOf(shop, order.id)).cancellation?.decision?.comment).to.equal('On its way');
  });

  it('a decision that was carried out, and whose row is not listed any more, is found out about all the same', async () => {
    const policy = aQueuePolicy();
    const order = anOrder({ status: 'REQUESTED' });
    const cancellation = aCancellation(order, { policy: referenceOf(policy) });
    const shop = aShop({ policies: [policy], orders: [order], cancellations: [cancellation], actor: 'seller' });
    const { element, reload } = await aPage('seller-cancel-queue', { backend: shop.backend });
    await decide(element);
    shop.meddleAlways(writing(neverAnswer));
    part(element, 'confirm')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    shop.meddleAlways(null);
    await reload();
    await until(() => kept().length === 0, 'it is found out');
    areTheSame(written(shop), 2);
  });

  /** Declines the first row, and loses that. */
  const decideAndLose = async (shop: Shop, element: Element): Promise<void> => {
    await decide(element);
    shop.meddleAlways(writing(neverArrive));
    part(element, 'confirm')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    shop.meddleAlways(null);
  };
  const reads = ({ sent }: Shop): number => sent.filter(({ path }) => path.startsWith('orders?')).length;

  it('a decision, where another seller is signed in by then: it is not sent for them, and forgotten', async () => {
    const policy = aQueuePolicy();
    const order = anOrder({ status: 'REQUESTED' });
    const cancellation = aCancellation(order, { policy: referenceOf(policy) });
    const shop = aShop({ policies: [policy], orders: [order], cancellations: [cancellation], actor: 'seller' });
    const { element, reload } = await aPage('seller-cancel-queue', { backend: shop.backend });
    await decideAndLose(shop, element);
    shop.signIn('seller-2');
    await reload();
    await until(() => kept().length === 0, 'it is forgotten');
    expect(written(shop).length).to.equal(1);
  });

  it('a decision, where nobody is signed in by then: it is sent once its seller is', async () => {
    const policy = aQueuePolicy();
    const order = anOrder({ status: 'REQUESTED' });
    const cancellation = aCancellation(order, { policy: referenceOf(policy) });
    const shop = aShop({ policies: [policy], orders: [order], cancellations: [cancellation], actor: 'seller' });
    const { element, reload } = await aPage('seller-cancel-queue', { backend: shop.backend });
    await decideAndLose(shop, element);
    shop.signIn(null);
    const before = reads(shop);
    await reload();
    await until(() => reads(shop) > before, 'the order was asked for');
    expect(written(shop).length).to.equal(1);
    expect(kept().length).to.equal(1);
    shop.signIn('seller-1');
    await reload();
    await until(() => kept().length === 0, 'it is found out');
    // The page that was left may have sent it too by then: the same request, which counts once.
    const sent = written(shop);
    expect(sent.length).to.be.at.least(2);
    areTheSame(sent, sent.length);
  });

  it('a decision of the platform on a dispute: it is asked for again, as many may read the order', async () => {
    const order = anOrder();
    const changes: Partial<Cancellation> = { state: 'disputed', respondBy: null };
    const cancellation = aCancellation(order, { policy: referenceOf(poshmark), ...changes });
    const shop = aShop({ policies: [poshmark], orders: [order], cancellations: [cancellation], actor: 'platform' });
    const settings = { orderId: order.id, backend: shop.backend, actor: 'platform' };
    const { element, reload } = await aPage('cancel-timeline', settings);
    await until(() => part(element, 'action', 'resolve'), 'it can be decided');
    part(element, 'action', 'resolve')?.click();
    await until(() => part(element, 'confirm'), 'it is asked');
    part<HTMLInputElement>(element, 'decide')?.querySelector<HTMLInputElement>('[value="decline"]')?.click();
    shop.meddleAlways(writing(neverArrive));
    part(element, 'confirm')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    shop.meddleAlways(null);
    const again = await reload();
    await until(() => said(part(again, 'checking')).includes(text('problem.unknown-outcome')), 'it is said');
    expect(written(shop).length).to.equal(1);
    await until(() => part(again, 'action', 'resolve'), 'it can be decided again');
    part(again, 'action', 'resolve')?.click();
    await until(() => said(part(again, 'confirm')) === text('check-again'), 'it can be looked for');
    part(again, 'confirm')?.click();
    await until(() => kept().length === 0, 'it is found out');
    areTheSame(written(shop), 2);
    expect((await viewOf(shop, order.id)).cancellation?.state).to.equal('declined');
  });

  for (const kind of ['message', 'statement'] as const) {
    it(`a ${kind} on the record: the form says that it is checked, with what was typed, and it is there once`, async () => {
      const order = anOrder();
      const changes: Partial<Cancellation> = { state: 'declined', respondBy: null };
      const cancellation = aCancellation(order, { policy: referenceOf(poshmark), ...changes });
      const shop = aShop({ policies: [poshmark], orders: [order], cancellations: [cancellation] });
      const { element, reload } = await aPage('cancel-timeline', { orderId: order.id, backend: shop.backend });
      const form = (timeline: Element) => part<HTMLFormElement>(timeline, 'compose');
      await until(() => form(element), 'the form is there');
      choose(form(element)?.querySelector('[name="kind"]') ?? null, kind);
      enter(form(element)?.querySelector('textarea') ?? null, 'What I have to say');
      shop.meddleAlways(writing(neverAnswer));
      part(element, 'send')?.click();
      await until(() => written(shop).length === 1, 'it was sent');
      const { hold, open } = gate();
      shop.meddleAlways(writing(hold));
      const again = await reload();
      await until(() => said(form(again)).includes(text('checking')), 'it is said');
      expect(form(again)?.querySelector('textarea')?.value).to.equal('What I have to say');
      open();
      await until(() => said(form(again)).includes(text('compose.sent')), 'it is there');
      expect(form(again)?.querySelector('textarea')?.value).to.equal('');
      areTheSame(written(shop), 2);
      const { events } = (await shop.backend.events?.(order.id, {})) ?? { events: [] };
      expect(events.filter((entry) => JSON.stringify(entry).includes('What I have to say')).length).to.equal(1);
      expect(kept()).to.deep.equal([]);
    });
  }

  it('a way on: its place on the record says that it is checked, and it is taken once', async () => {
    const order = anOrder();
    const changes: Partial<Cancellation> = { state: 'declined', respondBy: null };
    const cancellation = aCancellation(order, { policy: referenceOf(poshmark), ...changes });
    const shop = aShop({ policies: [poshmark], orders: [order], cancellations: [cancellation] });
    const { element, reload } = await aPage('cancel-timeline', { orderId: order.id, backend: shop.backend });
    await until(() => part(element, 'action', 'dispute'), 'one may open a dispute');
    part(element, 'action', 'dispute')?.click();
    await until(() => part(element, 'confirm'), 'it is asked');
    shop.meddleAlways(writing(neverAnswer));
    part(element, 'confirm')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    const { hold, open } = gate();
    shop.meddleAlways(writing(hold));
    const again = await reload();
    await until(() => said(part(again, 'checking')).includes(text('checking')), 'it is said');
    open();
    await until(() => kept().length === 0, 'it is found out');
    areTheSame(written(shop), 2);
    expect((await viewOf(shop, order.id)).cancellation?.routes?.length).to.equal(1);
    expect(kept()).to.deep.equal([]);
  });

  it('an alert: its place says that it is checked, and it is filed once', async () => {
    const placedAt = ago(days(8));
    const order = anOrder({ status: 'PROCESSING', number: '2473', placedAt });
    const shop = aShop({ policies: [bricklink], orders: [order] });
    const { element, reload } = await aPage('order-cancel-lookup', { backend: shop.backend });
    const find = async (lookup: Element) => {
      await until(() => part(lookup, 'input'), 'it can be looked up');
      enter(part<HTMLInputElement>(lookup, 'input'), '2473');
      part(lookup, 'find')?.click();
    };
    await find(element);
    await until(() => part(element, 'alert-action'), 'one may be filed');
    shop.meddleAlways(writing(neverAnswer));
    part(element, 'alert-action')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    const { hold, open } = gate();
    shop.meddleAlways(writing(hold));
    const again = await reload();
    await find(again);
    await until(() => said(again).includes(text('checking')), 'it is said');
    open();
    await until(() => kept().length === 0, 'it is found out');
    expect(part(again, 'alert') !== null, 'it stands').to.equal(true);
    areTheSame(written(shop), 2);
    expect((await viewOf(shop, order.id)).order.notices?.length).to.equal(1);
    expect(kept()).to.deep.equal([]);
  });

  it('a message from the dialog: it says that it is checked, and arrives once', async () => {
    const order = anOrder();
    const then = { outcome: 'cancel', reason: 'not-yet-shipped', contact: 'recommended' } as const;
    const policy = aPolicy('cancel', { rules: [{ id: 'rule', when: { status: 'PLACED' }, then }] });
    const shop = aShop({ policies: [policy], orders: [order] });
    const { element, reload } = await aPage('order-cancel-button', { orderId: order.id, backend: shop.backend });
    const write = async (button: Element) => {
      await until(() => part(button, 'button'), 'there is a button');
      part(button, 'button')?.click();
      await until(() => part(button, 'message'), 'the message can be written');
    };
    await write(element);
    enter(part<HTMLTextAreaElement>(element, 'message'), 'Hello');
    await until(() => part(element, 'send-message')?.ariaDisabled === 'false', 'it can be sent');
    shop.meddleAlways(writing(neverAnswer));
    part(element, 'send-message')?.click();
    await until(() => written(shop).length === 1, 'it was sent');
    const { hold, open } = gate();
    shop.meddleAlways(writing(hold));
    const again = await reload();
    await write(again);
    await until(() => said(again).includes(text('checking')), 'it is said');
    expect(part<HTMLTextAreaElement>(again, 'message')?.value).to.equal('Hello');
    open();
    await until(() => said(again).includes('Your message was sent'), 'it has arrived');
    areTheSame(written(shop), 2);
    expect(kept()).to.deep.equal([]);
  });
});
