import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cancellation, Order, PaymentPart } from '../../../src/domain/records.ts';
import { parseCancellation, parseOrder } from '../../../src/policy/parse.ts';
import type { cancellationSchema, orderSchema } from '../../../src/policy/schemas/records.ts';
import type { Output } from '../../../src/policy/schemas/types.ts';
import { aCancellation, altered, anOrder, issuesOf, worded } from '../fixtures.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** The compiler compares the schemas with the records. */
export const sameOrder: Equal<Output<typeof orderSchema>, Order> = true;
export const sameCancellation: Equal<Output<typeof cancellationSchema>, Cancellation> = true;

type Path = (string | number)[];

describe('parseOrder', () => {
  const refused = (input: unknown) => worded(issuesOf('invalid-order', () => parseOrder(input)));

  it('reads an order that uses every member, and gives the same data', () => {
    const order = anOrder();
    const before = JSON.stringify(order);
    assert.equal(parseOrder(order), order);
    assert.equal(JSON.stringify(order), before);
  });

  it("ignores what it does not know: the shop's own members, wherever they stand", () => {
    const order = { ...anOrder({ buyer: { ...anOrder().buyer, vip: true } as never }), basket: { gift: [null, 1] } };
    assert.equal(parseOrder(order), order);
  });

  it('takes text as it is: markup, marks of direction, half characters', () => {
    const title = `<img src=x onerror=alert(1)>\u202e\ud83d${'x'.repeat(10_000)}`;
    parseOrder(altered(anOrder(), ['lines', 0, 'title'], title));
  });

  const optional: Path[] = [
    ['number'],
    ['paidAt'],
    ['shippedAt'],
    ['deliveredAt'],
    ['shipping'],
    ['shippingTax'],
    ['pricesIncludeTax'],
    ['surcharges'],
    ['surcharges', 0, 'id'],
    ['surcharges', 0, 'kind'],
    ['surcharges', 0, 'tax'],
    ['fulfilments'],
    ['fulfilments', 0, 'shippedAt'],
    ['fulfilments', 0, 'deliveredAt'],
    ['fulfilments', 0, 'expectedAt'],
    ['fulfilments', 0, 'carrier'],
    ['fulfilments', 0, 'trackingNumber'],
    ['payment', 'authorized'],
    ['payment', 'parts', 0, 'id'],
    ['payment', 'parts', 0, 'kind'],
    ['payment', 'parts', 0, 'authorized'],
    ['tax'],
    ['discount'],
    ['coupons'],
    ['coupons', 0, 'usedSince'],
    ['payment', 'parts'],
    ['payment', 'parts', 0, 'recapturable'],
    ['lines', 0, 'cancelledQuantity'],
    ['lines', 0, 'shippedQuantity'],
    ['lines', 0, 'returnedQuantity'],
    ['lines', 0, 'committedQuantity'],
    ['lines', 0, 'unit'],
    ['lines', 0, 'total'],
    ['lines', 0, 'tax'],
    ['lines', 0, 'facts'],
    ['lines', 0, 'sellerId'],
    ['lines', 0, 'components'],
    ['lines', 0, 'discount'],
    ['lines', 0, 'description'],
    ['lines', 0, 'condition'],
    ['lines', 0, 'size'],
    ['lines', 0, 'exempt'],
    ['buyer', 'recentCancellations'],
    ['buyer', 'contactUrl'],
    ['buyer', 'rating'],
    ['buyer', 'locale'],
    ['buyer', 'email'],
    ['notices'],
    ['notices', 0, 'respondedAt'],
    ['notices', 0, 'penaltyAcceptedAt'],
    ['notices', 0, 'liftedAt'],
    ['itemRemovalRequests'],
    ['fee'],
    ['scans'],
    ['scans', 0, 'carrier'],
    ['scans', 0, 'place'],
    ['facts'],
  ];
  for (const path of optional) {
    it(`does without ${path.join('.')}, and takes null for it`, () => {
      parseOrder(altered(anOrder(), path, undefined));
      parseOrder(altered(anOrder(), path, null));
      assert.notDeepEqual(refused(altered(anOrder(), path, Symbol('no value'))), []);
    });
  }

  const required: Path[] = [
    ['id'],
    ['status'],
    ['placedAt'],
    ['total'],
    ['total', 'amount'],
    ['total', 'currency'],
    ['payment'],
    ['payment', 'method'],
    ['payment', 'paid'],
    ['payment', 'refunded'],
    ['payment', 'parts', 0, 'paid'],
    ['lines'],
    ['lines', 0, 'id'],
    ['lines', 0, 'sku'],
    ['lines', 0, 'title'],
    ['lines', 0, 'quantity'],
    ['lines', 0, 'unitPrice'],
    ['buyer'],
    ['buyer', 'id'],
    ['buyer', 'name'],
    ['buyer', 'status'],
    ['seller'],
    ['coupons', 0, 'code'],
    ['notices', 0, 'kind'],
    ['notices', 0, 'filedAt'],
    ['itemRemovalRequests', 0, 'status'],
    ['fee', 'amount'],
    ['fee', 'billedMonth'],
    ['scans', 0, 'at'],
    ['scans', 0, 'code'],
    ['revision'],
  ];
  for (const path of required) {
    it(`demands ${path.join('.')}`, () => {
      assert.deepEqual(refused(altered(anOrder(), path, undefined)), [`${path.join('.')} required`]);
    });
  }

  const faults: [why: string, path: Path, replacement: unknown, code: string][] = [
    ['a day that no calendar has', ['placedAt'], '2026-02-30T00:00:00Z', 'format'],
    ['an instant without an offset', ['shippedAt'], '2026-03-01T00:00:00', 'format'],
    ['an instant as a number', ['deliveredAt'], 1_772_000_000_000, 'type'],
    ['half a minor unit', ['total', 'amount'], 19.99, 'type'],
    ['less than nothing', ['payment', 'refunded', 'amount'], -1, 'too-small'],
    ['more than a double counts', ['total', 'amount'], 2 ** 53, 'too-large'],
    ['an amount as text', ['total', 'amount'], '1999', 'type'],
    ['a currency in lower case', ['total', 'currency'], 'eur', 'format'],
    ['a currency of four letters', ['total', 'currency'], 'EURO', 'format'],
    ['a quantity of four decimals', ['lines', 0, 'quantity'], 1.0005, 'type'],
    ['more shipped than ordered', ['lines', 0, 'shippedQuantity'], 3, 'too-large'],
    ['a price in another currency', ['lines', 0, 'unitPrice', 'currency'], 'USD', 'currency'],
    ['a surcharge in another currency', ['surcharges', 0, 'amount', 'currency'], 'USD', 'currency'],
    ['a parcel of a line that is not there', ['fulfilments', 0, 'lines', 0, 'id'], 'l-9', 'unknown-line'],
    ['a parcel whose status nobody knows', ['fulfilments', 0, 'status'], 'lost', 'value'],
    ['more cancelled than ordered', ['lines', 0, 'cancelledQuantity'], 3, 'too-large'],
    ['an account neither active nor terminated', ['seller', 'status'], 'asleep', 'value'],
    ['a count below nothing', ['buyer', 'recentCancellations'], -1, 'too-small'],
    ['a rating without a number', ['buyer', 'rating'], '5', 'type'],
    ['a locale that is no language tag', ['buyer', 'locale'], 'de_AT', 'format'],
    ['a month that no year has', ['fee', 'billedMonth'], '2026-13', 'format'],
    ['a scan at no time', ['scans', 0, 'at'], 'yesterday', 'format'],
    ['a fact that is a list', ['facts', 'fromOffer'], [], 'type'],
    ['a revision with a quote', ['revision'], 'a"b', 'format'],
    ['a revision with a space', ['revision'], 'a b', 'format'],
    ['an empty revision', ['revision'], '', 'format'],
    ['a revision of 129 characters', ['revision'], 'x'.repeat(129), 'format'],
    ['an empty status', ['status'], '', 'too-small'],
    ['lines that are no list', ['lines'], {}, 'type'],
  ];
  for (const [why, path, replacement, code] of faults) {
    it(`refuses ${why}`, () => {
      assert.deepEqual(refused(altered(anOrder(), path, replacement)), [`${path.join('.')} ${code}`]);
    });
  }

  it('refuses a quantity of nothing', () => {
    const order = altered(anOrder(), ['lines', 0, 'cancelledQuantity'], 0);
    assert.deepEqual(refused(altered(order, ['lines', 0, 'quantity'], 0)), ['lines.0.quantity too-small']);
  });

  it('refuses two lines of one id', () => {
    const [line] = anOrder().lines;
    assert.ok(line);
    assert.deepEqual(refused(anOrder({ lines: [line, line] })), ['lines.1.id duplicate-id']);
  });

  it('refuses two parts of a payment of one name: a refund names where it goes', () => {
    const { payment } = anOrder();
    const { paid, refunded: none } = payment;
    const paidBy = (...parts: PaymentPart[]) => anOrder({ payment: { ...payment, parts } });
    const part = { method: 'gift_card', paid, refunded: none };
    const twice = paidBy({ ...part, id: 'p1' }, { ...part, id: 'p1', method: 'card' });
    assert.deepEqual(refused(twice), ['payment.parts.1.id duplicate-id']);
    parseOrder(paidBy(part, part, { ...part, id: 'p1' }));
  });

  it('takes an order without lines, for one whose page does not show them', () => {
    parseOrder(anOrder({ lines: [] }));
  });
});

