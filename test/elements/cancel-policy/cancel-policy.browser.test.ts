import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import { type CancelPolicy, type CancelPolicyElement, registerPolicy, registerTexts } from 'order-cancel-elements';
import { type Actor, type Cancellation, decide, type Order } from 'order-cancel-elements/policy';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { text } from '../../support/elements/words.ts';

const presets: Record<string, CancelPolicy> = {
  poshmark,
  bricklink,
  'b2b-supplier': b2bSupplier,
  'shop-builder': shopBuilder,
};
const hour = 3_600_000;
const day = 24 * hour;

async function show(policy: CancelPolicy, actor: Actor = 'buyer'): Promise<CancelPolicyElement> {
  const element = await fixture<CancelPolicyElement>(
    html`<cancel-policy .policy=${policy} actor=${actor}><p>Ask us.</p></cancel-policy>`,
  );
  await until(() => part(element, 'page'), 'the page is made');
  return element;
}

/** A question that people have, what of an order it is about, and what of a case answers it. */
interface Question {
  asks: string;
  actor?: Actor;
  status: string;
  /** Time since the order was placed. */
  after?: number;
  order?: Partial<Order>;
  request?: Partial<Cancellation>;
  /** What of the case's sentence says that it is this one; without it, it is the last. */
  if?: string;
}

const alert = (kind: string, filed: number, more: object = {}) => ({
  notices: [{ kind, filedAt: new Date(Date.now() - filed).toISOString(), ...more }],
});
const closed = { id: 'x', name: 'X', status: 'terminated' as const };
const sent = { shippedAt: new Date(Date.now() - hour).toISOString() };
const declined = { state: 'declined', requestedBy: 'buyer' } as const;
const waiting = { state: 'requested', requestedBy: 'buyer' } as const;
const offer = 'accepted offer” applies';

/** Ten about each preset. */
const questions: Record<string, Question[]> = {
  poshmark: [
    {
      asks: 'Can I cancel an hour after ordering?',
      status: 'PLACED',
      after: hour,
      if: 'accepted offer” does not apply',
    },
    { asks: 'Can I cancel five hours after ordering?', status: 'PLACED', after: 5 * hour },
    { asks: 'And after eight days without a shipment?', status: 'PLACED', after: 8 * day, if: 'has not been shipped' },
    {
      asks: 'My price was agreed by an offer: can I, at once?',
      status: 'PLACED',
      after: hour,
      order: { facts: { fromOffer: true } },
      if: offer,
    },
    { asks: 'They declined: may I ask again?', status: 'PLACED', after: day, request: declined, if: 'was declined' },
    { asks: 'It was shipped: can I cancel?', status: 'SHIPPED' },
    {
      asks: 'It was shipped, and we both want to cancel?',
      status: 'SHIPPED',
      order: { facts: { mutualAgreement: true } },
      if: 'both sides have agreed',
    },
    { asks: 'It has arrived: can I cancel?', status: 'DELIVERED' },
    {
      asks: 'Nobody has answered for three days: can I cancel?',
      status: 'PLACED',
      after: 3 * day,
      request: { ...waiting, requestedAt: new Date(Date.now() - 3 * day + hour).toISOString() },
      if: '2 days or more have passed since the request',
    },
    { asks: 'Can a seller cancel before shipping?', actor: 'seller', status: 'PLACED' },
  ],
  bricklink: [
    { asks: 'Can I cancel an order that I have not paid?', status: 'PENDING' },
    { asks: 'Can I cancel what is packed?', status: 'PACKED' },
    {
      asks: 'The seller has closed the account: can I cancel?',
      status: 'PENDING',
      order: { seller: closed },
      if: 'account is closed',
    },
    {
      asks: 'I reported silence two weeks ago: can I cancel?',
      status: 'NRS',
      order: alert('NRS', 15 * day),
      if: 'seller does not answer” (filed 14 days',
    },
    { asks: 'I reported non-receipt yesterday: can I cancel?', status: 'NSS', order: alert('NSS', day) },
    { asks: 'Shipped: can I cancel?', status: 'SHIPPED', if: 'does not stand' },
    { asks: 'Completed: can I cancel?', status: 'COMPLETED' },
    { asks: 'Can a seller cancel a paid order?', actor: 'seller', status: 'PAID' },
    {
      asks: 'The buyer has not reacted for a week: can the seller cancel?',
      actor: 'seller',
      status: 'NPB',
      order: alert('NPB', 8 * day),
      if: 'not answered and filed 7 days',
    },
    {
      asks: 'The buyer accepted the penalty: can the seller cancel?',
      actor: 'seller',
      status: 'NPX',
      if: 'has not been shipped: ',
    },
  ],
  'b2b-supplier': [
    { asks: 'Pending: can I cancel?', status: 'PENDING' },
    { asks: 'Confirmed: can I cancel?', status: 'CONFIRMED' },
    { asks: 'Being processed: can I cancel?', status: 'PROCESSING' },
    { asks: 'Out for delivery: can I cancel?', status: 'OUT_FOR_DELIVERY' },
    { asks: 'Delivered: can I cancel?', status: 'DELIVERED' },
    { asks: 'Cancelled: can I cancel?', status: 'CANCELLED' },
    {
      asks: 'Pending, but sent by mistake: can I cancel?',
      status: 'PENDING',
      order: sent,
      if: 'If it has been shipped',
    },
    { asks: 'Can I, a month after ordering, while it is pending?', status: 'PENDING', after: 30 * day },
    { asks: 'Can a supplier cancel here?', actor: 'seller', status: 'PENDING' },
    { asks: 'And while it is processed?', actor: 'seller', status: 'PROCESSING' },
  ],
  'shop-builder': [
    { asks: 'Not paid yet: can I ask?', status: 'AWAITING_PAYMENT', if: 'the last status' },
    { asks: 'Being prepared: can I ask?', status: 'PREPARING', if: 'the last status' },
    { asks: 'Ready to be shipped: can I ask?', status: 'AWAITING_SHIPMENT', if: 'the last status' },
    { asks: 'The shop takes no requests: can I?', status: 'PREPARING', order: { facts: { requestsUntil: 'NEVER' } } },
    { asks: 'In transit: can I?', status: 'IN_TRANSIT' },
    { asks: 'I have asked: can I ask again?', status: 'CANCELLATION_REQUESTED', request: waiting },
    { asks: 'It is being cancelled: can I?', status: 'CANCELLATION_IN_PROGRESS' },
    { asks: 'Can the shop cancel before payment?', actor: 'seller', status: 'AWAITING_PAYMENT' },
    { asks: 'Can the shop cancel what is on hold?', actor: 'seller', status: 'ON_HOLD' },
    { asks: 'Can the shop cancel what is delivered?', actor: 'seller', status: 'DELIVERED' },
  ],
};

