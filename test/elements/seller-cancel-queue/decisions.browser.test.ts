import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { SendResult } from 'order-cancel-elements/backend';
import { aBackOffice, aQueuePolicy, aRequest } from '../../support/elements/back-office.ts';
import { ago, hours, start, usd } from '../../support/elements/orders.ts';
import {
  below,
  buttonNamed,
  choose,
  enter,
  field,
  focused,
  hasten,
  heard,
  keepConsole,
  part,
  parts,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { aQueue, cell, details, focusedRow, press, rowOf, rows } from '../../support/elements/queue.ts';
import { text } from '../../support/elements/words.ts';

describe('seller-cancel-queue: decisions', () => {
  keepConsole();
  // Wide enough for a line each.
  beforeEach(() => setViewport({ width: 1280, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  // What is done with a row is loaded with the first one.
  before(() => import('../../../src/elements/seller-cancel-queue/panel.ts'));

  it('SB-5 opens the details of a row and leads back to it', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0), aRequest(1)]));
    rows(queue)[1]?.focus();
    press('Enter');
    await until(() => focused()?.localName === 'h3', 'the details have the focus');
    expect(said(focused())).to.equal('Order N-00001');
    expect(said(details(queue)))
      .to.contain('Linen jacket')
      .and.to.contain('What accepting brings about');
    await until(() => said(part(queue, 'history')).includes('No messages and no changes'), 'the history is there');
    press('Escape');
    await until(() => focusedRow() === 'c1', 'the row has the focus again');
    expect(details(queue)).to.equal(null);
  });

  it('accepts by keyboard, and shows what the server answered', async () => {
    const office = aBackOffice([aRequest(0), aRequest(1)]);
    const queue = await aQueue(office);
    const decided = heard('seller-cancel-decide');
    const settled = heard('seller-cancel-settled');
    rows(queue)[0]?.focus();
    press('a');
    await until(() => focused()?.part.contains('reason'), 'the form has the focus');
    choose(focused() as HTMLSelectElement, 'buyer-asked');
    choose(field<HTMLSelectElement>(details(queue) as Element, 'Refund method'), 'bank_deposit');
    part(queue, 'confirm')?.click();
    await until(() => focusedRow() === 'c0', 'the row has the focus again');
    expect(cell(rowOf(queue, 'c0'), 'request')).to.equal('Cancelled');
    const [intent] = office.sent;
    expect(intent?.type === 'action' && intent.body).to.deep.equal({
      reason: 'buyer-asked',
      refund: { method: 'bank_deposit' },
    });
    expect(intent?.revision).to.equal('r1');
    expect(decided.map(({ cancellationId, action }) => [cancellationId, action])).to.deep.equal([['c0', 'accept']]);
    expect(settled.map(({ result }) => result.ok)).to.deep.equal([true]);
    press('ArrowDown');
    await until(() => focusedRow() === 'c1', 'the next one');
  });

  it('declines with a reason, and a comment that the customer sees', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('d');
    await until(() => focused()?.part.contains('reason'), 'the form has the focus');
    part(queue, 'confirm')?.click();
    await until(() => focused()?.getAttribute('aria-invalid') === 'true', 'the reason is missing');
    expect(office.sent.length).to.equal(0);
    choose(part<HTMLSelectElement>(queue, 'reason'), 'already-packed');
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'On its way tomorrow');
    expect(said(part(queue, 'form'))).to.contain('The customer sees the reason and the comment.');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Request declined', 'it is declined');
    const [intent] = office.sent;
    expect(intent?.type === 'action' && intent.body).to.deep.equal({
      reason: 'already-packed',
      comment: 'On its way tomorrow',
    });
  });

  it('takes the ways on of a dispute with a comment, in words throughout', async () => {
    const policy = {
      ...aQueuePolicy({ escalation: ['declined'], disputes: ['declined'] }),
      disputes: { routes: { mediation: {}, arbitration: {} } },
    };
    const lost = { route: 'dispute' as const, by: 'buyer' as const, at: ago(hours(2)) };
    const office = aBackOffice(
      [
        aRequest(0, { state: 'escalated', respondBy: null }),
        aRequest(
          1,
          { state: 'declined', respondBy: null, routes: [{ ...lost, endedAt: ago(hours(1)), outcome: 'decline' }] },
          { status: 'PLACED' },
        ),
      ],
      policy,
    );
    const queue = await aQueue(office, { state: 'all' });
    for (const [id, action, name, note] of [
      ['c0', 'mediate', 'Ask for mediation', 'helps both sides to agree'],
      ['c1', 'arbitrate', 'Ask for arbitration', 'An arbitrator decides'],
    ] as const) {
      rowOf(queue, id)?.focus();
      press('Enter');
      await until(() => part(queue, 'action', action), `one may ${action}`);
      expect(said(part(queue, 'action', action))).to.equal(name);
      part(queue, 'action', action)?.click();
      await until(() => part(queue, 'comment'), 'the form is there');
      expect(said(part(queue, 'form'))).to.contain(note);
      enter(part<HTMLTextAreaElement>(queue, 'comment'), 'my words');
      part(queue, 'confirm')?.click();
      await until(() => office.rows.get(id)?.cancellation.routes?.at(-1)?.by === 'seller', 'it is on record');
      await until(() => !part(queue, 'form'), 'the form is gone');
      press('Escape');
      await until(() => !details(queue), 'the details are closed');
    }
    expect(office.sent.map((intent) => intent.type === 'action' && [intent.action, intent.body])).to.deep.equal([
      ['mediate', { comment: 'my words' }],
      ['arbitrate', { comment: 'my words' }],
    ]);
  });

  it('two sellers on one row: the second sees the fresh state, with focus and text kept', async () => {
    const office = aBackOffice([aRequest(0), aRequest(1)]);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('d');
    await until(() => part(queue, 'comment'), 'the form is there');
    choose(part<HTMLSelectElement>(queue, 'reason'), 'other');
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'my words');
    office.act('c0', 'accept');
    const confirm = part(queue, 'confirm');
    confirm?.focus();
    confirm?.click();
    await until(() => part(queue, 'problem'), 'it is told');
    expect(said(part(queue, 'problem'))).to.contain('changed meanwhile');
    expect(cell(rowOf(queue, 'c0'), 'request')).to.equal('Cancelled');
    expect(focused() === confirm, 'the focus is where it was').to.equal(true);
    expect(part<HTMLTextAreaElement>(queue, 'comment')?.value).to.equal('my words');
    expect(office.rows.get('c0')?.cancellation.state).to.equal('cancelled');
  });

  it('says why nothing can be sent any more, where the row moved on before anything was', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('d');
    await until(() => part(queue, 'comment'), 'the form is there');
    expect(part(queue, 'problem')).to.equal(null);
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'my words');
    office.act('c0', 'withdraw', 'buyer');
    office.tell('o0');
    await until(() => part(queue, 'confirm')?.ariaDisabled === 'true', 'it is not possible any more');
    expect(said(part(queue, 'problem'))).to.contain('not possible any more');
    expect(part<HTMLTextAreaElement>(queue, 'comment')?.value).to.equal('my words');
  });

  it('where it is still possible after a change, the same text goes out with the fresh revision', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('d');
    await until(() => part(queue, 'comment'), 'the form is there');
    choose(part<HTMLSelectElement>(queue, 'reason'), 'other');
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'my words');
    const item = office.rows.get('c0');
    if (item) office.rows.set('c0', { ...item, order: { ...item.order, revision: 'r5' } });
    part(queue, 'confirm')?.click();
    await until(() => said(part(queue, 'problem')).includes('what you typed is kept'), 'it is told');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Request declined', 'it is declined');
    expect(office.sent.map(({ revision }) => revision)).to.deep.equal(['r1', 'r5']);
    expect(new Set(office.sent.map(({ key }) => key)).size).to.equal(2);
  });

  it('an outcome that stays unknown is told as such, and tried again with the same key', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    const lost = () => {
      throw new TypeError('cut');
    };
    hasten(200);
    office.meddle(lost, lost, lost, lost);
    office.fail('unavailable');
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'confirm'), 'the form is there');
    part(queue, 'confirm')?.click();
    await until(() => said(part(queue, 'problem')) === text('problem.unknown-outcome'), 'it is told');
    expect(cell(rowOf(queue, 'c0'), 'request')).to.contain('Cancellation requested');
    office.fail(null);
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Cancelled', 'it is accepted');
    expect(new Set(office.sent.map(({ key }) => key)).size).to.equal(1);
    (await import('../../support/elements/page.ts')).consoleLines();
  });

  it('SB-7 records a part of a refund as it is typed, and refuses what cannot be', async () => {
    const policy = aQueuePolicy({ completes: 'when-refunded' });
    const refund = { due: usd(4500), refunded: usd(0), method: 'original', status: 'pending' } as const;
    const office = aBackOffice([aRequest(0, { state: 'refunding', refund }, { status: 'CANCELLED' })], policy);
    const queue = await aQueue(office);
    rows(queue)[0]?.click();
    await until(() => buttonNamed(queue, text('do.refund')), 'it can be recorded');
    buttonNamed(queue, text('do.refund'))?.click();
    await until(() => focused()?.part.contains('amount'), 'the amount has the focus');
    const amount = part<HTMLInputElement>(queue, 'amount');
    expect(amount?.value).to.equal('45.00');
    for (const [typed, told] of [
      ['ten', 'such as 45.00'],
      ['45.01', 'No more than $45.00'],
      ['0', 'more than zero'],
      ['10.005', 'such as 45.00'],
    ] as const) {
      enter(amount, typed);
      part(queue, 'confirm')?.click();
      await until(() => said(details(queue)).includes(told), `${typed} is refused`);
      expect(office.sent.length).to.equal(0);
    }
    enter(amount, '10.5');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'left') === '$10.50 of $45.00 refunded', 'a part is refunded');
    expect(office.rows.get('c0')?.cancellation.state).to.equal('refunding');
  });

  it('accepts for another amount where the terms let it be named, within what is left', async () => {
    const policy = aQueuePolicy();
    const adjustable = { ...policy, refund: { method: 'original', adjustable: true } as const };
    const office = aBackOffice([aRequest(0), aRequest(1)], adjustable);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'amount'), 'an amount can be named');
    const amount = part<HTMLInputElement>(queue, 'amount') as HTMLInputElement;
    expect(amount.value).to.equal('45.00');
    const described = () =>
      (amount.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => said(queue.shadowRoot?.getElementById(id) ?? null));
    expect(described()).to.deep.equal(['', 'Up to $45.00 is left.']);
    for (const [typed, told] of [
      ['ten', 'such as 45.00'],
      ['45.01', 'No more than $45.00'],
    ] as const) {
      enter(amount, typed);
      part(queue, 'confirm')?.click();
      await until(() => described()[0]?.includes(told), `${typed} is refused`);
      expect(amount.ariaInvalid).to.equal('true');
      await until(() => focused() === amount, 'it is put right where it stands');
      expect(office.sent.length).to.equal(0);
    }
    enter(amount, '0');
    await until(() => said(part(queue, 'effects')).includes('The buyer gets back$0.00'), 'nothing may be kept back');
    enter(amount, '12.5');
    await until(() => said(part(queue, 'effects')).includes('The buyer gets back$12.50'), 'what comes of it is shown');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Cancelled', 'it is accepted');
    press('ArrowDown');
    await until(() => focusedRow() === 'c1', 'the next one');
    press('a');
    await until(() => part<HTMLInputElement>(queue, 'amount')?.value === '45.00', 'the amount is of each one');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c1'), 'request') === 'Cancelled', 'it is accepted');
    const refunds = office.sent.map((intent) => intent.type === 'action' && intent.body.refund);
    expect(refunds).to.deep.equal([{ amount: 1250 }, undefined], 'what nobody named is for the terms to say');
    expect(office.rows.get('c0')?.cancellation.refund?.due).to.deep.equal(usd(1250));
  });

  it('asks who decides a case for the amount once they cancel, and bounds it as the server says', async () => {
    const policy = aQueuePolicy();
    const office = aBackOffice([aRequest(0, { state: 'escalated' })], {
      ...policy,
      refund: { method: 'original', adjustable: true },
    });
    const { list } = office.backend;
    const refund = {
      method: 'original',
      choices: [],
      adjustable: true,
      refundable: usd(3000),
      fee: usd(0),
      due: usd(3000),
    };
    const asked: unknown[] = [];
    const backend: typeof office.backend = {
      ...office.backend,
      list: async (...query) => {
        const page = await (list as NonNullable<typeof list>)(...query);
        return { ...page, items: page.items.map((item) => ({ ...item, actions: ['resolve'] })) };
      },
      preview: async (_, body) => {
        asked.push(body);
        return { decision: {}, consequences: { refund: { ...refund, most: usd(3500) } } };
      },
    };
    const queue = await aQueue({ ...office, backend });
    rows(queue)[0]?.click();
    await until(() => buttonNamed(queue, text('do.resolve')), 'it can be decided');
    buttonNamed(queue, text('do.resolve'))?.click();
    await until(() => part(queue, 'form'), 'the form is there');
    expect(part(queue, 'amount')).to.equal(null, 'nothing is settled yet');
    below(queue)
      .find((one): one is HTMLInputElement => one instanceof HTMLInputElement && one.name === 'outcome')
      ?.click();
    const amount = () => part<HTMLInputElement>(queue, 'amount');
    await until(() => amount()?.value === '30.00', 'the amount of the terms is there');
    expect(asked.length).to.equal(1);
    expect(said(details(queue))).to.contain('Up to $35.00 is left.');
    enter(amount(), '35.01');
    part(queue, 'confirm')?.click();
    await until(() => said(details(queue)).includes('No more than $35.00'), 'more is refused');
    enter(amount(), '35');
    part(queue, 'confirm')?.click();
    await until(() => office.sent.length === 1, 'it is sent');
    const [intent] = office.sent;
    expect(intent?.type === 'action' && [intent.action, intent.body]).to.deep.equal([
      'resolve',
      { refund: { amount: 3500 }, outcome: 'cancel' },
    ]);
  });

  it('asks for no amount where the terms give it', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'form'), 'the form is there');
    expect(part(queue, 'amount')).to.equal(null);
  });

  it('says until when a refund has to be there, in row and details, and that it is late', async () => {
    const policy = aQueuePolicy({ completes: 'when-refunded', refundWithin: 'P10D' });
    const refund = { due: usd(4500), refunded: usd(1000), method: 'original', status: 'pending' } as const;
    const at = (time: number) => new Date(time).toISOString();
    const refunding = (index: number, by: number) =>
      aRequest(index, { state: 'refunding', refund, refundBy: at(start + by) }, { status: 'CANCELLED' });
    const queue = await aQueue(aBackOffice([refunding(0, 9 * hours(24)), refunding(1, -hours(3))], policy));
    const left = (id: string) => cell(rowOf(queue, id), 'left');
    expect(left('c0')).to.match(/^\$10\.00 of \$45\.00 refunded Refund by /);
    expect(left('c1')).to.match(/^\$10\.00 of \$45\.00 refunded Overdue since /);
    rowOf(queue, 'c0')?.click();
    await until(() => said(details(queue)).includes('refunded Refund by '), 'the details say it');
  });

  it('says what the seller bears, before it is accepted and afterwards', async () => {
    const penalty = { counts: true, fee: usd(225) } as const;
    const preview = async () => ({ decision: {}, consequences: { sideEffects: { penalty } } });
    const office = aBackOffice([aRequest(0), aRequest(1, { state: 'cancelled', penalty })], aQueuePolicy(), {
      preview,
    });
    const queue = await aQueue(office);
    const told = [text('penalty.counts'), 'The marketplace charges the seller $2.25 for it.'];
    rowOf(queue, 'c0')?.click();
    await until(() => told.every((one) => said(part(queue, 'effects')).includes(one)), 'before');
    rowOf(queue, 'c1')?.click();
    await until(() => told.every((one) => said(details(queue)).includes(one)), 'afterwards');
  });

  it('records a refund that was made elsewhere as such, and makes one now otherwise', async () => {
    const policy = aQueuePolicy({ completes: 'when-refunded' });
    const refund = { due: usd(4500), refunded: usd(0), method: 'original', status: 'pending' } as const;
    const office = aBackOffice([aRequest(0, { state: 'refunding', refund }, { status: 'CANCELLED' })], policy);
    const queue = await aQueue(office);
    rows(queue)[0]?.click();
    await until(() => buttonNamed(queue, text('do.refund')), 'it can be refunded');
    for (const place of ['now', 'elsewhere']) {
      buttonNamed(queue, text('do.refund'))?.click();
      await until(() => part<HTMLInputElement>(queue, 'now')?.checked, 'now is the default');
      part<HTMLInputElement>(queue, place)?.click();
      enter(part<HTMLInputElement>(queue, 'amount'), '10');
      const before = office.sent.length;
      part(queue, 'confirm')?.click();
      await until(() => office.sent.length > before && !part(queue, 'form'), 'it is done');
    }
    const sent = office.sent.map((intent) => intent.type === 'action' && intent.body.refund);
    expect(sent).to.deep.equal([{ amount: 1000 }, { amount: 1000, elsewhere: true }]);
  });

  it('forgets the amount that was named when other items are accepted', async () => {
    const policy = { ...aQueuePolicy({ scope: 'lines' }), refund: { method: 'original', adjustable: true } as const };
    const queue = await aQueue(aBackOffice([aRequest(0, { lines: [{ id: 'l2', quantity: 3 }] })], policy));
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'amount'), 'an amount can be named');
    const due = part<HTMLInputElement>(queue, 'amount')?.value;
    enter(part<HTMLInputElement>(queue, 'amount'), '1.23');
    await until(() => said(part(queue, 'effects')).includes('$1.23'), 'what comes of it is shown');
    const accepted = part<HTMLInputElement>(queue, 'accepted') as HTMLInputElement;
    for (const quantity of ['2', '3']) {
      accepted.value = quantity;
      accepted.dispatchEvent(new Event('change'));
    }
    await until(() => part<HTMLInputElement>(queue, 'amount')?.value === due, 'it is what is due again');
  });

  it('accepts fewer than were asked for, and the rest is declined for a reason', async () => {
    const policy = aQueuePolicy({ scope: 'lines' });
    const office = aBackOffice([aRequest(0, { lines: [{ id: 'l2', quantity: 3 }] })], policy);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'accepted'), 'each item has a quantity');
    const input = part<HTMLInputElement>(queue, 'accepted') as HTMLInputElement;
    const set = (value: string) => {
      input.value = value;
      input.dispatchEvent(new Event('change'));
    };
    set('0');
    part(queue, 'confirm')?.click();
    await until(() => said(details(queue)).includes(text('accept.none')), 'none is pointed out');
    expect(office.sent.length).to.equal(0);
    set('1');
    const reasons = policy.lifecycle?.declineReasons?.choices.map(({ code }) => code) ?? [];
    await until(
      () => [...(part<HTMLSelectElement>(queue, 'reason')?.options ?? [])].some(({ value }) => value === reasons[0]),
      'the reasons are those for declining',
    );
    choose(part<HTMLSelectElement>(queue, 'reason'), reasons[0] ?? '');
    part(queue, 'confirm')?.click();
    await until(() => office.sent.length === 1, 'it is sent');
    const [intent] = office.sent;
    expect(intent?.type === 'action' && [intent.body.lines, intent.body.reason]).to.deep.equal([
      [{ id: 'l2', quantity: 1 }],
      reasons[0],
    ]);
  });

  it('SB-10 asks each guard before an undo, SB-12 and says what nobody can lift', async () => {
    const policy = aQueuePolicy({
      undo: { from: ['cancelled'], by: ['seller'], guards: ['repayment', 'coupons'] },
    });
    const refund = { due: usd(4500), refunded: usd(4500), method: 'bank_deposit', status: 'settled' } as const;
    const coupons = [{ code: 'SPRING', usedSince: true }];
    const office = aBackOffice(
      [
        aRequest(0, { state: 'cancelled', refund }),
        aRequest(1, { state: 'cancelled', refund, restoredCoupons: ['SPRING'] }, { coupons }),
      ],
      policy,
    );
    const queue = await aQueue(office, { state: 'cancelled' });
    await until(() => rows(queue).length === 2, 'both are there');
    rows(queue)[0]?.click();
    await until(() => buttonNamed(queue, 'Undo the cancellation'), 'it can be undone');
    buttonNamed(queue, 'Undo the cancellation')?.click();
    await until(() => part(queue, 'acknowledge'), 'it is asked');
    part(queue, 'confirm')?.click();
    await until(() => said(details(queue)).includes('confirm each point'), 'it has to be answered');
    part(queue, 'acknowledge')?.click();
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Cancellation undone', 'it is undone');
    rowOf(queue, 'c1')?.click();
    await until(() => said(details(queue)).includes('N-00001'), 'the other one');
    buttonNamed(queue, 'Undo the cancellation')?.click();
    await until(() => part(queue, 'refused'), 'it is refused');
    part(queue, 'confirm')?.click();
    await queue.updateComplete;
    expect(office.sent.length).to.equal(1);
  });

  it('PM-5 leaves a remark on the buyer', async () => {
    const refund = { due: usd(0), refunded: usd(0), method: null, status: 'none' } as const;
    const office = aBackOffice([aRequest(0, { state: 'cancelled', refund })], aQueuePolicy({ sellerRemarks: true }));
    const queue = await aQueue(office, { state: 'all' });
    await until(() => rows(queue).length === 1, 'it is there');
    rows(queue)[0]?.click();
    await until(() => buttonNamed(queue, 'Remark on the buyer'), 'it can be left');
    buttonNamed(queue, 'Remark on the buyer')?.click();
    await until(() => part(queue, 'comment'), 'it is asked');
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'Third time this month');
    part(queue, 'confirm')?.click();
    await until(() => office.rows.get('c0')?.order.buyer.remarks?.length === 1, 'it is on record');
  });

  it('sends nothing where the page prevents it, and takes what the page answers', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    queue.addEventListener('seller-cancel-decide', (event) => event.preventDefault(), { once: true });
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'confirm'), 'the form is there');
    part(queue, 'confirm')?.click();
    await until(() => part(queue, 'problem'), 'it is told');
    expect(office.sent.length).to.equal(0);
    const item = office.rows.get('c0');
    queue.addEventListener(
      'seller-cancel-decide',
      (event) => {
        office.act('c0', 'accept');
        event.respondWith(office.backend.loadOrders(['o0'], {}).then(({ views }) => views[0] as never));
      },
      { once: true },
    );
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Cancelled', 'the page did it');
    expect(office.sent.length).to.equal(0);
    expect(item?.cancellation.state).to.equal('requested');
  });

  it('many at once: six under way, a result for each, and only what failed is tried again', async () => {
    const office = aBackOffice(Array.from({ length: 20 }, (_, index) => aRequest(index)));
    const queue = await aQueue(office);
    let running = 0;
    let most = 0;
    const slow = async (answer: () => unknown): Promise<never> => {
      most = Math.max(most, ++running);
      // None is answered before as many are under way as may be, and one more would have come.
      await until(() => most >= 6, 'six are under way');
      await pause();
      running--;
      return answer() as never;
    };
    const refuse = () => ({ ok: false, problem: { code: 'rate-limited', retryAfter: 60_000 } }) as const;
    office.meddle(...Array.from({ length: 20 }, (_, index) => (index === 4 || index === 9 ? refuse : slow)));
    rows(queue)[0]?.focus();
    press('a', { ctrlKey: true });
    await queue.updateComplete;
    press('d');
    await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
    part(queue, 'confirm')?.click();
    await until(() => part(queue, 'reason')?.getAttribute('aria-invalid') === 'true', 'a reason is demanded');
    choose(part<HTMLSelectElement>(queue, 'reason'), 'other');
    part(queue, 'confirm')?.click();
    await until(() => said(part(queue, 'result')).startsWith('Done: 18. Failed: 2.'), 'all were answered');
    expect(most).to.equal(6);
    expect(new Set(office.sent.map(({ key }) => key)).size).to.equal(20);
    const before = office.sent.length;
    part(queue, 'retry')?.click();
    await until(() => said(part(queue, 'result')).startsWith('Done: 20. Failed: 0.'), 'none is left');
    expect(office.sent.slice(before).map((one) => one.type === 'action' && one.cancellationId).length).to.equal(2);
    part(queue, 'close')?.click();
    await until(() => !part(queue, 'dialog'), 'it is closed');
    await until(() => focusedRow() === 'c0', 'the row has the focus');
    expect([...office.rows.values()].every(({ cancellation }) => cancellation.state === 'declined')).to.equal(true);
  });

  it('many at once: what moved on meanwhile is told with its state, and is not tried again', async () => {
    const office = aBackOffice([aRequest(0), aRequest(1), aRequest(2)]);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('a', { ctrlKey: true });
    await queue.updateComplete;
    press('a');
    await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
    office.act('c0', 'withdraw', 'buyer');
    const changed = office.rows.get('c1');
    if (changed) office.rows.set('c1', { ...changed, order: { ...changed.order, revision: 'r7' } });
    part(queue, 'confirm')?.click();
    await until(() => said(part(queue, 'result')).startsWith('Done: 1. Failed: 2.'), 'all were answered');
    expect(said(part(queue, 'results')))
      .to.contain('Not possible any more. It stands at: Request withdrawn')
      .and.to.contain('Changed meanwhile; nothing was done.');
    const before = office.sent.length;
    part(queue, 'retry')?.click();
    await until(() => said(part(queue, 'result')).startsWith('Done: 2. Failed: 1.'), 'the other one went through');
    expect(office.sent.slice(before).map((one) => one.type === 'action' && one.cancellationId)).to.deep.equal(['c1']);
    expect(part(queue, 'retry')).to.equal(null);
  });

  it('many at once: rows that do not allow it are named and left out, and it can be stopped', async () => {
    const items = Array.from({ length: 15 }, (_, index) => aRequest(index, index === 3 ? { state: 'declined' } : {}));
    const office = aBackOffice(items);
    const queue = await aQueue(office, { state: 'all' });
    await until(() => rows(queue).length > 10, 'all are there');
    rows(queue)[0]?.focus();
    press('a', { ctrlKey: true });
    await queue.updateComplete;
    buttonNamed(queue, 'Accept selected')?.click();
    await until(() => part(queue, 'skipped'), 'one is left out');
    expect(said(part(queue, 'skipped'))).to.contain('N-00003');
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    office.meddle(...Array.from({ length: 6 }, () => (answer: () => SendResult) => held.then(answer)));
    part(queue, 'confirm')?.click();
    await until(() => part(queue, 'stop'), 'it runs');
    part(queue, 'stop')?.click();
    release();
    await until(() => said(part(queue, 'result')).startsWith('Done: 6. Failed: 0. Not sent: 8.'), 'it stopped');
    expect(office.sent.length).to.equal(6);
    part(queue, 'continue')?.click();
    await until(() => said(part(queue, 'result')).startsWith('Done: 14.'), 'it went on');
  });

  it('a seller clears 500 requests by keyboard', async () => {
    const office = aBackOffice(Array.from({ length: 500 }, (_, index) => aRequest(index)));
    const queue = await aQueue(office, { pageSize: 500 });
    rows(queue)[0]?.focus();
    for (let index = 0; index < 3; index++) {
      await until(() => focusedRow() === `c${index}`, `row ${index} has the focus`);
      press('a');
      await until(() => focused()?.part.contains('reason'), 'the form has the focus');
      part(queue, 'confirm')?.focus();
      press('Enter');
      await until(
        () => focusedRow() === `c${index}` && cell(rowOf(queue, `c${index}`), 'request') === 'Cancelled',
        `${index}`,
      );
      press('ArrowDown');
    }
    press('a', { ctrlKey: true });
    await queue.updateComplete;
    press('a');
    await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
    part(queue, 'confirm')?.focus();
    press('Enter');
    await until(() => said(part(queue, 'result')).startsWith('Done: 497. Failed: 0.'), 'all are accepted', 30_000);
    expect([...office.rows.values()].every(({ cancellation }) => cancellation.state === 'cancelled')).to.equal(true);
    expect(parts(queue, 'row').length).to.be.below(40);
  }).timeout(60_000);

  it('SB-6 finds any order by its number, and offers its button to the seller', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    const find = part<HTMLDetailsElement>(queue, 'find') as HTMLDetailsElement;
    find.open = true;
    await until(() => part(queue, 'number'), 'the field is there');
    enter(part<HTMLInputElement>(queue, 'number'), 'nothing');
    part(queue, 'find-start')?.click();
    await until(() => said(find).includes('There is no such order.'), 'none is found');
    enter(part<HTMLInputElement>(queue, 'number'), 'N-00000');
    part(queue, 'find-start')?.click();
    await until(() => part(queue, 'found'), 'it is found');
    const button = part(queue, 'found')?.querySelector('order-cancel-button');
    expect(button?.actor).to.equal('seller');
    await until(() => said(button ?? null) !== '', 'it says something');
  });

  it('says why an order that was found cannot be cancelled, though its policy hides that elsewhere', async () => {
    const policy = { ...aQueuePolicy(), rules: [], otherwise: { outcome: 'none', reason: 'too-late' } as const };
    const office = aBackOffice([aRequest(0, { state: 'withdrawn' })], { ...policy, denied: { seller: 'hide' } });
    const queue = await aQueue(office);
    (part<HTMLDetailsElement>(queue, 'find') as HTMLDetailsElement).open = true;
    await until(() => part(queue, 'number'), 'the field is there');
    enter(part<HTMLInputElement>(queue, 'number'), 'N-00000');
    part(queue, 'find-start')?.click();
    const button = () => part(queue, 'found')?.querySelector('order-cancel-button') ?? null;
    await until(() => button() && part(button() as Element, 'explanation'), 'it says why');
  });

  it('what accepting brings about stands beside the button while it is decided', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    const follows = (): boolean => {
      const [effects, lines] = [part(queue, 'effects'), details(queue)?.querySelector('.lines')];
      return Boolean(effects && lines && effects.compareDocumentPosition(lines) & Node.DOCUMENT_POSITION_FOLLOWING);
    };
    rows(queue)[0]?.focus();
    press('a');
    await until(follows, 'it comes first');
    part(queue, 'back')?.click();
    await until(() => !part(queue, 'form') && !follows(), 'the request comes first');
  });

  it('PM-18 draws the reasons over time, and gives them as a table too', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    (part<HTMLDetailsElement>(queue, 'chart') as HTMLDetailsElement).open = true;
    await until(() => part(queue, 'chart')?.querySelector('table'), 'it is drawn');
    const table = [...(part(queue, 'chart')?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.children].map((one) => said(one)),
    );
    expect(table).to.deep.equal([
      ['I changed my mind', '4', '2', '6'],
      ['No reason given', '0', '3', '3'],
      ['Takes too long', '1', '0', '1'],
    ]);
  });
});
