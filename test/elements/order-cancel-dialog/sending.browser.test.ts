import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { CancelPolicy, Order, OrderCancelButton, OrderView } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aCancellation, ago, anOrder, hours } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  choose,
  consoleLine,
  consoleLines,
  enter,
  field,
  hasten,
  heard,
  keepConsole,
  openDialog,
  part,
  parts,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { answerWith, aShop, gate, loseAnswer, loseRequest } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('what the dialog sends', () => {
  keepConsole();

  const open = async (order: Order = anOrder(), policy: CancelPolicy = poshmark) => {
    const shop = aShop({ policies: [policy], orders: [order] });
    const page = await fixture(html`<order-cancel-provider .backend=${shop.backend}>
      <order-cancel-button order-id=${order.id}></order-cancel-button>
      <cancel-status-badge order-id=${order.id}></cancel-status-badge>
    </order-cancel-provider>`);
    const [button, badge] = [...page.children] as [OrderCancelButton, Element];
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    return {
      shop,
      order,
      button,
      badge,
      dialog,
      confirm: () => part(dialog, 'confirm')?.click(),
      done: () => until(() => part(dialog, 'done'), 'it is done'),
      refused: () => until(() => part(dialog, 'problem'), 'it is refused'),
      problem: () => said(part(dialog, 'problem')),
      keys: () => shop.posted().map(({ headers }) => headers.get('Idempotency-Key')),
    };
  };

  it('nothing is sent where there is neither a backend nor somebody who takes it over: the developer is told once', async () => {
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button .order=${anOrder()} .policy=${poshmark}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    for (let attempt = 0; attempt < 2; attempt++) {
      await until(() => part(dialog, 'confirm')?.getAttribute('aria-disabled') === 'false', 'it can be confirmed');
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'problem'), 'it is refused');
    }
    expect(await consoleLine()).to.contain('respondWith');
  });

  describe('once', () => {
    it('fifty clicks in one tick are one POST, with a key and the revision that was seen', async () => {
      const { shop, confirm, done } = await open();
      for (let click = 0; click < 50; click++) confirm();
      await done();
      const posted = shop.posted();
      expect(posted.length).to.equal(1);
      expect(posted[0]?.headers.get('If-Match')).to.equal('"r1"');
      expect(posted[0]?.headers.get('Idempotency-Key')).to.match(/^.{16,}$/);
      expect(posted[0]?.headers.get('Content-Type')).to.equal('application/json');
      expect(JSON.stringify(posted[0]?.body)).to.equal(
        JSON.stringify({ action: 'cancel', policyHash: policyHash(poshmark) }),
      );
      expect(shop.shop.ledger().length).to.equal(1);
    });

    it('clicks while it is being sent add nothing', async () => {
      const { shop, dialog, confirm, done } = await open();
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      confirm();
      await until(() => said(part(dialog, 'status')) === text('sending'), 'it is being sent');
      expect(part(dialog, 'confirm')?.getAttribute('aria-disabled')).to.equal('true');
      expect(part(dialog, 'confirm')?.getAttribute('aria-busy')).to.equal('true');
      for (let click = 0; click < 10; click++) confirm();
      letGo();
      await done();
      expect(shop.posted().length).to.equal(1);
    });

    it('the dialog stays until the answer is there, however it was closed', async () => {
      const { shop, dialog, confirm, done } = await open();
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      confirm();
      await until(() => said(part(dialog, 'status')) === text('sending'), 'it is being sent');
      dialog.close();
      await until(() => dialog.open, 'it is there again');
      letGo();
      await done();
      expect(dialog.isConnected && dialog.matches(':modal')).to.equal(true);
    });

    it('each order has a key of its own', async () => {
      const [one, other] = [await open(), await open()];
      for (const { confirm, done } of [one, other]) {
        confirm();
        await done();
      }
      expect(new Set([...one.keys(), ...other.keys()]).size).to.equal(2);
    });

    it('the reason and the comment go along, trimmed', async () => {
      const { shop, dialog, confirm, done } = await open();
      choose(field<HTMLSelectElement>(dialog, 'Reason'), 'too-slow');
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), '  Needed it sooner\n');
      confirm();
      await done();
      const { reason, comment } = shop.posted()[0]?.body ?? {};
      expect([reason, comment].join()).to.equal('too-slow,Needed it sooner');
    });

    it('every element of the order shows the outcome, and none did before the server answered', async () => {
      const { shop, button, badge, confirm, done } = await open();
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      confirm();
      await pause(50);
      expect(said(badge)).to.equal('');
      expect(said(part(button, 'button'))).to.equal('Cancel order');
      letGo();
      await done();
      await until(() => said(badge) === 'Cancelled', 'the badge shows it');
      await until(() => said(button).includes(text('denied.already-cancelled')), 'the button tells it');
    });
  });

  describe('again, where the answer was lost', () => {
    it('with the same key and body, saying that it is checking, to one effect', async () => {
      hasten(5);
      const { shop, dialog, confirm, done, keys } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
      shop.meddle('POST', loseAnswer);
      confirm();
      await until(() => said(part(dialog, 'status')) === text('checking'), 'it is checking');
      expect(part(dialog, 'confirm')?.getAttribute('aria-disabled')).to.equal('true');
      await done();
      expect(keys().length).to.equal(2);
      expect(new Set(keys()).size).to.equal(1);
      expect(new Set(shop.posted().map(({ body }) => JSON.stringify(body))).size).to.equal(1);
      expect(new Set(shop.posted().map(({ headers }) => headers.get('If-Match'))).size).to.equal(1);
      expect(shop.shop.ledger().length).to.equal(1);
      expect(shop.shop.orders()[0]?.payment.refunded.amount).to.equal(4500);
    });

    for (const [what, meddler] of [
      ['the request was lost', loseRequest],
      ['HTML came instead', answerWith('<h1>Sorry</h1>', { status: 200, headers: { 'Content-Type': 'text/html' } })],
      ['JSON was cut', answerWith('{"order":{"id":', { status: 201 })],
      ['the answer is no view', answerWith('{"ok":true}', { status: 201 })],
      [
        'the server was overloaded',
        answerWith('{"code":"unavailable"}', {
          status: 503,
          headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '0' },
        }),
      ],
      [
        'it is being carried out',
        answerWith('{"code":"in-progress"}', { status: 409, headers: { 'Content-Type': 'application/problem+json' } }),
      ],
      [
        'too many came',
        answerWith('{"code":"rate-limited"}', { status: 429, headers: { 'Content-Type': 'application/problem+json' } }),
      ],
    ] as const) {
      it(`also where ${what}`, async () => {
        hasten(50);
        const { shop, confirm, done, keys } = await open();
        shop.meddle('POST', meddler);
        confirm();
        await done();
        expect(keys().length).to.equal(2);
        expect(new Set(keys()).size).to.equal(1);
        expect(shop.shop.ledger().length).to.equal(1);
      });
    }

    it('and reads the order in the end, where every answer was lost', async () => {
      hasten(50);
      const { shop, confirm, done, keys } = await open();
      shop.meddle('POST', loseAnswer, loseRequest, loseRequest, loseRequest);
      confirm();
      await done();
      expect(keys().length).to.equal(4);
      expect(shop.shop.ledger().length).to.equal(1);
    });
  });

  describe('with an outcome that stays unknown', () => {
    it('says so, keeps what was typed, and uses the same key when it is confirmed again', async () => {
      hasten(50);
      const settled = heard('order-cancel-settled');
      const { shop, dialog, button, confirm, refused, done, problem, keys } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
      shop.meddle('POST', ...Array.from({ length: 4 }, () => loseRequest));
      confirm();
      await refused();
      expect(problem()).to.equal(text('problem.unknown-outcome'));
      expect(await consoleLine()).to.contain('no answer came');
      expect(settled.map(({ result }) => (result.ok ? 'ok' : result.problem.code)).join()).to.equal('unknown-outcome');
      expect(said(part(button, 'button'))).to.equal('Cancel order');
      expect(part(dialog, 'confirm'), 'nothing else can be confirmed').to.equal(null);
      part(dialog, 'check')?.click();
      await done();
      expect(shop.posted().at(-1)?.body.comment).to.equal('Please');
      expect(keys().length).to.equal(5);
      expect(new Set(keys()).size).to.equal(1);
      expect(settled.at(-1)?.result.ok).to.equal(true);
    });

    it('takes nothing else until it is found out, and then another key', async () => {
      hasten(50);
      const { shop, order, dialog, confirm, refused, done, keys } = await open();
      shop.meddle('POST', ...Array.from({ length: 4 }, () => loseRequest));
      confirm();
      await refused();
      expect(await consoleLine()).to.contain('no answer came');
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')).to.equal(null);
      shop.shop.change(order.id, { total: { amount: 3000, currency: 'USD' } });
      part(dialog, 'check')?.click();
      await until(() => field(dialog, 'Comment'), 'the order has moved on without it');
      expect(said(part(dialog, 'problem'))).to.equal(text('problem.stale-revision'));
      expect(keys().length, 'reading was enough').to.equal(4);
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Another');
      confirm();
      await done();
      expect(new Set(keys()).size).to.equal(2);
      expect(keys()[4]).not.to.equal(keys()[0]);
    });

    it('does not show a final state that nobody confirmed, even where the order cannot be read', async () => {
      hasten(50);
      const { shop, badge, confirm, refused, problem } = await open();
      shop.meddle('POST', ...Array.from({ length: 4 }, () => loseRequest));
      shop.meddle('GET', loseRequest);
      confirm();
      await refused();
      expect(problem()).to.equal(text('problem.unknown-outcome'));
      expect(said(badge)).to.equal('');
      const told: string[] = [];
      await until(() => told.push(...consoleLines()) >= 2, 'the console was told of both');
      expect(told.join()).to.contain('could not be read').and.to.contain('no answer came');
    });
  });

  describe('and is refused', () => {
    it('412: the order was changed meanwhile; what was typed stays, and confirming again sends the new revision', async () => {
      const { shop, order, dialog, confirm, refused, done, problem, keys } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
      choose(field<HTMLSelectElement>(dialog, 'Reason'), 'too-slow');
      shop.shop.change(order.id, { total: { amount: 3000, currency: 'USD' } });
      confirm();
      await refused();
      expect(problem()).to.equal(text('problem.stale-revision'));
      expect(said(part(dialog, 'review'))).to.match(/Total ?\$30\.00/);
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Please');
      expect(field<HTMLSelectElement>(dialog, 'Reason')?.value).to.equal('too-slow');
      confirm();
      await done();
      const matches = shop.posted().map(({ headers }) => headers.get('If-Match'));
      expect(matches.join()).to.equal('"r1","m1"');
      expect(new Set(keys()).size).to.equal(2);
    });

    it('409: the time has run out at the server; the dialog now offers what is left', async () => {
      const { shop, button, dialog, confirm, refused, done } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
      shop.pass(hours(3));
      confirm();
      await refused();
      await until(() => buttonNamed(dialog, 'Confirm request'), 'a request is left');
      expect(said(part(dialog, 'problem'))).to.equal(text('problem.decision-changed'));
      expect(said(part(dialog, 'why'))).to.contain(text('why.window-closed'));
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Please');
      expect(said(part(button, 'button'))).to.equal('Request cancellation');
      confirm();
      await done();
      expect(
        shop
          .posted()
          .map(({ body }) => body.action)
          .join(),
      ).to.equal('cancel,request');
    });

    it('409: shipped meanwhile; why is explained in place, and nothing can be confirmed any more', async () => {
      const { shop, order, dialog, confirm, refused } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Message') ?? field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
      shop.shop.ship(order.id, shop.now());
      confirm();
      await refused();
      await until(() => said(part(dialog, 'why')).includes(text('denied.already-shipped')), 'it is explained');
      expect(part(dialog, 'confirm') === null).to.equal(true);
      expect(said(part(dialog, 'alternatives'))).to.contain(text('way.return'));
      expect(shop.posted().length).to.equal(1);
    });

    for (const [code, status, words] of [
      ['sign-in-required', 401, text('problem.sign-in-required')],
      ['not-found', 404, text('problem.not-found')],
      ['reason-invalid', 422, text('problem.reason-invalid')],
      ['comment-required', 422, text('problem.comment-required')],
      ['contact-required', 422, text('problem.contact-required')],
      ['something-new', 422, text('problem')],
    ] as const) {
      it(`${status} ${code}: says so, and what was typed can be sent again`, async () => {
        const settled = heard('order-cancel-settled');
        const { shop, dialog, confirm, refused, done, problem, keys } = await open();
        enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
        const headers = { 'Content-Type': 'application/problem+json' };
        shop.meddle('POST', answerWith(JSON.stringify({ code }), { status, headers }));
        confirm();
        await refused();
        expect(problem()).to.contain(words);
        expect(part(dialog, 'problem')?.getAttribute('role')).to.equal('alert');
        const [event] = settled;
        expect(event?.result.ok === false && event.result.problem.code).to.equal(code);
        confirm();
        await done();
        expect(parts(dialog, 'problem').length).to.equal(0);
        expect(shop.posted().at(-1)?.body.comment).to.equal('Please');
        // What was refused is over: this is another intent.
        expect(new Set(keys()).size).to.equal(2);
      });
    }

    it('with a view that is none: the refusal stands, and the view is left aside', async () => {
      const { shop, dialog, confirm, refused, problem } = await open();
      const body = JSON.stringify({ code: 'stale-revision', view: { order: 'gone' } });
      shop.meddle('POST', answerWith(body, { status: 412, headers: { 'Content-Type': 'application/problem+json' } }));
      confirm();
      await refused();
      expect(problem()).to.contain(text('problem.stale-revision'));
      expect(said(part(dialog, 'review'))).to.contain('Linen jacket');
    });
  });

  describe('is announced by order-cancel-request', () => {
    it('before anything is sent, with what was entered', async () => {
      const { shop, order, dialog, button, confirm, done } = await open();
      choose(field<HTMLSelectElement>(dialog, 'Reason'), 'other');
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Why not');
      let sentBefore = -1;
      let event: HTMLElementEventMap['order-cancel-request'] | undefined;
      button.parentElement?.addEventListener(
        'order-cancel-request',
        (one) => {
          event = one;
          sentBefore = shop.posted().length;
        },
        { once: true },
      );
      confirm();
      await done();
      const { orderId, action, reason, comment, lines, bubbles, composed, cancelable } = event ?? {};
      expect(JSON.stringify({ orderId, action, reason, comment, lines, bubbles, composed, cancelable })).to.equal(
        JSON.stringify({
          orderId: order.id,
          action: 'cancel',
          reason: 'other',
          comment: 'Why not',
          lines: null,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
      expect(event?.target === button).to.equal(true);
      expect(sentBefore).to.equal(0);
    });

    it('preventDefault() alone sends nothing and keeps the dialog, which can be confirmed again', async () => {
      const settled = heard('order-cancel-settled');
      const { shop, dialog, button, confirm, done } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Please');
      button.addEventListener('order-cancel-request', (event) => event.preventDefault(), { once: true });
      confirm();
      await pause(50);
      expect([shop.posted().length, settled.length].join()).to.equal('0,0');
      expect(dialog.open).to.equal(true);
      expect(part(dialog, 'confirm')?.getAttribute('aria-disabled')).to.equal('false');
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Please');
      confirm();
      await done();
    });

    const cancelled = (order: Order): OrderView => {
      const next = { ...order, status: 'CANCELLED', revision: 'r2' };
      return {
        order: next,
        cancellation: aCancellation(next, { state: 'cancelled' }),
        policy: { id: poshmark.id, version: poshmark.version, hash: policyHash(poshmark) },
        now: ago(0, Date.now()),
      };
    };

    it('respondWith() sends it the page’s own way: its view is shown, and nothing is posted', async () => {
      const settled = heard('order-cancel-settled');
      const { shop, order, badge, button, confirm, done } = await open();
      button.addEventListener('order-cancel-request', (event) => event.respondWith(Promise.resolve(cancelled(order))));
      confirm();
      await done();
      expect(shop.posted().length).to.equal(0);
      await until(() => said(badge) === 'Cancelled', 'the badge shows it');
      expect(settled.map(({ orderId, result }) => `${orderId} ${result.ok}`).join()).to.equal(`${order.id} true`);
    });

    it('respondWith() needs no backend at all', async () => {
      const order = anOrder();
      const button = await fixture<OrderCancelButton>(
        html`<order-cancel-button .order=${order} .policy=${poshmark}></order-cancel-button>`,
      );
      button.addEventListener('order-cancel-request', (event) => event.respondWith(Promise.resolve(cancelled(order))));
      const dialog = await openDialog(button);
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'done'), 'it is done');
      part(dialog, 'close')?.click();
      await until(() => said(button).includes(text('denied.already-cancelled')), 'the button tells it');
    });

    it('a rejection of the page’s own is told as the problem that it names', async () => {
      const settled = heard('order-cancel-settled');
      const { button, confirm, refused, problem } = await open();
      const rejection = Object.assign(new Error('no'), { problem: { code: 'rate-limited' } });
      button.addEventListener('order-cancel-request', (event) => event.respondWith(Promise.reject(rejection)), {
        once: true,
      });
      confirm();
      await refused();
      expect(problem()).to.equal(text('problem.rate-limited'));
      expect(settled.map(({ result }) => (result.ok ? 'ok' : result.problem.code)).join()).to.equal('rate-limited');
    });

    for (const [what, answer] of [
      ['an error', () => Promise.reject(new Error('own'))],
      ['nothing', () => Promise.reject()],
      ['a value that is no view', () => Promise.resolve({} as OrderView)],
      ['null', () => Promise.resolve(null as never)],
      ['a view of nothing', () => Promise.resolve({ order: {}, cancellation: null } as OrderView)],
    ] as const) {
      it(`${what} from the page leaves the outcome unknown, and the dialog usable`, async () => {
        const settled = heard('order-cancel-settled');
        const { button, dialog, confirm, refused, problem } = await open();
        button.addEventListener('order-cancel-request', (event) => event.respondWith(answer()), { once: true });
        confirm();
        await refused();
        expect(problem()).to.equal(text('problem.unknown-outcome'));
        expect(await consoleLine()).to.contain('no answer came');
        expect(settled.map(({ result }) => (result.ok ? 'ok' : result.problem.code)).join()).to.equal(
          'unknown-outcome',
        );
        expect(part(dialog, 'confirm'), 'nothing else can be confirmed').to.equal(null);
        part(dialog, 'check')?.click();
        await until(
          () => part(dialog, 'confirm')?.getAttribute('aria-disabled') === 'false',
          'the order shows nothing of it',
        );
      });
    }

    for (const [what, change] of [
      ['another order', (view: OrderView) => ({ ...view, order: { ...view.order, id: 'another' } })],
      [
        'another order’s cancellation',
        (view: OrderView) => ({ ...view, cancellation: { ...view.cancellation, orderId: 'another' } }),
      ],
      [
        'a cancellation that was declined',
        (view: OrderView) => ({ ...view, cancellation: { ...view.cancellation, state: 'declined' } }),
      ],
    ] as const) {
      it(`a view of ${what} from the page is not taken for an answer (I9)`, async () => {
        const { button, dialog, order, badge, confirm, refused, problem } = await open();
        const view = change(cancelled(order)) as OrderView;
        button.addEventListener('order-cancel-request', (event) => event.respondWith(Promise.resolve(view)));
        confirm();
        await refused();
        expect(problem()).to.equal(text('problem.unknown-outcome'));
        expect(said(dialog)).not.to.contain(text('done.cancelled'));
        expect(said(badge)).to.equal('');
        expect(await consoleLine()).to.contain('no answer came');
      });
    }

    it('a view of another order from the server is not taken for an answer: it is sent again, and read (I9)', async () => {
      hasten(50);
      const { shop, dialog, order, confirm, refused, problem, keys } = await open();
      const another = { ...cancelled(order), order: { ...order, id: 'another', status: 'CANCELLED', revision: 'r9' } };
      shop.meddle('POST', ...Array.from({ length: 4 }, () => answerWith(JSON.stringify(another), { status: 201 })));
      confirm();
      await refused();
      expect(problem()).to.equal(text('problem.unknown-outcome'));
      expect(said(dialog)).not.to.contain(text('done.cancelled'));
      expect(new Set(keys()).size).to.equal(1);
      expect(await consoleLine()).to.contain('no answer came');
    });

    it('while the page’s own promise is pending the dialog is being sent', async () => {
      const { button, dialog, order, confirm, done } = await open();
      let answer = (_view: OrderView): void => {};
      button.addEventListener('order-cancel-request', (event) =>
        event.respondWith(
          new Promise((resolve) => {
            answer = resolve;
          }),
        ),
      );
      confirm();
      await until(() => said(part(dialog, 'status')) === text('sending'), 'it is being sent');
      confirm();
      answer(cancelled(order));
      await done();
    });

    it('respondWith() counts once', async () => {
      const { button, order, confirm, done } = await open();
      let code = '';
      button.addEventListener('order-cancel-request', (event) => {
        event.respondWith(Promise.resolve(cancelled(order)));
        try {
          event.respondWith(Promise.resolve(cancelled(order)));
        } catch (error) {
          code = (error as DOMException).name;
        }
      });
      confirm();
      await done();
      expect(code).to.equal('InvalidStateError');
    });
  });

  describe('through a backend of the page’s own', () => {
    it('that throws instead of rejecting leaves the outcome unknown', async () => {
      hasten(50);
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const backend = {
        ...shop.backend,
        send: () => {
          throw new Error('own');
        },
      };
      const button = await fixture(
        html`<order-cancel-button order-id=${order.id} .backend=${backend}></order-cancel-button>`,
      );
      const dialog = await openDialog(button);
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'problem'), 'it is refused');
      expect(said(part(dialog, 'problem'))).to.equal(text('problem.unknown-outcome'));
      expect(await consoleLine()).to.contain('no answer came');
    });

    it('that answers nothing leaves the outcome unknown', async () => {
      hasten(50);
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const backend = { ...shop.backend, send: async () => undefined as never };
      const button = await fixture(
        html`<order-cancel-button order-id=${order.id} .backend=${backend}></order-cancel-button>`,
      );
      const dialog = await openDialog(button);
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'problem'), 'it is refused');
      expect(said(part(dialog, 'problem'))).to.equal(text('problem.unknown-outcome'));
      expect(await consoleLine()).to.contain('no answer came');
    });
  });
});
