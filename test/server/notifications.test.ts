import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import type { NotifyEvent } from '../../src/domain/lifecycle/effects.ts';
import type { Order } from '../../src/domain/records.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import type { Notification } from '../../src/server/index.ts';
import { textsIn } from '../support/messages.ts';
import { anOrder, aServer, type Server } from './setup.ts';

const letters = ({ events }: Server): Notification[] => events.filter((event) => event.type === 'notify');
const buyer = (more: Partial<Order['buyer']>): Partial<Order> => ({
  buyer: { id: 'buyer-1', name: 'Ada', status: 'active', ...more },
  facts: { fromOffer: true },
});
const events = Object.keys(textsIn('en'))
  .filter((key) => key.startsWith('letter.subject.'))
  .map((key) => key.slice('letter.subject.'.length));

describe('a letter', () => {
  it('PM-11 tells what happened, by order number, name, amount and date, in plain sentences', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder(buyer({}))] });
    await server.cancel({ action: 'request', reason: 'too-slow', comment: 'It was\r\nBcc: me' });
    const [first] = letters(server);
    assert.deepEqual(
      { ...first, id: '', cancellationId: '' },
      {
        type: 'notify',
        id: '',
        to: 'buyer',
        event: 'requested',
        orderId: 'o1',
        cancellationId: '',
        language: 'en',
        subject: 'Request to cancel order 1001',
        text: [
          'Hello Ada,',
          'Ada has asked to cancel order 1001. Grace is asked to answer by March 12, 2026 at 5:00 AM PDT. Without an answer by then, support is asked to step in.',
          'Reason: Takes too long.',
          'Comment: It was Bcc: me',
        ].join('\n\n'),
      },
    );
  });

  for (const [locale, language, subject, money] of [
    ['de-AT', 'de', 'Bestellung 1001 ist storniert', '45,00'],
    ['ar-EG', 'ar', 'أُلغيت الطلبية \u20681001\u2069', '٤٥٫٠٠'],
    ['qaa', 'en', 'Order 1001 is cancelled', '$45.00'],
    ['DE', 'de', 'Bestellung 1001 ist storniert', '45,00'],
  ] as const) {
    it(`is in the language of who reads it: ${locale}`, async () => {
      const server = aServer({ policies: [poshmark], orders: [anOrder({ ...buyer({ locale }), facts: {} })] });
      await server.cancel({ action: 'cancel' });
      const [toBuyer, toSeller] = letters(server);
      assert.deepEqual([toBuyer?.language, toBuyer?.subject], [language, subject]);
      assert.ok(toBuyer?.text.includes(money), toBuyer?.text);
      assert.deepEqual([toSeller?.language, toSeller?.to], ['en', 'seller']);
    });
  }

  it('has an id that a repetition has again, and no other letter', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder(buyer({}))] });
    await server.cancel({ action: 'request' });
    const { order, cancellation } = await server.view();
    await server.post(`/cancellations/${cancellation?.id}/decline`, {}, { as: 'seller', match: `"${order.revision}"` });
    const ids = letters(server).map(({ id }) => id);
    assert.deepEqual([ids.length, new Set(ids).size], [4, 4]);
  });

  it('takes the words of the policy’s own codes, and never shows a code that nobody worded', async () => {
    const choices = [{ code: 'too-heavy' }, { code: 'zx-81' }];
    const policy = {
      ...poshmark,
      reasons: { buyer: { demand: 'optional' as const, choices } },
      messages: { en: { 'too-heavy': 'Too heavy to ship' } },
    };
    for (const [reason, told] of [
      ['too-heavy', 'Too heavy to ship'],
      ['zx-81', null],
    ] as const) {
      const server = aServer({ policies: [policy], orders: [anOrder(buyer({}))] });
      await server.cancel({ action: 'request', reason });
      const text = letters(server)[0]?.text ?? '';
      assert.equal(text.includes(told ?? 'zx'), told !== null, text);
    }
  });

  it('stays on its line whatever a name holds', async () => {
    const name = 'Eve\r\nBcc: all@example.com\u202e{number}';
    const server = aServer({ policies: [poshmark], orders: [anOrder({ ...buyer({ name }), number: 'A\n1' })] });
    await server.cancel({ action: 'request' });
    for (const { subject, text } of letters(server)) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      assert.doesNotMatch(subject, /[\u0000-\u001f\u202e]/);
      assert.ok(text.includes('Eve Bcc: all@example.com{number}'), 'what a name holds is not filled in');
    }
  });

  it('holds no more than five hundred characters of what somebody wrote', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder(buyer({ name: `  ${'n'.repeat(501)}` }))] });
    await server.cancel({ action: 'request', comment: ` ${'c'.repeat(499)}de` });
    for (const { text } of letters(server)) {
      assert.ok(text.includes('n'.repeat(500)) && !text.includes('n'.repeat(501)), text);
      assert.match(text, /Comment: c{499}d$/);
    }
  });

  it('tells how much is refunded, and what is still to come', async () => {
    const server = aServer({ policies: [shopBuilder], orders: [anOrder({ status: 'PREPARING' })] });
    await server.cancel({ action: 'cancel', reason: 'sold-out' }, { as: 'seller' });
    const { order, cancellation } = await server.view();
    const match = `"${order.revision}"`;
    await server.post(
      `/cancellations/${cancellation?.id}/refund`,
      { refund: { amount: 1500 } },
      { as: 'seller', match },
    );
    const told = letters(server).map(({ event, text }) => [event, text.split('\n\n')[1]]);
    assert.deepEqual(told[0], [
      'accepted',
      'The cancellation of order 1001 was accepted. It is complete when the refund is. To be refunded: $45.00.',
    ]);
    assert.deepEqual(told[2], ['refunded', '$15.00 was refunded for order 1001. Still to be refunded: $30.00.']);
  });
});

