import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder, { create } from '../../../src/policy/presets/shop-builder.ts';
import type { policySchema } from '../../../src/policy/schemas/policy.ts';
import type { Output } from '../../../src/policy/schemas/types.ts';
import { altered, aPolicy, issuesOf, policyWhen, worded } from '../fixtures.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** The compiler compares the schema with the language. */
export const sameType: Equal<Output<typeof policySchema>, CancelPolicy> = true;

const presets = {
  poshmark,
  bricklink,
  'b2b-supplier': b2bSupplier,
  'shop-builder': shopBuilder,
  'shop-builder, contact only': create({ customerRequests: false }),
};

/** A policy that uses every member of the format. */
const full: CancelPolicy = {
  id: 'full',
  version: '2',
  timeZone: 'Europe/Berlin',
  statuses: {
    OPEN: { phase: 'open' },
    ASKED: { phase: 'requested' },
    REFUNDING: { phase: 'cancelling' },
    GONE: { phase: 'cancelled' },
    SENT: { phase: 'shipped' },
    THERE: { phase: 'delivered' },
    UNPAID: { phase: 'open' },
    PENALISED: { phase: 'open' },
  },
  facts: {
    flag: { type: 'boolean', default: false },
    weight: { type: 'number' },
    lane: { type: 'string', default: null },
    promisedAt: { type: 'instant', default: '2026-01-01T00:00:00Z' },
    day: { type: 'date', default: '2026-01-01' },
    startsAt: { type: 'instant' },
  },
  calendar: { workingDays: [1, 2, 6], holidays: ['2026-05-01', '2028-02-29'], holidaysUntil: '2028-12-31' },
  instants: {
    cutOff: { of: 'facts.day', days: -1, at: '24:00', count: 'working' },
    evening: { of: 'instants.cutOff', at: '20:00' },
  },
  notices: {
    NPB: {
      filedBy: 'seller',
      notBefore: 'P7D',
      when: { all: [{ status: 'OPEN' }, { not: { since: 'paidAt' } }] },
      status: 'UNPAID',
      penaltyStatus: 'PENALISED',
      liftedStatus: 'OPEN',
    },
    NRS: { filedBy: 'buyer' },
  },
  rules: [
    {
      id: 'everything',
      when: {
        all: [
          { any: [{ actor: 'buyer' }, { actor: ['seller', 'platform'] }] },
          { not: { status: ['OPEN', 'ASKED'] } },
          { status: 'OPEN' },
          { since: 'placedAt', from: 'PT0S', until: 'P1DT12H30M' },
          { since: 'facts.promisedAt' },
          { since: 'requestedAt', from: 'PT48H' },
          { notice: ['NPB', 'NRS'], responded: true, penaltyAccepted: false, from: 'P7D', until: 'P2W' },
          { account: 'seller', is: 'terminated' },
          { fact: 'flag', is: true },
          { fact: 'lane', is: ['slow', null] },
          { fact: 'weight', atLeast: 0.5, below: 2 },
          { amount: 'paid', currency: 'EUR', atLeast: 1 },
          { recentCancellations: 'buyer', below: 3 },
          { request: ['none', 'open', 'declined'], by: 'buyer' },
          { all: [] },
          { before: 'facts.startsAt', from: 'P7D', until: 'P1D' },
          { before: 'instants.evening' },
          { scan: { not: 'label-created' }, until: 'P30D' },
          { scan: 'picked-up', from: 'PT1H' },
          { attempts: 'buyer', below: 2 },
          { since: 'instants.cutOff', from: 'PT0S' },
        ],
      },
      then: {
        outcome: 'cancel',
        reason: 'all-of-it',
        contact: 'required',
        alternatives: ['return'],
        advice: ['cancel-early'],
        refund: {
          method: 'credits',
          choices: ['credits'],
          fee: { basisPoints: 250, amount: { amount: 1, currency: 'EUR' } },
        },
        consequences: { stock: 'keep', marketplaceFee: 'keep' },
        denied: 'hide',
      },
      source: 'section 4',
    },
  ],
  otherwise: { outcome: 'ask-server', reason: 'not-sure' },
  reasons: { buyer: { demand: 'required', choices: [{ code: 'late' }, { code: 'fickle', valid: false }] } },
  comments: { buyer: 'optional', platform: 'none' },
  refund: { method: 'original' },
  consequences: { stock: 'lots', marketplaceFee: 'reset', recentCancellations: { atLeast: 3, withinDays: 30 } },
  denied: { seller: 'explain' },
  links: { return: '/returns/{orderId}', 'contact-seller': 'mailto:shop@shop.example' },
  lifecycle: {
    requested: 'ASKED',
    refunding: 'REFUNDING',
    cancelled: 'GONE',
    completes: 'when-refunded',
    scope: 'lines',
    respondWithin: 'PT48H',
    onSilence: 'escalate',
    remindAfter: 'P1D',
    holdsFulfilment: true,
    onShipment: 'keep',
    acceptReason: 'required',
    declineReasons: { demand: 'required', choices: [{ code: 'packed' }, { code: 'spite', valid: false }] },
    escalation: ['declined', 'silence'],
    disputes: ['declined', 'expired', 'superseded', 'escalated'],
    undo: {
      from: ['refunding', 'cancelled'],
      by: ['seller', 'platform'],
      guards: ['repayment', 'recapture', 'coupons', 'stock'],
    },
    sellerRemarks: true,
    notifies: ['buyer', 'seller'],
  },
  disputes: {
    routes: {
      support: { risk: 'no-guarantee', time: 'days', cost: 'none' },
      mediation: { deadline: { within: 'P1D', since: 'placedAt' } },
      complaint: { deadline: { within: 'P1D', since: 'requestedAt' } },
      dispute: {
        deadline: { within: 'P2W', since: 'decided' },
        evidence: { within: 'PT1S', since: 'disputed' },
      },
      arbitration: { deadline: { within: 'P30D', since: 'shippedAt' }, provider: 'Chamber' },
      return: { evidence: { within: 'P30D', since: 'deliveredAt' } },
    },
    sections: {
      cancellation: '4',
      dispute: { number: '14', title: 'Disputes', text: 'Write first.', url: 'https://shop.example/terms#14' },
      returns: { number: '9' },
    },
  },
  withdrawal: { countries: ['DE', 'AT'], days: 14, uninformedMonths: 12 },
  messages: { en: { 'all-of-it': 'You may.' }, 'de-AT': {} },
};