describe('parseCancellation', () => {
  const refused = (input: unknown) => worded(issuesOf('invalid-cancellation', () => parseCancellation(input)));

  it('reads a cancellation that uses every member, and gives the same data', () => {
    const cancellation = aCancellation();
    assert.equal(parseCancellation(cancellation), cancellation);
  });

  it('ignores what it does not know', () => {
    parseCancellation({ ...aCancellation(), note: 'internal' });
  });

  const nullable: Path[] = [
    ['reason'],
    ['comment'],
    ['lines'],
    ['respondBy'],
    ['refund'],
    ['refund', 'method'],
    ['decision'],
    ['decision', 'reason'],
  ];
  for (const path of nullable) {
    it(`takes null for ${path.join('.')}, but not its absence`, () => {
      parseCancellation(altered(aCancellation(), path, null));
      assert.deepEqual(refused(altered(aCancellation(), path, undefined)), [`${path.join('.')} required`]);
    });
  }

  const optional: Path[] = [['routes'], ['routes', 0, 'endedAt'], ['routes', 0, 'outcome']];
  for (const path of optional) {
    it(`does without ${path.join('.')}, and takes null for it`, () => {
      parseCancellation(altered(aCancellation(), path, undefined));
      parseCancellation(altered(aCancellation(), path, null));
      assert.notDeepEqual(refused(altered(aCancellation(), path, Symbol('no value'))), []);
    });
  }

  const required: Path[] = [
    ['id'],
    ['orderId'],
    ['kind'],
    ['state'],
    ['requestedBy'],
    ['requestedAt'],
    ['previousStatus'],
    ['policy'],
    ['policy', 'id'],
    ['policy', 'version'],
    ['policy', 'hash'],
    ['refund', 'due'],
    ['refund', 'refunded'],
    ['refund', 'status'],
    ['decision', 'by'],
    ['decision', 'at'],
    ['lines', 0, 'id'],
    ['lines', 0, 'quantity'],
    ['routes', 0, 'route'],
    ['routes', 0, 'by'],
    ['routes', 0, 'at'],
    ['revision'],
  ];
  for (const path of required) {
    it(`demands ${path.join('.')}`, () => {
      assert.deepEqual(refused(altered(aCancellation(), path, undefined)), [`${path.join('.')} required`]);
    });
  }

  const faults: [why: string, path: Path, replacement: unknown, code: string][] = [
    ['an unknown state', ['state'], 'lost', 'value'],
    ['an unknown kind', ['kind'], 'return', 'value'],
    ['an unknown role', ['requestedBy'], 'guest', 'value'],
    ['a malformed instant', ['respondBy'], 'tomorrow', 'format'],
    ['a hash in upper case', ['policy', 'hash'], 'A'.repeat(64), 'format'],
    ['a hash cut short', ['policy', 'hash'], '0'.repeat(63), 'format'],
    ['a quantity of nothing', ['lines', 0, 'quantity'], 0, 'too-small'],
    ['an unknown state of the refund', ['refund', 'status'], 'lost', 'value'],
    ['an unknown way on', ['routes', 0, 'route'], 'duel', 'value'],
    ['a way on that ends like nothing known', ['routes', 0, 'outcome'], 'draw', 'value'],
    ['a refund below nothing', ['refund', 'due', 'amount'], -1, 'too-small'],
  ];
  for (const [why, path, replacement, code] of faults) {
    it(`refuses ${why}`, () => {
      assert.deepEqual(refused(altered(aCancellation(), path, replacement)), [`${path.join('.')} ${code}`]);
    });
  }
});
