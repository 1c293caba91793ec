import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Actor, Cancellation, CancelPolicy, Order, OrderCancelButton } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { aCancellation, anOrder, aPolicy, usd } from '../../support/elements/orders.ts';
import { below, keepConsole, openDialog, part, parts, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('an order of which some can go and some has to stay', () => {
  keepConsole();

  const lifecycle = { cancelled: 'CANCELLED', completes: 'at-once', scope: 'lines', notifies: ['buyer'] } as const;
  const policy: CancelPolicy = aPolicy('cancel', { lifecycle: { ...lifecycle, notifies: ['buyer'] } });

  const line = (id: string, title: string, quantity: number, price: number, more = {}) => {
    return { id, sku: id, title, quantity, unitPrice: usd(price), ...more };
  };
  const paidBy = (order: Partial<Order>, amount: number): Partial<Order> => ({
    total: usd(amount),
    payment: { method: 'card', paid: usd(amount), refunded: usd(0) },
    ...order,
  });

  const open = async (
    changes: Partial<Order>,
    {
      cancellations = [],
      actor = 'buyer',
      rules = policy,
    }: { cancellations?: Partial<Cancellation>[]; actor?: Actor; rules?: CancelPolicy } = {},
  ) => {
    const order = anOrder(changes);
    const reference = { id: rules.id, version: rules.version, hash: policyHash(rules) };
    const shop = aShop({
      policies: [rules],
      orders: [order],
      cancellations: cancellations.map((one, at) => aCancellation(order, { id: `c-${at}`, policy: reference, ...one })),
      actor,
    });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} actor=${actor} .backend=${shop.backend}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'lines'), 'the items are there');
    const box = (title: string) =>
      parts<HTMLInputElement>(dialog, 'line').find((one) => said(one.closest('li')).startsWith(title)) ?? null;
    const number = (title: string) =>
      parts<HTMLInputElement>(dialog, 'line-quantity').find((one) => one.ariaLabel?.startsWith(title)) ?? null;
    const set = (title: string, value: string): void => {
      const input = number(title);
      if (!input) throw new Error(`${title} has no quantity`);
      input.value = value;
      input.dispatchEvent(new Event('change'));
    };
    const press = (named: string): void => {
      below(dialog)
        .find((one) => one.ariaLabel === named)
        ?.dispatchEvent(new MouseEvent('click'));
    };
    const confirm = async () => {
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'done'), 'it is done');
      return shop.posted()[0]?.body;
    };
    return { shop, order, button, dialog, box, number, set, press, confirm };
  };

  const parcels = paidBy(
    {
      lines: [line('l1', 'Lamp', 2, 8900), line('l2', 'Cable', 2.5, 480, { unit: 'm' }), line('l3', 'Socket', 3, 1250)],
      fulfilments: [
        {
          id: 'f1',
          status: 'shipped',
          lines: [
            { id: 'l1', quantity: 1 },
            { id: 'l3', quantity: 3 },
          ],
        },
        {
          id: 'f2',
          status: 'pending',
          lines: [
            { id: 'l1', quantity: 1 },
            { id: 'l2', quantity: 2.5 },
          ],
        },
      ],
    },
    22_750,
  );

  it('offers what has not left, and says of the rest where it is', async () => {
    const { dialog, box, confirm } = await open(parcels);
    expect(said(dialog.querySelector('h2'))).to.equal(text('choice.title.cancel'));
    expect(box('Socket') === null).to.equal(true);
    const stays = part(dialog, 'stays');
    expect(said(stays)).to.contain('Socket').and.to.contain('3 of 3 already shipped');
    expect(said(box('Lamp')?.closest('li') ?? null)).to.contain('1 of 2 already shipped');
    expect(said(part(dialog, 'outcome'))).to.contain('$101.00');
    expect(said(part(dialog, 'value'))).to.contain('$101.00');
    expect(said(part(dialog, 'next'))).to.contain(text('choice.next.cancel'));
    expect((await confirm()).lines).to.deep.equal([
      { id: 'l1', quantity: 1 },
      { id: 'l2', quantity: 2.5 },
    ]);
    expect(said(dialog.querySelector('h2'))).to.equal(text('choice.done.cancelled'));
    expect(said(part(dialog, 'done'))).to.contain(text('choice.done-text'));
  });

  it('takes of what is measured as much as is named, in steps as fine as it was ordered', async () => {
    const { dialog, number, set, press, confirm } = await open(parcels);
    expect(number('Cable')?.ariaLabel).to.contain('2.5\u00a0m');
    press(text('choice.fewer', { title: 'Cable' }));
    await until(() => number('Cable')?.value === '2.4', 'a tenth less');
    set('Cable', '1.2504');
    await until(() => number('Cable')?.value === '1.25', 'three decimals');
    await until(() => said(part(dialog, 'outcome')).includes('$95.00'), 'the refund follows');
    set('Cable', '9');
    await until(() => number('Cable')?.value === '2.5', 'no more than there is');
    set('Cable', '1.25');
    await until(() => number('Cable')?.value === '1.25', 'it is taken');
    expect((await confirm()).lines).to.deep.equal([
      { id: 'l1', quantity: 1 },
      { id: 'l2', quantity: 1.25 },
    ]);
  });

  it('says what goes back where, by the order that the policy names', async () => {
    const rules = { ...policy, refund: { method: 'original', tenders: 'credit-first' } as const };
    const payment = {
      method: 'mixed',
      paid: usd(22_750),
      refunded: usd(0),
      parts: [
        { id: 'a', method: 'card', paid: usd(18_750), refunded: usd(0) },
        { id: 'b', method: 'gift_card', paid: usd(4000), refunded: usd(0) },
      ],
    };
    const { dialog, box } = await open({ ...parcels, payment }, { rules });
    const tenders = () => [...(part(dialog, 'tenders')?.children ?? [])].map(said);
    expect(tenders()).to.deep.equal(['$61.00 to your card', '$40.00 as gift card']);
    box('Lamp')?.click();
    await until(() => tenders().join() === '$12.00 as gift card', 'the rest is not needed');
  });

  it('has hundreds of lines at hand, folded, and takes one of them', async () => {
    const lines = Array.from({ length: 200 }, (_, at) => line(`l${at}`, `Room ${at}.`, 1, 100));
    const { dialog, box, confirm } = await open(paidBy({ lines }, 20_000));
    expect(parts(dialog, 'line').length).to.equal(3);
    part<HTMLInputElement>(dialog, 'all-lines')?.click();
    await until(() => !box('Room 0.')?.checked, 'nothing is chosen');
    (part(dialog, 'more-items') as HTMLDetailsElement).open = true;
    await until(() => box('Room 150.'), 'they are there');
    expect(parts(dialog, 'line').length).to.equal(200);
    box('Room 150.')?.click();
    await until(() => said(part(dialog, 'outcome')).includes('$1.00'), 'the refund follows');
    expect(part<HTMLInputElement>(dialog, 'all-lines')?.indeterminate).to.equal(true);
    expect((await confirm()).lines).to.deep.equal([{ id: 'l150', quantity: 1 }]);
  });

  it('promises of a deposit only what the rest does not cost', async () => {
    const payment = { method: 'card', paid: usd(11_000), refunded: usd(0) };
    const lines = [line('l1', 'Oak lamp', 1, 34_900), line('l2', 'Socket', 2, 1250)];
    const { dialog, box } = await open({ lines, total: usd(37_400), payment });
    expect(said(part(dialog, 'outcome'))).to.contain('$110.00');
    box('Socket')?.click();
    await until(() => said(part(dialog, 'outcome')).includes('$85.00'), 'the rest costs 25.00');
    box('Socket')?.click();
    box('Oak lamp')?.click();
    await until(() => said(part(dialog, 'outcome')) === text('choice.covered'), 'it is needed for the rest');
    expect(said(part(dialog, 'refund'))).to.contain(text('choice.covered'));
  });

  it('does not offer what was asked for already', async () => {
    const { dialog, box } = await open({}, { cancellations: [{ lines: [{ id: 'l2', quantity: 2 }], ruleId: 'rule' }] });
    await until(
      () => said(box('Wool scarf')?.closest('li') ?? null).includes('2 of 3 already asked for'),
      'it is told',
    );
    expect(said(part(dialog, 'outcome'))).to.contain('$35.00');
  });

  it('says of a line why a rule keeps it, and what goes by other terms is asked for in its place', async () => {
    const { rules } = aPolicy('cancel');
    const own: CancelPolicy = {
      ...policy,
      lineFacts: { made: { type: 'string', default: 'no' } },
      rules: [
        { id: 'begun', when: { lineFact: 'made', is: 'begun' }, then: { outcome: 'none', reason: 'work-begun' } },
        {
          id: 'waiting',
          when: { lineFact: 'made', is: 'waiting' },
          then: { outcome: 'request', reason: 'seller-decides', refund: { method: 'credits' } },
        },
        ...rules,
      ],
      messages: { en: { 'work-begun': 'We have begun to make it.' } },
    };
    const lines = [
      line('l1', 'Socket', 2, 1000),
      line('l2', 'Shade', 1, 2000, { facts: { made: 'waiting' } }),
      line('l3', 'Mirror', 1, 3000, { facts: { made: 'begun' } }),
    ];
    const { dialog, box, confirm } = await open(paidBy({ lines }, 7000), { rules: own });
    expect(said(part(dialog, 'stays')))
      .to.contain('Mirror')
      .and.to.contain('We have begun to make it.');
    expect(said(part(dialog, 'apart'))).to.contain('Shade');
    expect(said(part(dialog, 'outcome'))).to.contain('$20.00');
    part(dialog, 'instead')?.click();
    await until(
      () => said(part(dialog, 'outcome')).includes('If it is accepted, you get back $20.00 as credits'),
      'it is asked for',
    );
    expect(box('Socket') === null).to.equal(true);
    const body = await confirm();
    expect([body.action, body.lines]).to.deep.equal(['request', [{ id: 'l2', quantity: 1 }]]);
  });

  it('says whose each item is where there are two sellers', async () => {
    const lines = [
      line('l1', 'Lamp', 1, 2000, { sellerId: 'seller-1' }),
      line('l2', 'Mug', 1, 2500, { sellerId: 'Pottery' }),
    ];
    const { dialog, box } = await open({ lines });
    expect(said(box('Lamp')?.closest('li') ?? null)).to.contain('Sold by \u2068Grace\u2069');
    expect(said(box('Mug')?.closest('li') ?? null)).to.contain('Sold by \u2068Pottery\u2069');
    expect(said(part(dialog, 'review')).match(/Sold by/g)?.length).to.equal(2);
  });

  it('names each seller who answers, and only those whose items are chosen', async () => {
    const rules = aPolicy('request', {
      lifecycle: { ...lifecycle, requested: 'ASKED', respondWithin: 'P2D', notifies: ['buyer'] },
      statuses: { ...policy.statuses, ASKED: { phase: 'requested' } },
    });
    const lines = [line('l1', 'Lamp', 1, 2000), line('l2', 'Mug', 1, 2500, { sellerId: 'pottery' })];
    const sellers = [{ id: 'pottery', name: 'Pottery & Co', status: 'active' as const }];
    const { dialog, box } = await open({ lines, sellers }, { rules });
    expect(said(box('Mug')?.closest('li') ?? null)).to.contain('Sold by \u2068Pottery & Co\u2069');
    expect(said(part(dialog, 'next'))).to.contain('\u2068Grace\u2069 and \u2068Pottery & Co\u2069 are asked to answer');
    box('Lamp')?.click();
    await until(() => said(part(dialog, 'next')).includes('is asked to answer'), 'one seller is left');
    expect(said(part(dialog, 'next')))
      .to.contain('\u2068Pottery & Co\u2069 is asked')
      .and.not.contain('Grace');
  });

  it('lets the seller name another amount, up to what is left, where the terms do', async () => {
    const rules = aPolicy('cancel', {
      lifecycle: { ...lifecycle, notifies: ['buyer'] },
      refund: { method: 'original', adjustable: true },
    });
    const { dialog, confirm, box } = await open(
      paidBy({ lines: [line('l1', 'Lamp', 1, 2000), line('l2', 'Mug', 1, 2500)] }, 4500),
      { actor: 'seller', rules },
    );
    box('Mug')?.click();
    const field = () => part(dialog, 'refund-amount') as HTMLInputElement | null;
    await until(() => field()?.value === '20.00', 'it begins with what is due');
    const enter = (value: string): void => {
      const input = field() as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    };
    for (const wrong of ['45.01', 'much']) {
      enter(wrong);
      part(dialog, 'confirm')?.click();
      await until(() => field()?.ariaInvalid === 'true', `${wrong} is pointed out`);
    }
    enter('31.50');
    await until(() => said(part(dialog, 'outcome')).includes('$31.50'), 'the outcome is told with it');
    box('Mug')?.click();
    await until(() => field()?.value === '45.00', 'what was named was named for the lamp alone');
    box('Mug')?.click();
    await until(() => field()?.value === '20.00', 'nor comes back with it');
    enter('31.50');
    const body = await confirm();
    expect(body).to.deep.include({ refund: { method: 'original', amount: 3150 } });
  });

  it('names no amount to the buyer', async () => {
    const rules = aPolicy('cancel', {
      lifecycle: { ...lifecycle, notifies: ['buyer'] },
      refund: { method: 'original', adjustable: true },
    });
    const { dialog } = await open(paidBy({}, 4500), { rules });
    expect(part(dialog, 'refund-amount')).to.equal(null);
  });

  it('a keyboard alone chooses, unfolds and steps', async () => {
    const { dialog, box, number } = await open(parcels);
    box('Lamp')?.focus();
    expect(document.activeElement?.shadowRoot).to.not.equal(null);
    for (const control of [box('Lamp'), number('Cable')]) {
      expect(control?.tabIndex, said(control?.closest('li') ?? null)).to.equal(0);
    }
    for (const button of dialog.querySelectorAll<HTMLElement>('.quantity button')) {
      const { width, height } = button.getBoundingClientRect();
      expect([width >= 24, height >= 24, button.ariaLabel !== null]).to.deep.equal([true, true, true]);
    }
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe (${name})`, async () => {
      const undress = dress(setting);
      try {
        const { button, dialog } = await open(parcels);
        await until(() => part(dialog, 'stays'), 'all of it is there');
        expect(await violations(button)).to.equal('');
      } finally {
        undress();
      }
    });
  }
});