function refused(input: unknown): string[] {
  return worded(issuesOf('invalid-policy', () => parsePolicy(input)));
}

describe('parsePolicy', () => {
  for (const [name, preset] of Object.entries(presets)) {
    it(`reads the preset ${name} and gives the same data`, () => {
      const before = JSON.stringify(preset);
      assert.equal(parsePolicy(preset), preset);
      assert.equal(JSON.stringify(preset), before);
    });

    it(`keeps the preset ${name} and its hash through JSON`, () => {
      const copy = JSON.parse(JSON.stringify(preset));
      assert.deepEqual(copy, preset);
      assert.equal(policyHash(parsePolicy(copy)), policyHash(preset));
    });
  }

  it('reads a policy that uses every member, and gives the same data', () => {
    const before = JSON.stringify(full);
    assert.equal(parsePolicy(full), full);
    assert.equal(JSON.stringify(full), before);
  });

  it('reads data of another realm and without a prototype', () => {
    const bare = Object.assign(Object.create(null), aPolicy());
    assert.equal(parsePolicy(bare), bare);
  });

  const faults: [why: string, path: (string | number)[], replacement: unknown, ...issues: string[]][] = [
    ['no policy at all', [], null, 'type'],
    ['a missing member', ['id'], undefined, 'id required'],
    ['an empty id', ['id'], '', 'id too-small'],
    ['a number for an id', ['id'], 5, 'id type'],
    ['a name of 257 characters', ['version'], 'x'.repeat(257), 'version too-large'],
    ['an unknown member', ['rulez'], [], 'rulez unknown-key'],
    ['an unknown member of a rule', ['rules', 0, 'whenn'], 1, 'rules.0.whenn unknown-key'],
    [
      'an unknown detail of a word',
      ['rules', 0, 'when', 'all', 3, 'til'],
      'PT1H',
      'rules.0.when.all.3.til unknown-key',
    ],
    ['no statuses', ['statuses'], {}, 'statuses too-small', 'notices.NPB.when.all.0.status unknown-status', '…'],
    ['an unknown phase', ['statuses', 'OPEN', 'phase'], 'shut', 'statuses.OPEN.phase value'],
    ['a list for a dictionary', ['statuses'], [], 'statuses type'],
    ['a malformed zone', ['timeZone'], 'Europe/../Berlin', 'timeZone format'],
    ['a rule that is no object', ['rules', 0], 'rule', 'rules.0 type'],
    ['a rule without a condition', ['rules', 0, 'when'], undefined, 'rules.0.when required'],
    ['a condition without a word', ['rules', 0, 'when'], {}, 'rules.0.when no-word'],
    ['a misspelt word', ['rules', 0, 'when', 'all', 2], { statuss: 'OPEN' }, 'rules.0.when.all.2 no-word'],
    [
      'two words',
      ['rules', 0, 'when', 'all', 2],
      { status: 'OPEN', actor: 'buyer' },
      'rules.0.when.all.2 several-words',
    ],
    ['a condition that is a list', ['rules', 0, 'when', 'all', 2], [], 'rules.0.when.all.2 type'],
    ['a list that holds none', ['rules', 0, 'when'], [5], 'rules.0.when.0 type'],
    ['an unknown status', ['rules', 0, 'when', 'all', 2, 'status'], 'SHUT', 'rules.0.when.all.2.status unknown-status'],
    [
      'one unknown status of several',
      ['rules', 0, 'when', 'all', 1, 'not', 'status'],
      ['OPEN', 'SHUT'],
      'rules.0.when.all.1.not.status.1 unknown-status',
    ],
    ['an empty list of words', ['rules', 0, 'when', 'all', 2, 'status'], [], 'rules.0.when.all.2.status too-small'],
    [
      'an unknown role',
      ['rules', 0, 'when', 'all', 0, 'any', 0, 'actor'],
      'guest',
      'rules.0.when.all.0.any.0.actor value',
    ],
    ['an unknown instant', ['rules', 0, 'when', 'all', 3, 'since'], 'packedAt', 'rules.0.when.all.3.since value'],
    ['a missing detail', ['rules', 0, 'when', 'all', 7, 'is'], undefined, 'rules.0.when.all.7.is required'],
    ['a malformed duration', ['rules', 0, 'when', 'all', 3, 'until'], '3 hours', 'rules.0.when.all.3.until format'],
    [
      'a month, which has no exact length',
      ['rules', 0, 'when', 'all', 3, 'until'],
      'P1M',
      'rules.0.when.all.3.until format',
    ],
    [
      'a window over a century',
      ['rules', 0, 'when', 'all', 3, 'until'],
      'P36526D',
      'rules.0.when.all.3.until too-large',
    ],
    [
      'a window that ends as it begins',
      ['rules', 0, 'when', 'all', 3, 'until'],
      'PT0S',
      'rules.0.when.all.3.until empty-range',
    ],
    [
      'a window of an alert that ends before the alert',
      ['rules', 0, 'when', 'all', 6],
      { notice: 'NPB', until: 'PT0S' },
      'rules.0.when.all.6.until empty-range',
    ],
    ['a fact of no declaration', ['facts', 'flag'], undefined, 'rules.0.when.all.8.fact unknown-fact'],
    [
      'an instant of no declaration',
      ['rules', 0, 'when', 'all', 4, 'since'],
      'facts.lostAt',
      'rules.0.when.all.4.since unknown-fact',
    ],
    [
      'a since of a fact that is no instant',
      ['facts', 'promisedAt'],
      { type: 'string' },
      'rules.0.when.all.4.since fact-type',
    ],
    [
      'a value of another type than the fact',
      ['rules', 0, 'when', 'all', 8, 'is'],
      'yes',
      'rules.0.when.all.8.is fact-type',
    ],
    [
      'one such value of several',
      ['rules', 0, 'when', 'all', 9, 'is'],
      ['slow', 5],
      'rules.0.when.all.9.is.1 fact-type',
    ],
    [
      'a range of a fact that is no number',
      ['facts', 'weight', 'type'],
      'string',
      'rules.0.when.all.10.fact fact-type',
    ],
    [
      'a fact without a test',
      ['rules', 0, 'when', 'all', 8],
      { fact: 'weight' },
      'rules.0.when.all.8.atLeast required',
    ],
    [
      'a fact with both kinds of test',
      ['rules', 0, 'when', 'all', 10, 'is'],
      1,
      'rules.0.when.all.10.atLeast unknown-key',
      'rules.0.when.all.10.below unknown-key',
    ],
    ['an empty range', ['rules', 0, 'when', 'all', 10, 'below'], 0.5, 'rules.0.when.all.10.below empty-range'],
    [
      'an amount without a bound',
      ['rules', 0, 'when', 'all', 11, 'atLeast'],
      undefined,
      'rules.0.when.all.11.atLeast required',
    ],
    [
      'a currency in lower case',
      ['rules', 0, 'when', 'all', 11, 'currency'],
      'eur',
      'rules.0.when.all.11.currency format',
    ],
    ['an alert of no declaration', ['notices', 'NRS'], undefined, 'rules.0.when.all.6.notice.1 unknown-notice'],
    [
      'an unknown state of a request',
      ['rules', 0, 'when', 'all', 13, 'request', 2],
      'lost',
      'rules.0.when.all.13.request.2 value',
    ],
    ['a default of another type than its fact', ['facts', 'flag', 'default'], 'no', 'facts.flag.default fact-type'],
    [
      'a default that is no instant',
      ['facts', 'promisedAt', 'default'],
      '2026-02-30T00:00:00Z',
      'facts.promisedAt.default format',
    ],
    ['a default that no calendar has', ['facts', 'day', 'default'], '2026-02-29', 'facts.day.default format'],
    [
      'before what is recorded only',
      ['rules', 0, 'when', 'all', 15, 'before'],
      'placedAt',
      'rules.0.when.all.15.before format',
    ],
    [
      'before a fact of no declaration',
      ['rules', 0, 'when', 'all', 15, 'before'],
      'facts.lostAt',
      'rules.0.when.all.15.before unknown-fact',
    ],
    [
      'a window before that is empty',
      ['rules', 0, 'when', 'all', 15, 'until'],
      'P7D',
      'rules.0.when.all.15.until empty-range',
    ],
    [
      'a window before that begins with its end',
      ['rules', 0, 'when', 'all', 15],
      { before: 'facts.startsAt', from: 'PT0S' },
      'rules.0.when.all.15.until empty-range',
    ],
    [
      'an instant that is derived nowhere',
      ['rules', 0, 'when', 'all', 16, 'before'],
      'instants.morning',
      'rules.0.when.all.16.before unknown-instant',
    ],
    ['a scan without a code', ['rules', 0, 'when', 'all', 17, 'scan'], {}, 'rules.0.when.all.17.scan.not required'],
    ['attempts of nobody', ['rules', 0, 'when', 'all', 19, 'attempts'], 'nobody', 'rules.0.when.all.19.attempts value'],
    [
      'attempts without a bound',
      ['rules', 0, 'when', 'all', 19, 'below'],
      undefined,
      'rules.0.when.all.19.atLeast required',
    ],
    ['half a day', ['instants', 'cutOff', 'days'], 0.5, 'instants.cutOff.days type'],
    ['more days than a century', ['instants', 'cutOff', 'days'], -36_526, 'instants.cutOff.days too-small'],
    ['a time past the end of the day', ['instants', 'cutOff', 'at'], '24:01', 'instants.cutOff.at format'],
    ['a time without minutes', ['instants', 'cutOff', 'at'], '8', 'instants.cutOff.at format'],
    ['days of another kind', ['instants', 'cutOff', 'count'], 'business', 'instants.cutOff.count value'],
    ['an instant of nothing', ['instants', 'cutOff', 'of'], undefined, 'instants.cutOff.of required'],
    ['an instant of an unknown fact', ['instants', 'cutOff', 'of'], 'facts.lost', 'instants.cutOff.of unknown-fact'],
    ['an instant of a fact that is none', ['instants', 'cutOff', 'of'], 'facts.flag', 'instants.cutOff.of fact-type'],
    [
      'an instant of an unknown one',
      ['instants', 'evening', 'of'],
      'instants.noon',
      'instants.evening.of unknown-instant',
    ],
    [
      'instants in a circle',
      ['instants', 'cutOff', 'of'],
      'instants.evening',
      'instants.cutOff.of circular',
      'instants.evening.of circular',
    ],
    ['an instant of itself', ['instants', 'cutOff', 'of'], 'instants.cutOff', 'instants.cutOff.of circular'],
    [
      'a way of counting with nothing to count',
      ['instants', 'evening'],
      { of: 'instants.cutOff', count: 'working' },
      'instants.evening.days required',
    ],
    ['instants without a zone', ['timeZone'], undefined, 'timeZone required'],
    ['a zone that is none', ['timeZone'], 'Europe/Wien', 'timeZone unknown-zone'],
    ['a week without a working day', ['calendar', 'workingDays'], [], 'calendar.workingDays too-small'],
    ['a day past Sunday', ['calendar', 'workingDays', 0], 8, 'calendar.workingDays.0 too-large'],
    ['a holiday that no calendar has', ['calendar', 'holidays', 1], '2026-02-29', 'calendar.holidays.1 format'],
    ['an instant for a day', ['calendar', 'holidaysUntil'], '2026-12-31T00:00:00Z', 'calendar.holidaysUntil format'],
    ['an unknown outcome', ['otherwise', 'outcome'], 'maybe', 'otherwise.outcome value'],
    ['an outcome missing', ['otherwise', 'outcome'], undefined, 'otherwise.outcome required'],
    [
      'a fee over the whole',
      ['rules', 0, 'then', 'refund', 'fee', 'basisPoints'],
      10_001,
      'rules.0.then.refund.fee.basisPoints too-large',
    ],
    [
      'a fee below nothing',
      ['rules', 0, 'then', 'refund', 'fee', 'basisPoints'],
      -1,
      'rules.0.then.refund.fee.basisPoints too-small',
    ],
    [
      'half a minor unit',
      ['rules', 0, 'then', 'refund', 'fee', 'amount', 'amount'],
      0.5,
      'rules.0.then.refund.fee.amount.amount type',
    ],
    [
      'more than a double counts',
      ['consequences', 'recentCancellations', 'atLeast'],
      2 ** 53,
      'consequences.recentCancellations.atLeast too-large',
    ],
    [
      'a warning from nothing on',
      ['consequences', 'recentCancellations', 'atLeast'],
      0,
      'consequences.recentCancellations.atLeast too-small',
    ],
    ['reasons of an unknown role', ['reasons', 'guest'], { demand: 'none', choices: [] }, 'reasons.guest unknown-key'],
    [
      'a reason given twice',
      ['reasons', 'buyer', 'choices', 1, 'code'],
      'late',
      'reasons.buyer.choices.1.code duplicate-id',
    ],
    [
      'a reason that is valid',
      ['reasons', 'buyer', 'choices', 1, 'valid'],
      true,
      'reasons.buyer.choices.1.valid value',
    ],
    ['a status that the lifecycle makes up', ['lifecycle', 'cancelled'], 'AWAY', 'lifecycle.cancelled unknown-status'],
    ['a status of a request made up', ['lifecycle', 'requested'], 'AWAY', 'lifecycle.requested unknown-status'],
    ['a status of a refund made up', ['lifecycle', 'refunding'], 'AWAY', 'lifecycle.refunding unknown-status'],
    [
      'silence that does something at no time',
      ['lifecycle', 'respondWithin'],
      undefined,
      'lifecycle.respondWithin required',
    ],
    ['an unknown deed of silence', ['lifecycle', 'onSilence'], 'refuse', 'lifecycle.onSilence value'],
    ['a reminder at no time', ['lifecycle', 'remindAfter'], 'soon', 'lifecycle.remindAfter format'],
    ['an unknown deed of a shipment', ['lifecycle', 'onShipment'], 'end', 'lifecycle.onShipment value'],
    ['an unknown scope', ['lifecycle', 'scope'], 'units', 'lifecycle.scope value'],
    ['a hold that is no truth', ['lifecycle', 'holdsFulfilment'], 'yes', 'lifecycle.holdsFulfilment type'],
    ['remarks that are no truth', ['lifecycle', 'sellerRemarks'], 1, 'lifecycle.sellerRemarks type'],
    ['an unknown demand of who accepts', ['lifecycle', 'acceptReason'], 'yes', 'lifecycle.acceptReason value'],
    [
      'a reason for declining given twice',
      ['lifecycle', 'declineReasons', 'choices', 1, 'code'],
      'packed',
      'lifecycle.declineReasons.choices.1.code duplicate-id',
    ],
    [
      'reasons for declining without a demand',
      ['lifecycle', 'declineReasons', 'demand'],
      undefined,
      'lifecycle.declineReasons.demand required',
    ],
    ['an escalation after nothing known', ['lifecycle', 'escalation', 1], 'noise', 'lifecycle.escalation.1 value'],
    ['a dispute of what is settled', ['lifecycle', 'disputes', 3], 'cancelled', 'lifecycle.disputes.3 value'],
    ['an undo of what is not settled', ['lifecycle', 'undo', 'from', 0], 'requested', 'lifecycle.undo.from.0 value'],
    ['an undo by nobody known', ['lifecycle', 'undo', 'by', 0], 'nobody', 'lifecycle.undo.by.0 value'],
    ['an unknown guard of an undo', ['lifecycle', 'undo', 'guards', 2], 'luck', 'lifecycle.undo.guards.2 value'],
    ['an undo without its guards', ['lifecycle', 'undo', 'guards'], undefined, 'lifecycle.undo.guards required'],
    ['an unknown member of an undo', ['lifecycle', 'undo', 'until'], 'P1D', 'lifecycle.undo.until unknown-key'],
    ['unknown terms of stock', ['consequences', 'stock'], 'burn', 'consequences.stock value'],
    [
      'unknown terms of the fee',
      ['rules', 0, 'then', 'consequences', 'marketplaceFee'],
      'double',
      'rules.0.then.consequences.marketplaceFee value',
    ],
    [
      'a warning in a rule',
      ['rules', 0, 'then', 'consequences', 'recentCancellations'],
      { atLeast: 1, withinDays: 1 },
      'rules.0.then.consequences.recentCancellations unknown-key',
    ],
    ['an alert filed by nobody known', ['notices', 'NRS', 'filedBy'], 'guest', 'notices.NRS.filedBy value'],
    ['a status of an alert made up', ['notices', 'NPB', 'status'], 'AWAY', 'notices.NPB.status unknown-status'],
    [
      'a status of a penalty made up',
      ['notices', 'NPB', 'penaltyStatus'],
      'AWAY',
      'notices.NPB.penaltyStatus unknown-status',
    ],
    [
      'a status of a lifted alert made up',
      ['notices', 'NPB', 'liftedStatus'],
      'AWAY',
      'notices.NPB.liftedStatus unknown-status',
    ],
    [
      'an alert under an unknown status',
      ['notices', 'NPB', 'when', 'all', 0, 'status'],
      'AWAY',
      'notices.NPB.when.all.0.status unknown-status',
    ],
    [
      'an alert under an unknown fact',
      ['notices', 'NPB', 'when'],
      { fact: 'lost', is: true },
      'notices.NPB.when.fact unknown-fact',
    ],
    ['an alert under no word', ['notices', 'NPB', 'when'], {}, 'notices.NPB.when no-word'],
    ['an alert at no time', ['notices', 'NPB', 'notBefore'], 'P1M', 'notices.NPB.notBefore format'],
    ['a response time of no length', ['lifecycle', 'respondWithin'], '', 'lifecycle.respondWithin format'],
    [
      'ways on that a lifecycle without disputes never opens',
      ['lifecycle', 'disputes'],
      undefined,
      'disputes.routes.dispute never-opens',
      'disputes.routes.dispute.evidence.since never-starts',
      'disputes.routes.arbitration never-opens',
    ],
    [
      'ways on that a lifecycle with no state for disputes never opens',
      ['lifecycle', 'disputes'],
      [],
      'disputes.routes.dispute never-opens',
      'disputes.routes.dispute.evidence.since never-starts',
      'disputes.routes.arbitration never-opens',
    ],
    [
      'ways on to a platform that nobody and nothing turns to',
      ['lifecycle'],
      { cancelled: 'GONE', completes: 'at-once', notifies: [] },
      'disputes.routes.support never-opens',
      'disputes.routes.mediation never-opens',
      'disputes.routes.dispute never-opens',
      'disputes.routes.dispute.evidence.since never-starts',
      'disputes.routes.arbitration never-opens',
    ],
    [
      'a time for disputing that the dispute begins',
      ['disputes', 'routes', 'dispute', 'deadline', 'since'],
      'disputed',
      'disputes.routes.dispute.deadline.since never-starts',
    ],
    [
      'a time that is over at once',
      ['disputes', 'routes', 'return', 'evidence', 'within'],
      'PT0S',
      'disputes.routes.return.evidence.within empty-range',
    ],
    [
      'a time without a beginning',
      ['disputes', 'routes', 'return', 'evidence', 'since'],
      undefined,
      'disputes.routes.return.evidence.since required',
    ],
    [
      'a time since something unknown',
      ['disputes', 'routes', 'complaint', 'deadline', 'since'],
      'paidAt',
      'disputes.routes.complaint.deadline.since value',
    ],
    [
      'a time of months',
      ['disputes', 'routes', 'complaint', 'deadline', 'within'],
      'P1M',
      'disputes.routes.complaint.deadline.within format',
    ],
    ['a way on made up', ['disputes', 'routes', 'duel'], {}, 'disputes.routes.duel unknown-key'],
    ['disputes without ways', ['disputes', 'routes'], undefined, 'disputes.routes required'],
    ['a section that is no text', ['disputes', 'sections', 'cancellation'], 4, 'disputes.sections.cancellation type'],
    [
      'a section without its number',
      ['disputes', 'sections', 'dispute', 'number'],
      undefined,
      'disputes.sections.dispute.number required',
    ],
    [
      'a section with more than that',
      ['disputes', 'sections', 'returns', 'page'],
      '3',
      'disputes.sections.returns.page unknown-key',
    ],
    [
      'a section whose link runs something',
      ['disputes', 'sections', 'dispute', 'url'],
      'javascript:alert(1)',
      'disputes.sections.dispute.url format',
    ],
    ['EU-11 a period shorter than the law gives it', ['withdrawal', 'days'], 13, 'withdrawal.days too-small'],
    ['fewer months', ['withdrawal', 'uninformedMonths'], 11, 'withdrawal.uninformedMonths too-small'],
    ['a country that is none', ['withdrawal', 'countries', 0], 'Germany', 'withdrawal.countries.0 format'],
    ['a withdrawal for nobody', ['withdrawal', 'countries'], [], 'withdrawal.countries too-small'],
    ['a withdrawal with a condition', ['withdrawal', 'when'], { actor: 'buyer' }, 'withdrawal.when unknown-key'],
    ['a language that is none', ['messages', 'de_AT'], {}, 'messages.de_AT format'],
    ['a message that is no text', ['messages', 'en', 'all-of-it'], 5, 'messages.en.all-of-it type'],
    ['an empty name in a dictionary', ['messages', 'en', ''], 'x', 'messages.en. too-small'],
    ['half a character', ['messages', 'en', 'all-of-it'], '\ud83d', 'messages.en.all-of-it format'],
    ['a member that is undefined', ['denied'], { buyer: undefined }, 'denied.buyer type'],
  ];

  for (const [why, path, replacement, ...issues] of faults) {
    it(`refuses ${why}`, () => {
      const found = refused(altered(full, path, replacement));
      if (issues.at(-1) === '…') assert.deepEqual(found.slice(0, issues.length - 1), issues.slice(0, -1));
      else assert.deepEqual(found, issues);
    });
  }

  it('refuses a rule id given twice', () => {
    const [rule] = policyWhen({ actor: 'buyer' }).rules;
    assert.ok(rule);
    assert.deepEqual(refused(aPolicy({ rules: [rule, rule] })), ['rules.1.id duplicate-id']);
  });

  it('takes disputes that only silence hands to the platform, and times since a dispute of later ways', () => {
    const policy = aPolicy({
      statuses: { OPEN: { phase: 'open' }, GONE: { phase: 'cancelled' } },
      lifecycle: {
        cancelled: 'GONE',
        completes: 'at-once',
        respondWithin: 'P1D',
        onSilence: 'escalate',
        disputes: ['escalated'],
        notifies: [],
      },
      disputes: {
        routes: { support: {}, mediation: {}, arbitration: { deadline: { within: 'P1D', since: 'disputed' } } },
      },
    });
    assert.equal(parsePolicy(policy), policy);
  });

  it('takes mediation where only a dispute leads to it', () => {
    const policy = aPolicy({
      statuses: { OPEN: { phase: 'open' }, GONE: { phase: 'cancelled' } },
      lifecycle: { cancelled: 'GONE', completes: 'at-once', disputes: ['declined'], notifies: [] },
      disputes: { routes: { mediation: {}, dispute: {} } },
    });
    assert.equal(parsePolicy(policy), policy);
  });

  it('names every fault at once, wherever it stands', () => {
    const found = refused({
      ...full,
      id: 5,
      extra: 1,
      rules: [{ id: 'a', when: { all: [{ status: 'SHUT' }, {}] }, then: { outcome: 'cancel' } }],
    });
    assert.deepEqual(found.sort(), [
      'extra unknown-key',
      'id type',
      'rules.0.then.reason required',
      'rules.0.when.all.0.status unknown-status',
      'rules.0.when.all.1 no-word',
    ]);
  });

  describe('links', () => {
    const good = [
      'https://shop.example',
      'HTTPS://shop.example/orders/{orderId}?from=cancel#top',
      'https://shop.example?order={orderId}',
      'https://shop.example:8443/a:b',
      'mailto:shop@shop.example?subject={orderId}',
      'tel:+4930123456',
      '/returns/{orderId}',
      'returns/{orderId}:new',
      '../help',
      '?order={orderId}',
      '#contact',
      '/a?next=https://elsewhere.example',
    ];
    const bad = [
      '',
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:https://shop.example/x',
      'http://shop.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '\\\\elsewhere.example',
      '/\t/elsewhere.example',
      'https:/shop.example',
      'https:shop.example',
      'https://',
      'https:///shop.example',
      'https://{orderId}.shop.example',
      'https://shop.example{orderId}',
      '{orderId}',
      '{orderId}:x',
      'mailto:',
      'mailto://x',
      `/${'x'.repeat(2048)}`,
    ];
    const withLink = (link: string) => aPolicy({ links: { return: link } });
    for (const link of good) {
      it(`takes ${link}`, () => {
        parsePolicy(withLink(link));
      });
    }
    for (const link of bad) {
      it(`refuses ${JSON.stringify(link.slice(0, 40))}`, () => {
        assert.deepEqual(refused(withLink(link)), ['links.return format']);
      });
    }

    it('never leaves the origin by a relative link, whatever the id', () => {
      for (const link of good.filter((link) => !/^(https|mailto|tel):/i.test(link))) {
        for (const id of ['1', '//elsewhere.example', 'javascript:alert(1)', '\\\\elsewhere.example']) {
          const url = new URL(link.replace('{orderId}', encodeURIComponent(id)), 'https://shop.example/orders/');
          assert.equal(url.origin, 'https://shop.example');
        }
      }
    });
  });

  it('takes nesting of conditions up to depth 32 and refuses more', () => {
    const nested = (depth: number): Condition => (depth === 0 ? { actor: 'buyer' } : { not: nested(depth - 1) });
    // The policy, its rules, the rule: three levels stand above the condition.
    parsePolicy(policyWhen(nested(28)));
    const [issue, ...others] = refused(policyWhen(nested(29)));
    assert.equal(issue, `rules.0.when${'.not'.repeat(29)} too-deep`);
    assert.deepEqual(others, []);
  });

  it('takes 256 rules and refuses 257', () => {
    const rules = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        id: `rule-${index}`,
        when: { status: 'OPEN' },
        then: { outcome: 'none' as const, reason: 'x' },
      }));
    parsePolicy(aPolicy({ rules: rules(256) }));
    assert.deepEqual(refused(aPolicy({ rules: rules(257) })), ['rules too-many']);
  });

  describe('lists', () => {
    const status = (count: number) => policyWhen({ status: Array(count).fill('OPEN') });
    const all = (count: number) => policyWhen({ all: Array(count).fill({ actor: 'buyer' }) });
    const alternatives = (count: number) =>
      aPolicy({ otherwise: { outcome: 'none', reason: 'x', alternatives: Array(count).fill('return') } });
    const choices = (count: number) => {
      const codes = Array.from({ length: count }, (_, index) => ({ code: `reason-${index}` }));
      return aPolicy({ reasons: { buyer: { demand: 'none', choices: codes } } });
    };
    const limits: [string, (count: number) => CancelPolicy, number, number][] = [
      ['rules.0.when.status', status, 1, 256],
      ['rules.0.when.all', all, 0, 256],
      ['otherwise.alternatives', alternatives, 0, 100],
      ['reasons.buyer.choices', choices, 0, 200],
    ];
    for (const [path, make, least, most] of limits) {
      it(`of ${path} hold from ${least} to ${most}`, () => {
        parsePolicy(make(least));
        parsePolicy(make(most));
        assert.deepEqual(refused(make(most + 1)), [`${path} too-many`]);
        if (least > 0) assert.deepEqual(refused(make(least - 1)), [`${path} too-small`]);
      });
    }
  });

  it('takes 256 words about time and refuses one more', () => {
    const windows = (count: number) => ({ any: Array<Condition>(count).fill({ since: 'placedAt', from: 'PT1S' }) });
    const when = (count: number): Condition => ({ all: [windows(250), windows(count)] });
    parsePolicy(policyWhen(when(6)));
    assert.deepEqual(refused(policyWhen(when(7))), ['rules.0.when.all.1.any.6 too-many']);
  });

  it('takes 64 words about alerts and refuses one more', () => {
    const when = (count: number): Condition => ({ any: Array<Condition>(count).fill({ notice: 'NPB' }) });
    parsePolicy(policyWhen(when(64)));
    assert.deepEqual(refused(policyWhen(when(65))), ['rules.0.when.any.64 too-many']);
  });

  it('says in its message what is wrong, where, and what would be right', () => {
    assert.throws(
      () => parsePolicy(policyWhen({ status: 'SHUT' })),
      /^CancelError: invalid policy: rules\[0\]\.when\.status is no status of this policy; declare it .*\(unknown-status\)$/,
    );
  });
});