function orderOf({ status, after = hour, order }: Question, policy: CancelPolicy): Order {
  const money = { amount: 1000, currency: 'EUR' };
  const { phase } = policy.statuses[status] as { phase: string };
  const before = new Date(Date.now() - hour / 2).toISOString();
  return {
    id: 'o',
    status,
    placedAt: new Date(Date.now() - after).toISOString(),
    ...(['shipped', 'delivered'].includes(phase) && { shippedAt: before }),
    ...(phase === 'delivered' && { deliveredAt: before }),
    total: money,
    payment: { method: 'card', paid: money, refunded: { amount: 0, currency: 'EUR' } },
    lines: [{ id: 'l', sku: '', title: 'Mug', quantity: 1, unitPrice: money }],
    buyer: { id: 'b', name: 'Ada', status: 'active' },
    seller: { id: 's', name: 'Grace', status: 'active' },
    revision: '1',
    ...order,
  };
}

/** What the page says of a status and a time, by the case that a person finds to be theirs. */
function answerOf(element: Element, { status, after = hour, request, if: when }: Question): string {
  const open = request && !['declined'].includes(request.state as string);
  const section = part(element, open ? 'open' : 'detail') as HTMLElement;
  const row = [...section.querySelectorAll<HTMLElement>('.row')].find(({ dataset }) =>
    dataset.statuses?.split(' ').includes(status),
  ) as HTMLElement;
  const times = [...row.querySelectorAll('.time')].map(said);
  const lists = [...row.querySelectorAll('ol')];
  // People read “3 hours or more, but less than 7 days, after the order”.
  const unit: Record<string, number> = { hour, hours: hour, day, days: day };
  const at = times.findIndex((time) => {
    const least = time.match(/^(\d+) (\w+) or more/);
    const most = time.match(/less than (\d+) (\w+)/);
    return (
      (!least || after >= Number(least[1]) * (unit[least[2] as string] as number)) &&
      (!most || after < Number(most[1]) * (unit[most[2] as string] as number))
    );
  });
  const cases = [...(lists[Math.max(0, at)] as Element).children].map(said);
  const own = when === undefined ? cases.at(-1) : cases.find((one) => one.includes(when));
  return own ?? `none of ${cases.join(' | ')} has ${when}`;
}

