import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Cancellation, CancelPolicy, Order, OrderCancelButton } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { aCancellation, ago, anOrder, aPolicy, hours, usd } from '../../support/elements/orders.ts';
import {
  below,
  buttonNamed,
  buttons,
  choose,
  enter,
  field,
  focused,
  hasten,
  keepConsole,
  openDialog,
  part,
  parts,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { aShop, gate, loseAnswer, loseRequest } from '../../support/elements/shop.ts';
import { beginning, text } from '../../support/elements/words.ts';

/** The other side, as sentences name it: isolated, since a name may run the other way. */
const grace = { name: '\u2068Grace\u2069' };

describe('the dialog of <order-cancel-button>', () => {
  keepConsole();

  const open = async (
    policy: CancelPolicy,
    order: Order,
    actor: 'buyer' | 'seller' = 'buyer',
    cancellations: Cancellation[] = [],
  ) => {
    const shop = aShop({ policies: [policy], orders: [order], cancellations, actor });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} actor=${actor} .backend=${shop.backend}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    const confirm = part<HTMLButtonElement>(dialog, 'confirm') as HTMLButtonElement;
    const done = () => until(() => part(dialog, 'done'), 'it is done');
    return { shop, button, dialog, confirm, done };
  };
  const shows = (dialog: Element, name: string, words: string) =>
    until(() => said(part(dialog, name)).includes(words), `${name} says “${words}”`);
  const listed = (dialog: Element, name: string): string[] => [...(part(dialog, name)?.children ?? [])].map(said);

  it('B2B-9 asks for confirmation: the final button stands in it from the start, is the last one and named so', async () => {
    const { dialog } = await open(b2bSupplier, anOrder({ status: 'PENDING' }));
    expect(dialog.matches(':modal')).to.equal(true);
    expect(said(below(dialog).find(({ id }) => id === dialog.getAttribute('aria-labelledby')) ?? null)).to.equal(
      'Cancel this order?',
    );
    expect(buttons(dialog).map(said).slice(-2).join()).to.equal('Keep order,Confirm cancellation');
  });

  it('names the final button of a request so', async () => {
    const { dialog } = await open(poshmark, anOrder({ placedAt: ago(hours(4)) }));
    expect(buttons(dialog).map(said).at(-1)).to.equal('Confirm request');
    expect(said(dialog)).to.contain(text('title.request'));
    expect(said(part(dialog, 'why'))).to.contain(text('why.window-closed'));
  });

  it('PM-6 shows the order to be reviewed: lines, condition, size, total, the seller’s rating', async () => {
    const { dialog } = await open(poshmark, anOrder({ number: '4711' }));
    const review = said(part(dialog, 'review'));
    expect(said(dialog)).to.contain('Order 4711');
    for (const text of [
      'Linen jacket',
      'Condition: like new',
      'Size: M',
      '$30.00',
      'Wool scarf',
      'Quantity 3',
      '$15.00',
    ]) {
      expect(review).to.contain(text);
    }
    expect(review).to.match(/Total ?\$45\.00/);
    expect(review).to.match(/Sold by .Grace. · Rated 4\.5 of 5/);
  });

  it('PM-17 warns that cancelling often hurts, before it is confirmed', async () => {
    const { dialog } = await open(poshmark, anOrder());
    await until(() => listed(dialog, 'advice').includes(text('advice.cancelling-often-hurts')), 'it is said');
  });

  it('PM-15 advises to stay calm and to look for common ground, once the seller has declined', async () => {
    const order = anOrder({ placedAt: ago(hours(5)) });
    const { id, version } = poshmark;
    const declined = aCancellation(order, {
      state: 'declined',
      policy: { id, version, hash: policyHash(poshmark) },
      decision: { by: 'seller', at: ago(hours(1)), reason: null },
    });
    const { dialog } = await open(poshmark, order, 'buyer', [declined]);
    await until(() => listed(dialog, 'advice')[0] === text('advice.stay-calm'), 'it is said first');
    const calm = await open(poshmark, anOrder({ placedAt: ago(hours(5)) }));
    expect(listed(calm.dialog, 'advice').includes(text('advice.stay-calm'))).to.equal(false);
  });

  it('PM-10 leads to support with the order at hand, where the direct way is over', async () => {
    const policy = { ...poshmark, links: { 'contact-support': 'https://help.shop.example/new?order={orderId}' } };
    const order = anOrder({ placedAt: ago(hours(5)) });
    const { dialog } = await open(policy, order);
    await until(() => part(dialog, 'alternative'), 'there is a link');
    const links = parts(dialog, 'alternative').map((link) => [said(link), link.getAttribute('href')]);
    expect(links).to.deep.equal([[text('instead.contact-support'), `https://help.shop.example/new?order=${order.id}`]]);
  });

  it('PM-8 offers a message to the seller that holds all four parts, to be edited and sent', async () => {
    const { shop, dialog } = await open(poshmark, anOrder());
    const composer = below(dialog).find(({ localName }) => localName === 'details') as HTMLDetailsElement;
    composer.open = true;
    await until(() => part(dialog, 'message'), 'the composer is there');
    const message = part<HTMLTextAreaElement>(dialog, 'message') as HTMLTextAreaElement;
    expect(message.value).to.match(/^Hello Grace,[\s\S]+ cancel order [\s\S]+Reason: [\s\S]+ sorry [\s\S]+Thank you/);
    enter(message, 'Hello Grace, I chose the wrong size. Sorry, and thank you.');
    part(dialog, 'send-message')?.click();
    await until(() => said(dialog).includes(beginning('message.sent')), 'it is sent');
    const sent = shop.sent.find(({ path }) => path.endsWith('/messages'));
    expect(sent?.body).to.deep.equal({
      to: 'seller',
      text: 'Hello Grace, I chose the wrong size. Sorry, and thank you.',
    });
    expect(shop.posted().length).to.equal(0);
  });

  it('PM-6 advises to review, to message the seller and to look for similar items before confirming', async () => {
    const { dialog } = await open(poshmark, anOrder());
    const advice = listed(dialog, 'advice');
    expect(advice.length).to.equal(4);
    expect(advice[0]).to.equal(text('advice.review-order'));
    expect(said(dialog)).to.match(/Write to .Grace/);
  });

  it('PM-1 says before confirming that the refund is credits, never cash', async () => {
    const { dialog, confirm, done } = await open(poshmark, anOrder());
    expect(said(part(dialog, 'refund'))).to.match(/You get back ?\$45\.00/);
    expect(said(part(dialog, 'refund-method'))).to.equal(text('method.credits'));
    expect(text('method.credits')).to.match(/credits.+cash/i);
    confirm.click();
    await done();
    expect(said(part(dialog, 'done'))).to.contain(text('method.credits'));
  });

  it('says beside the button what comes back and how, and first in the body when', async () => {
    const { dialog, confirm } = await open(poshmark, anOrder());
    expect(said(part(dialog, 'outcome'))).to.equal('You get back $45.00 as credits');
    expect(part(dialog, 'outcome')?.parentElement === confirm.closest('.foot')).to.equal(true);
    const asked = [...(dialog.querySelector('.body')?.querySelectorAll('section, .field') ?? [])];
    expect(asked[0] === part(dialog, 'refund')).to.equal(true);
    expect(said(part(dialog, 'refund-when'))).to.equal(text('when.soon'));
    const request = await open(poshmark, anOrder({ placedAt: ago(hours(4)) }));
    expect(said(part(request.dialog, 'outcome'))).to.equal('If it is accepted, you get back $45.00 as credits');
    const seller = await open(poshmark, anOrder(), 'seller');
    expect(said(part(seller.dialog, 'outcome'))).to.contain('The buyer gets back $45.00');
  });

  it('folds the items beyond three', async () => {
    const [line] = anOrder().lines;
    const lines = [1, 2, 3, 4, 5].map((at) => ({ ...line, id: `l${at}`, title: `Item ${at}` })) as Order['lines'];
    const { dialog } = await open(poshmark, anOrder({ lines }));
    const folded = part<HTMLDetailsElement>(dialog, 'more-items');
    expect(folded?.open).to.equal(false);
    expect(said(folded))
      .to.contain(text('items.more', { count: 2 }))
      .and.contain('Item 5')
      .and.not.contain('Item 3');
  });

  it('advises after what is asked', async () => {
    const { dialog } = await open(poshmark, anOrder());
    const [advice, comment] = [part(dialog, 'advice'), part(dialog, 'comment')] as [HTMLElement, HTMLElement];
    expect(comment.compareDocumentPosition(advice) & Node.DOCUMENT_POSITION_FOLLOWING).to.be.greaterThan(0);
  });

  it('PM-5 warns the buyer from three cancellations in thirty days on, and not before', async () => {
    const withRecent = (recentCancellations: number) => {
      const order = anOrder();
      return { ...order, buyer: { ...order.buyer, recentCancellations } };
    };
    const few = await open(poshmark, withRecent(2));
    expect(parts(few.dialog, 'warning').length).to.equal(0);
    const many = await open(poshmark, withRecent(3));
    expect(said(part(many.dialog, 'warning'))).to.equal(text('recent', { count: 3, days: 30 }));
  });

  it('PM-14 after a refusal it offers support, and advises calm', async () => {
    const order = anOrder({ placedAt: ago(hours(5)) });
    const declined = aCancellation(order, { state: 'declined' });
    const { dialog } = await open(poshmark, order, 'buyer', [declined]);
    expect(said(part(dialog, 'alternatives'))).to.contain(text('way.escalate'));
    expect(listed(dialog, 'advice')[0]).to.contain(text('advice.stay-calm'));
  });

  describe('advises by status', () => {
    for (const [id, status, advice, why] of [
      ['B2B-2', 'PENDING', text('advice.safe-to-cancel'), text('why.not-yet-confirmed')],
      ['B2B-3', 'CONFIRMED', text('advice.contact-recommended'), text('why.supplier-committed')],
      ['B2B-4', 'PROCESSING', text('advice.contact-urgent'), text('why.supplier-preparing')],
    ] as const) {
      it(`${id} ${status}`, async () => {
        const { dialog } = await open(b2bSupplier, anOrder({ status }));
        await shows(dialog, 'why', why);
        expect(listed(dialog, 'advice')[0]).to.equal(advice);
      });
    }

    it('B2B-13 in PROCESSING return and refund may need the supplier', async () => {
      const { dialog } = await open(b2bSupplier, anOrder({ status: 'PROCESSING' }));
      await shows(dialog, 'advice', text('advice.return-may-need-supplier'));
    });

    it('B2B-11 B2B-15 asking for a change is offered instead', async () => {
      const { dialog } = await open(b2bSupplier, anOrder({ status: 'CONFIRMED' }));
      expect(said(part(dialog, 'alternatives'))).to.contain(text('way.propose-change', grace));
    });

    it('B2B-3 contact is recommended and holds nothing up', async () => {
      const { dialog, confirm, done } = await open(b2bSupplier, anOrder({ status: 'CONFIRMED' }));
      await until(() => buttonNamed(dialog, 'Send message'), 'the message can be written');
      expect(said(part(dialog, 'contact'))).to.contain(text('contact.recommended'));
      expect(confirm.getAttribute('aria-disabled')).to.equal('false');
      confirm.click();
      await done();
    });
  });

  describe('where contact is required', () => {
    const processing = async () => {
      const opened = await open(b2bSupplier, anOrder({ status: 'PROCESSING' }));
      await until(() => buttonNamed(opened.dialog, 'Send message'), 'the message can be written');
      return opened;
    };

    it('B2B-4 confirm is held until the message is sent or contact is stated', async () => {
      const { shop, dialog, confirm, done } = await processing();
      expect(confirm.getAttribute('aria-disabled')).to.equal('true');
      const describing = confirm.getAttribute('aria-describedby')?.split(' ') ?? [];
      const described = below(dialog).filter(({ id }) => describing.includes(id));
      expect(described.map((one) => said(one))).to.deep.equal([
        said(part(dialog, 'outcome')),
        text('contact-first', grace),
      ]);
      confirm.click();
      await pause(50);
      expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(0);
      expect(focused()?.localName).to.equal('textarea');

      const stated = field<HTMLInputElement>(dialog, text('contacted', grace));
      stated?.click();
      await until(() => confirm.getAttribute('aria-disabled') === 'false', 'it is let go');
      stated?.click();
      await until(() => confirm.getAttribute('aria-disabled') === 'true', 'it is held again');
      stated?.click();
      await until(() => confirm.getAttribute('aria-disabled') === 'false', 'it is let go again');
      const before = shop.now();
      confirm.click();
      await done();
      const { statedAt } = shop.posted()[0]?.body.contacted ?? {};
      expect(before - Date.parse(statedAt)).to.be.within(-100, 2000);
    });

    it('B2B-4 the message is a template to edit, and sending it lets confirm go', async () => {
      const { shop, dialog, confirm, done } = await processing();
      const message = field<HTMLTextAreaElement>(dialog, 'Your message');
      const order = shop.shop.orders()[0] as Order;
      expect(message?.value).to.match(
        /^Hello Grace,\n\nI would like to cancel order .+\. Reason: \n\nI am sorry.+Thank you/,
      );
      expect(message?.value).to.contain(`order ${order.number}.`);
      enter(message, 'Please stop the order, wrong size.');
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => confirm.getAttribute('aria-disabled') === 'false', 'it is let go');
      expect(said(dialog)).to.contain(beginning('message.sent'));
      expect(message?.readOnly).to.equal(true);
      const [sent] = shop.sent.filter(({ path }) => path.endsWith('/messages'));
      expect(JSON.stringify(sent?.body)).to.equal('{"to":"seller","text":"Please stop the order, wrong size."}');
      expect(sent?.headers.get('Idempotency-Key')).to.be.a('string');
      confirm.click();
      await done();
      expect(shop.posted()[0]?.body.contacted.messageId).to.be.a('string');
    });

    it('an empty message is not sent', async () => {
      const { shop, dialog, confirm } = await processing();
      enter(field<HTMLTextAreaElement>(dialog, 'Your message'), '  \n');
      const send = buttonNamed(dialog, 'Send message');
      await until(() => send?.getAttribute('aria-disabled') === 'true', 'it cannot be sent');
      send?.click();
      await pause(30);
      expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(0);
      expect(confirm.getAttribute('aria-disabled')).to.equal('true');
    });

    it('a message that was not sent holds confirm, keeps its text and its key, and can be sent again', async () => {
      hasten(50);
      const { shop, dialog, confirm } = await processing();
      shop.meddle('POST', ...Array.from({ length: 4 }, () => loseRequest));
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => said(dialog).includes(text('message.unknown')), 'it says so');
      expect(confirm.getAttribute('aria-disabled')).to.equal('true');
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => confirm.getAttribute('aria-disabled') === 'false', 'it was sent');
      const keys = shop.sent
        .filter(({ method }) => method === 'POST')
        .map(({ headers }) => headers.get('Idempotency-Key'));
      expect(new Set(keys).size).to.equal(1);
    });

    it('a message that arrived, but was not answered, does not arrive twice for a changed word: the person is told', async () => {
      hasten(50);
      const { shop, dialog, confirm } = await processing();
      const before = field<HTMLTextAreaElement>(dialog, 'Your message')?.value;
      shop.meddle('POST', loseAnswer, loseRequest, loseRequest, loseRequest);
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => said(dialog).includes(text('message.unknown')), 'it is not known');
      enter(field<HTMLTextAreaElement>(dialog, 'Your message'), 'Another word');
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => said(dialog).includes(beginning('message.earlier')), 'it is told');
      expect(confirm.getAttribute('aria-disabled'), 'contact was made').to.equal('false');
      const posted = shop.sent.filter(({ method }) => method === 'POST');
      expect(new Set(posted.map(({ headers }) => headers.get('Idempotency-Key'))).size).to.equal(1);
      expect([...new Set(posted.map(({ body }) => body.text))].join()).to.equal(before?.trim());
      expect(field<HTMLTextAreaElement>(dialog, 'Your message')?.value).to.equal('Another word');
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => said(dialog).includes(beginning('message.sent')), 'the person wanted it all the same');
    });

    it('a text that is too long is not cut: it is said, and not sent', async () => {
      const { shop, dialog, confirm } = await processing();
      const message = field<HTMLTextAreaElement>(dialog, 'Your message');
      expect(message?.maxLength).to.equal(-1);
      enter(message, 'x'.repeat(5000));
      await until(() => said(dialog).includes(text('too-long', { count: 5000, limit: 4000 })), 'it is said');
      buttonNamed(dialog, 'Send message')?.click();
      enter(message, 'Hello');
      await until(
        () => buttonNamed(dialog, 'Send message')?.getAttribute('aria-disabled') === 'false',
        'it can be sent',
      );
      expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(0);
      buttonNamed(dialog, 'Send message')?.click();
      await until(() => confirm.getAttribute('aria-disabled') === 'false', 'it was sent');
      const comment = field<HTMLTextAreaElement>(dialog, 'Comment');
      expect(comment?.maxLength).to.equal(-1);
      enter(comment, 'y'.repeat(5000));
      await until(() => said(dialog).includes(text('too-long', { count: 5000, limit: 2000 })), 'it is said');
      expect(confirm.getAttribute('aria-disabled')).to.equal('true');
      confirm.click();
      await pause(30);
      expect(shop.posted().length).to.equal(0);
    });

    it('many clicks on “Send message” send one', async () => {
      const { shop, dialog } = await processing();
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      const send = buttonNamed(dialog, 'Send message');
      for (let click = 0; click < 20; click++) send?.click();
      await until(() => said(dialog).includes(text('message.sending')), 'it is being sent');
      letGo();
      await until(() => said(dialog).includes(beginning('message.sent')), 'it was sent');
      expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(1);
    });

    it('a page without a backend has the checkbox alone', async () => {
      const button = await fixture(
        html`<order-cancel-button .order=${anOrder({ status: 'PROCESSING' })} .policy=${b2bSupplier}></order-cancel-button>`,
      );
      const dialog = await openDialog(button);
      expect(parts(dialog, 'message').length).to.equal(0);
      field(dialog, text('contacted', grace))?.click();
      await until(() => part(dialog, 'confirm')?.getAttribute('aria-disabled') === 'false', 'it is let go');
    });
  });

  describe('reason and comment', () => {
    const bl = () => open(bricklink, anOrder({ status: 'PAID' }));

    it('BL-1 offers the buyer’s reasons, and names those that are not valid', async () => {
      const { dialog } = await bl();
      const reason = field<HTMLSelectElement>(dialog, 'Reason');
      await shows(dialog, 'reason', 'Both sides agreed');
      expect([...(reason?.options ?? [])].map(said).slice(0, 3).join()).to.equal(
        'Choose a reason,Both sides agreed,The seller does not answer',
      );
      const [group] = [...(reason?.querySelectorAll('optgroup') ?? [])];
      expect(group?.label).to.equal(text('field.not-accepted'));
      expect([...(group?.children ?? [])].map((option) => option.textContent).join()).to.equal(
        'I no longer want the items,Found it cheaper',
      );
    });

    it('BL-1 a named invalid reason is explained and refused', async () => {
      const { shop, dialog, confirm } = await bl();
      const reason = field<HTMLSelectElement>(dialog, 'Reason');
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Sorry.');
      choose(reason, 'no-longer-wants');
      await until(() => reason?.getAttribute('aria-invalid') === 'true', 'it is refused');
      const note = below(dialog).find(({ id }) => id === reason?.getAttribute('aria-describedby'));
      await until(() => said(note ?? null) === text('invalid.no-longer-wants'), 'it is explained');
      expect(confirm.getAttribute('aria-disabled')).to.equal('true');
      confirm.click();
      await pause(30);
      expect(shop.posted().length).to.equal(0);
      choose(reason, 'mutual-agreement');
      await until(() => confirm.getAttribute('aria-disabled') === 'false', 'another reason is taken');
    });

    it('BL-13 reason and comment are required: what is missing is said and gets the focus', async () => {
      const { shop, dialog, confirm, done } = await bl();
      const reason = field<HTMLSelectElement>(dialog, 'Reason');
      const comment = field<HTMLTextAreaElement>(dialog, 'Comment');
      expect([reason, comment].map((control) => control?.getAttribute('aria-required')).join()).to.equal('true,true');
      confirm.click();
      await until(() => said(dialog).includes(text('field.reason-required')), 'the reason is asked for');
      expect(focused() === reason).to.equal(true);
      choose(reason, 'seller-silent');
      confirm.click();
      await until(() => said(dialog).includes(text('field.comment-required')), 'the comment is asked for');
      expect(focused() === comment).to.equal(true);
      expect(comment?.getAttribute('aria-invalid')).to.equal('true');
      enter(comment, '   ');
      confirm.click();
      await pause(30);
      expect(shop.posted().length).to.equal(0);
      enter(comment, '  Three mails, no answer.  ');
      confirm.click();
      await done();
      const { action, reason: code, comment: written } = shop.posted()[0]?.body ?? {};
      expect([action, code, written].join('|')).to.equal('request|seller-silent|Three mails, no answer.');
    });

    it('BL-12 the seller gives a reason of the seller’s and a comment', async () => {
      const { shop, dialog, confirm, done } = await open(bricklink, anOrder({ status: 'PAID' }), 'seller');
      choose(field<HTMLSelectElement>(dialog, 'Reason'), 'undeliverable');
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Came back twice.');
      confirm.click();
      await done();
      expect([shop.posted()[0]?.body.action, shop.posted()[0]?.body.reason].join()).to.equal('cancel,undeliverable');
      expect(shop.shop.orders()[0]?.status).to.equal('CANCELLED');
    });

    it('B2B-2 only the confirmation is demanded: reason and comment are optional', async () => {
      const { shop, dialog, confirm, done } = await open(b2bSupplier, anOrder({ status: 'PENDING' }));
      expect(!!field(dialog, 'Reason (optional)') && !!field(dialog, 'Comment (optional)')).to.equal(true);
      confirm.click();
      await done();
      expect(Object.keys(shop.posted()[0]?.body).sort().join()).to.equal('action,policyHash');
    });

    it('a policy without reasons and comments asks for neither', async () => {
      const { dialog } = await open(aPolicy('cancel', { comments: { buyer: 'none' } }), anOrder());
      expect(field(dialog, 'Reason') === null && field(dialog, 'Comment') === null).to.equal(true);
    });

    it('a shop’s own reasons, advice and methods are in its own words', async () => {
      const policy = aPolicy('cancel', {
        reasons: { buyer: { demand: 'optional', choices: [{ code: 'rain' }, { code: 'moon', valid: false }] } },
        refund: { method: 'voucher' },
        messages: {
          en: {
            rain: 'It rains',
            moon: 'Full moon',
            'moon-invalid': 'The moon does not count.',
            voucher: 'as a voucher',
          },
        },
      });
      const { dialog } = await open(policy, anOrder());
      const reason = field<HTMLSelectElement>(dialog, 'Reason');
      expect([...(reason?.options ?? [])].map(said).join()).to.equal('Choose a reason,It rains,Full moon');
      expect(said(part(dialog, 'refund-method'))).to.equal('as a voucher');
      choose(reason, 'moon');
      await until(() => said(dialog).includes('The moon does not count.'), 'it is explained in the shop’s words');
    });

    it('never shows a raw code', async () => {
      const policy = aPolicy('cancel', {
        reasons: { buyer: { demand: 'optional', choices: [{ code: 'x-own-code' }] } },
        refund: { method: 'x-own-method' },
      });
      const rules = policy.rules.map((rule) => ({
        ...rule,
        then: { ...rule.then, reason: 'x-own-reason', advice: ['x-own-advice'], alternatives: ['x-own-way'] },
      }));
      const { dialog } = await open({ ...policy, rules }, anOrder());
      expect(said(dialog)).not.to.contain('x-own');
    });
  });

  describe('refund and consequences', () => {
    it('B2B-12 a fee that the policy declares is shown before confirming', async () => {
      const refund = { method: 'original', fee: { basisPoints: 250, amount: usd(100) } };
      const { dialog } = await open({ ...b2bSupplier, refund }, anOrder({ status: 'CONFIRMED' }));
      const told = said(part(dialog, 'refund'));
      expect(told).to.match(/Paid ?\$45\.00/);
      expect(told).to.match(/Cancellation fee ?[−-]\$2\.13/);
      expect(told).to.match(/You get back ?\$42\.87/);
      await shows(dialog, 'advice', text('advice.check-supplier-policy'));
    });

    it('without a fee only what is paid back is shown', async () => {
      const { dialog } = await open(b2bSupplier, anOrder({ status: 'PENDING' }));
      expect(said(part(dialog, 'refund'))).not.to.contain('fee');
    });

    it('what was refunded before is not promised again', async () => {
      const payment = { method: 'card', paid: usd(4500), refunded: usd(1000) };
      const { dialog } = await open(b2bSupplier, anOrder({ status: 'PENDING', payment }));
      expect(said(part(dialog, 'refund'))).to.match(/You get back ?\$35\.00/);
    });

    it('an unpaid order says that nothing is refunded', async () => {
      const payment = { method: 'card', paid: usd(0), refunded: usd(0) };
      const { dialog } = await open(b2bSupplier, anOrder({ status: 'PENDING', payment }));
      expect(said(part(dialog, 'refund'))).to.contain(text('refund.none'));
    });

    it('B2B-10 says before and after confirming what happens next: status, who is notified, refund', async () => {
      const { shop, dialog, confirm, done } = await open(b2bSupplier, anOrder({ status: 'PENDING' }));
      const next = said(part(dialog, 'next'));
      expect(next).to.contain(text('next.cancel'));
      expect(next).to.contain(text('next.notified'));
      expect(next).to.contain(text('next.no-undo', grace));
      confirm.click();
      await done();
      expect(said(dialog)).to.contain(text('done.cancelled'));
      expect(said(part(dialog, 'done'))).to.match(/You get back ?\$45\.00/);
      expect(said(part(dialog, 'done'))).to.contain('notified');
      expect(shop.shop.orders()[0]?.status).to.equal('CANCELLED');
    });

    it('PM-9 a request says that the seller decides, and until when an answer is due', async () => {
      const { dialog, confirm, done } = await open(poshmark, anOrder({ placedAt: ago(hours(4)) }));
      expect(said(part(dialog, 'next'))).to.contain(text('next.request', grace));
      expect(said(part(dialog, 'next'))).to.match(/Thursday, March 12, /);
      expect(said(part(dialog, 'refund'))).to.match(/You get back if it is accepted ?\$45\.00/);
      confirm.click();
      await done();
      expect(said(dialog)).to.contain(text('done.requested'));
      expect(said(part(dialog, 'done'))).to.match(/Thursday, March 12, /);
    });

    it('SB-6 the merchant cancels with a reason and chooses the refund method', async () => {
      const { shop, dialog, confirm, done } = await open(shopBuilder, anOrder({ status: 'PREPARING' }), 'seller');
      const method = field<HTMLSelectElement>(dialog, 'Refund method');
      expect([...(method?.options ?? [])].map(({ value }) => value).join()).to.equal(
        'original,bank_deposit,points,credits',
      );
      expect(method?.value).to.equal('original');
      choose(method, 'bank_deposit');
      choose(field<HTMLSelectElement>(dialog, 'Reason'), 'sold-out');
      expect(said(part(dialog, 'refund'))).to.match(/The buyer gets back ?\$45\.00/);
      confirm.click();
      await done();
      expect(shop.posted()[0]?.body.refund.method).to.equal('bank_deposit');
      expect(shop.posted()[0]?.body.reason).to.equal('sold-out');
    });

    it('SB-5 the customer is given no choice of the refund method', async () => {
      const { dialog } = await open(shopBuilder, anOrder({ status: 'PREPARING' }));
      expect(field(dialog, 'Refund method') === null).to.equal(true);
      expect(said(part(dialog, 'refund-method'))).to.equal(text('method.original'));
    });

    it('a seller is not warned of the buyer’s cancellations', async () => {
      const order = anOrder();
      order.buyer.recentCancellations = 9;
      const { dialog } = await open(poshmark, order, 'seller');
      expect(parts(dialog, 'warning').length).to.equal(0);
    });
  });

  it('an unknown decision is put to the server as a request that promises nothing', async () => {
    const button = await fixture(
      html`<order-cancel-button .order=${anOrder({ status: 'LOST' })} .policy=${poshmark}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    expect(said(dialog)).to.contain(text('title.ask'));
    expect(said(part(dialog, 'why'))).to.contain(text('why.ask'));
    expect(said(part(dialog, 'confirm'))).to.equal('Confirm request');
  });
});