describe('what a policy asks of lines', () => {
  const lineFacts: CancelPolicy['lineFacts'] = {
    made: { type: 'boolean' },
    startsAt: { type: 'instant' },
    day: { type: 'date' },
  };
  const notices: CancelPolicy['notices'] = { NPB: { filedBy: 'buyer' } };
  const refused = (when: unknown, changes: Partial<CancelPolicy> = {}) =>
    worded(
      issuesOf('invalid-policy', () =>
        parsePolicy(policyWhen(when as Condition, { lineFacts, timeZone: 'UTC', ...changes })),
      ),
    );

  it('names facts that are declared, of the type that is asked for, at any depth and in lists', () => {
    parsePolicy(
      policyWhen([{ lineFact: 'made', is: true }, { before: 'line.facts.day' }] as never, {
        lineFacts,
        timeZone: 'UTC',
      }),
    );
    assert.deepEqual(refused({ lineFact: 'maid', is: true }), ['rules.0.when.lineFact unknown-fact']);
    assert.deepEqual(refused([{ status: 'OPEN' }, { lineFact: 'maid', is: true }, { fact: 'made', is: true }]), [
      'rules.0.when.1.lineFact unknown-fact',
      'rules.0.when.2.fact unknown-fact',
    ]);
    assert.deepEqual(refused([{ not: { status: 'LOST' } }]), ['rules.0.when.0.not.status unknown-status']);
    assert.deepEqual(
      refused({
        someLine: {
          any: [
            { lineFact: 'maid', is: 1 },
            { lineFact: 'made', is: 1 },
          ],
        },
      }),
      ['rules.0.when.someLine.any.0.lineFact unknown-fact', 'rules.0.when.someLine.any.1.is fact-type'],
    );
    assert.deepEqual(refused({ since: 'line.facts.began' }), ['rules.0.when.since unknown-fact']);
    assert.deepEqual(refused({ before: 'line.facts.made' }), ['rules.0.when.before fact-type']);
    assert.deepEqual(refused({ lineFact: 'startsAt', atLeast: 1 }), ['rules.0.when.lineFact fact-type']);
    assert.deepEqual(refused({ actor: 'buyer' }, { instants: { soon: { of: 'line.facts.began', days: 1 } } }), [
      'instants.soon.of unknown-fact',
    ]);
  });

  it('asks of alerts nothing about a line that nobody named', () => {
    const alert = (when: unknown) => ({ notices: { NPB: { ...notices?.NPB, when } } }) as Partial<CancelPolicy>;
    assert.deepEqual(refused({ actor: 'buyer' }, alert({ lineFact: 'made', is: true })), [
      'notices.NPB.when.lineFact no-line',
    ]);
    assert.deepEqual(refused({ actor: 'buyer' }, alert({ not: { since: 'line.shippedAt' } })), [
      'notices.NPB.when.not.since no-line',
    ]);
    parsePolicy(aPolicy({ lineFacts, timeZone: 'UTC', ...alert({ someLine: { lineFact: 'made', is: true } }) }));
  });
});