describe('<cancel-policy>', () => {
  keepConsole();

  for (const [name, all] of Object.entries(questions)) {
    it(`answers ten questions about ${name} as the package decides`, async () => {
      expect(all.length).to.equal(10);
      const policy = presets[name] as CancelPolicy;
      const pages = { buyer: await show(policy), seller: await show(policy, 'seller') };
      const seen = new Set<string>();
      for (const question of all) {
        const { actor = 'buyer', request, asks } = question;
        const cancellation = request
          ? ({
              id: 'c',
              kind: 'cancellation',
              lines: null,
              requestedAt: new Date(Date.now() - hour / 2).toISOString(),
              ...request,
            } as Cancellation)
          : null;
        const { outcome } = decide(policy, orderOf(question, policy), { actor, now: Date.now(), cancellation });
        const answer = answerOf(pages[actor as 'buyer' | 'seller'], question);
        expect(answer, `${asks} ${outcome}: ${answer}`).to.include(text(`policy.say.${outcome}`));
        seen.add(outcome);
      }
      expect(seen.size).to.be.greaterThan(1);
    });
  }

  it('shows the table first, and the same as a picture that nobody has to see', async () => {
    const element = await show(poshmark);
    const table = part(element, 'table') as HTMLTableElement;
    expect([...table.querySelectorAll('thead th')].map(said)).to.deep.equal([
      text('policy.column.status'),
      text('policy.column.time'),
      text('policy.column.answer'),
    ]);
    expect([...table.querySelectorAll('tbody th')].map((cell) => (cell as HTMLTableCellElement).rowSpan)).to.deep.equal(
      [3, 1, 1, 1],
    );
    expect(parts(element, 'answer').map(said)).to.deep.equal(
      ['cancel', 'request', 'cancel', 'return', 'return', 'none'].map((one) =>
        text(`policy.outcome.${one}` as 'policy.outcome.cancel'),
      ),
    );
    const picture = part(element, 'picture') as HTMLElement;
    expect(picture.getAttribute('aria-hidden')).to.equal('true');
    expect(table.compareDocumentPosition(picture) & Node.DOCUMENT_POSITION_FOLLOWING).to.equal(4);
    expect(picture.querySelectorAll('.picture rect.part').length).to.equal(6);
    // By pattern as well as by colour, each of which is there.
    for (const rect of picture.querySelectorAll('.picture rect.part')) {
      const id = rect.getAttribute('fill')?.match(/#([\w-]+)/)?.[1];
      expect(picture.querySelector(`pattern#${id}`), String(id)).to.not.equal(null);
    }
  });

  it('lets time run as the page is read', async () => {
    const back = dress({ lang: 'ar', dir: 'rtl', dark: false });
    const element = await show(poshmark);
    const rects = [...(part(element, 'picture') as HTMLElement).querySelectorAll('.picture rect.part')];
    const lefts = rects.slice(0, 3).map((rect) => rect.getBoundingClientRect().left);
    expect(lefts[0]).to.be.greaterThan(lefts[1] as number);
    expect(lefts[1]).to.be.greaterThan(lefts[2] as number);
    expect(said(part(element, 'title'))).to.match(/[\u0600-\u06ff]/);
    back();
  });

  it('begins with the level of heading that the page has room for', async () => {
    const element = await show(poshmark);
    const levels = () =>
      [
        ...new Set(
          [...(element.shadowRoot as ShadowRoot).querySelectorAll('[role="heading"]')].map((one) => one.ariaLevel),
        ),
      ].sort();
    expect(levels()).to.deep.equal(['2', '3', '4']);
    element.setAttribute('heading-level', '5');
    await until(() => levels().join() === '5,6', 'the headings are of the new level');
  });

  it('shows what the page has put inside until there are rules, and says where there are none', async () => {
    const element = await fixture<CancelPolicyElement>(html`<cancel-policy><p>Ask us.</p></cancel-policy>`);
    await until(() => part(element, 'problem'), 'it says that there are none');
    expect(said(part(element, 'problem'))).to.equal(text('policy.failed'));
    expect(element.shadowRoot?.querySelector('slot')?.assignedElements().length).to.equal(1);
    // Nothing of what is no policy reaches the page.
    element.policy = { rules: 5 } as unknown as CancelPolicy;
    await element.refresh();
    expect(said(part(element, 'problem'))).to.equal(text('policy.failed'));
    element.policy = poshmark;
    await until(() => part(element, 'page'), 'the rules are there');
  });

  it('takes policy, role and words from around it, and changes with them', async () => {
    registerPolicy('help-page', b2bSupplier);
    const provider = await fixture(
      html`<order-cancel-provider policy="help-page" actor="seller"><cancel-policy></cancel-policy></order-cancel-provider>`,
    );
    const element = provider.querySelector('cancel-policy') as CancelPolicyElement;
    await until(() => part(element, 'title'), 'the page is made');
    expect(said(part(element, 'title'))).to.equal(text('policy.title.seller'));
    element.actor = 'buyer';
    await until(() => said(part(element, 'title')) === text('policy.title.buyer'), 'it speaks to buyers');
    registerTexts('en', { 'policy.title.buyer': 'Changed your mind?' });
    await until(() => said(part(element, 'title')) === 'Changed your mind?', 'it has the page’s own words');
    registerTexts('en', { 'policy.title.buyer': text('policy.title.buyer') });
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe, ${name}, narrow as well`, async () => {
      const back = dress(setting);
      for (const policy of [poshmark, bricklink]) {
        const element = await show(policy);
        expect(await violations(element)).to.equal('');
        await setViewport({ width: 320, height: 640 });
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        expect(await violations(element)).to.equal('');
        await setViewport({ width: 1280, height: 800 });
      }
      back();
    });
  }
});