describe('the texts', () => {
  it('have a subject and a text for each event', () => {
    const told: Record<NotifyEvent, true> = {
      requested: true,
      withdrawn: true,
      declined: true,
      expired: true,
      superseded: true,
      cancelled: true,
      undone: true,
      escalated: true,
      disputed: true,
      accepted: true,
      refunded: true,
      'refund-due': true,
      'refund-overdue': true,
      'refund-settled': true,
      'refund-failed': true,
      reopened: true,
      reminder: true,
      mediation: true,
      complaint: true,
      arbitration: true,
      abandoned: true,
      'notice-filed': true,
      'notice-responded': true,
      'notice-penalty-accepted': true,
      'notice-lifted': true,
    };
    assert.deepEqual(events.filter((event) => !event.endsWith('-partly')).sort(), Object.keys(told).sort());
    for (const event of events) assert.ok(textsIn('en')[`letter.text.${event}`], event);
  });

  it('are of events that something in the life of a cancellation or an alert tells', () => {
    const files = filesIn('src/domain/lifecycle').filter((file) => !/\/(?:effects|told)\.ts$/.test(file));
    const sources = files.map((file) => readFileSync(join(root, file), 'utf8')).join();
    assert.deepEqual(
      events.filter((event) => !event.endsWith('-partly') && !sources.includes(`'${event}'`)),
      [],
    );
  });

  it('are all listed where a receiver of webhooks reads of them', () => {
    const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
    for (const event of events.filter((one) => !one.endsWith('-partly')))
      assert.ok(page.includes(`\`${event}\``), event);
  });
});

describe('who listens', () => {
  it('and fails, at once or later, undoes nothing and stops nobody', async () => {
    const rejected: unknown[] = [];
    const note = (reason: unknown) => rejected.push(reason);
    process.on('unhandledRejection', note);
    try {
      for (const onEvent of [
        () => {
          throw new Error('at once');
        },
        async () => {
          throw new Error('later');
        },
      ]) {
        const server = aServer({ policies: [poshmark], onEvent });
        assert.equal((await server.cancel({ action: 'cancel' })).status, 201);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(rejected, []);
  });
});