describe('until when a request is answered', () => {
  const lifecycle: CancelPolicy['lifecycle'] = {
    cancelled: 'OPEN',
    completes: 'at-once',
    onSilence: 'decline',
    notifies: [],
  };
  const parsed = (respondBy: string, changes: Partial<CancelPolicy> = {}) => {
    const instants = {
      soon: { of: 'requestedAt', days: 1 },
      later: { of: 'instants.soon', at: '18:00' },
      placed: { of: 'placedAt', days: 1 },
    } as const;
    const policy = aPolicy({ timeZone: 'UTC', instants, lifecycle: { ...lifecycle, respondBy } as never, ...changes });
    return parsePolicy(policy);
  };

  it('is an instant that is derived of the request', () => {
    parsed('instants.soon');
    parsed('instants.later');
    const refused = (name: string) => worded(issuesOf('invalid-policy', () => parsed(name)));
    assert.deepEqual(refused('instants.placed'), ['lifecycle.respondBy never-starts']);
    assert.deepEqual(refused('instants.lost'), ['lifecycle.respondBy unknown-instant']);
    assert.deepEqual(refused('requestedAt'), ['lifecycle.respondBy format']);
  });

  it('has to be said where silence does something', () => {
    assert.deepEqual(worded(issuesOf('invalid-policy', () => parsePolicy(aPolicy({ lifecycle })))), [
      'lifecycle.respondWithin required',
    ]);
  });
});
