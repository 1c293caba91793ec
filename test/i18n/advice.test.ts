import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../src/domain/decision/decide.ts';
import type { Order } from '../../src/domain/records.ts';
import { verdictOf } from '../../src/domain/settlement/consequences.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { aPaidOrder, aRequest, day, hour, placed } from '../domain/lifecycle-fixtures.ts';
import { textsIn } from '../support/messages.ts';

/** What the buyer of the marketplace with credits is told, and what else they can do. */
function told(at: number, changes: Partial<Order> = {}, state?: 'declined' | 'requested') {
  const order = aPaidOrder({ status: 'PLACED', ...changes });
  const cancellation = state ? aRequest(poshmark, state) : null;
  const { outcome, ruleId, alternatives } = decide(poshmark, order, { actor: 'buyer', now: placed + at, cancellation });
  return { outcome, alternatives, advice: verdictOf(poshmark, ruleId).advice ?? [] };
}

const offer = { facts: { fromOffer: true } };
const permitted = [
  told(hour),
  told(4 * hour),
  told(hour, offer),
  told(8 * day),
  told(8 * day, offer),
  told(4 * hour, {}, 'declined'),
];

describe('what the buyer is told before confirming', () => {
  it('PM-6 PM-17 is to review the order, to ask first, and that cancelling often hurts', () => {
    for (const { outcome, advice } of permitted) {
      assert.ok(outcome === 'cancel' || outcome === 'request', outcome);
      for (const code of ['review-order', 'message-first', 'consider-similar', 'cancelling-often-hurts']) {
        assert.ok(advice.includes(code), `${code} in ${advice}`);
      }
    }
  });

  it('PM-15 is to stay calm and look for common ground, once the seller has refused', () => {
    assert.equal(told(4 * hour, {}, 'declined').advice[0], 'stay-calm');
    assert.ok(!told(4 * hour).advice.includes('stay-calm'), 'not before there is a conflict');
  });

  it('PM-10 is how to reach support, wherever nobody but the seller can cancel', () => {
    assert.ok(told(4 * hour).alternatives.includes('contact-support'), 'after three hours');
    assert.ok(told(hour, offer).alternatives.includes('contact-support'), 'of an accepted offer');
    assert.ok(told(4 * hour, {}, 'declined').alternatives.includes('escalate'), 'once refused');
    assert.ok(told(50 * hour, {}, 'requested').alternatives.includes('escalate'), 'once unanswered');
  });

  const words: [language: string, calm: RegExp, common: RegExp, often: RegExp][] = [
    ['en', /calm/, /common ground/, /reputation/],
    ['de', /ruhig/, /gemeinsame/, /Ruf/],
    ['ar', /الهدوء/, /مشترك/, /بسمعتك/],
  ];
  for (const [language, calm, common, often] of words) {
    it(`PM-15 PM-17 is worded in ${language}`, () => {
      const texts = textsIn(language);
      const text = (key: string) => texts[key] ?? '';
      assert.match(text('advice.stay-calm'), calm);
      assert.match(text('advice.stay-calm'), common);
      assert.match(text('advice.cancelling-often-hurts'), often);
      const codes = permitted.flatMap(({ advice, alternatives }) => [
        ...advice.map((code) => `advice.${code}`),
        ...alternatives.flatMap((code) => [`instead.${code}`, `way.${code}`]),
      ]);
      for (const key of codes) assert.ok(text(key).length > 3, `${key} in ${language}`);
    });
  }
});

describe('the template of a message', () => {
  // A polite greeting, a brief reason, an apology, thanks.
  const parts: [language: string, greeting: RegExp, reason: RegExp, apology: RegExp, thanks: RegExp][] = [
    ['en', /^Hello /, /Reason: /, /sorry/, /Thank you/],
    ['de', /^Guten Tag /, /Grund: /, /entschuldigen/, /Dank/],
    ['ar', /^مرحبًا /, /السبب: /, /أعتذر/, /شكرًا/],
  ];
  for (const [language, ...four] of parts) {
    it(`PM-8 greets, leaves room for the reason, apologises and thanks, in ${language}`, () => {
      for (const [key, to] of [
        ['message.template', '{seller}'],
        ['message.template-seller', '{buyer}'],
      ] as const) {
        const template = textsIn(language)[key] ?? '';
        for (const part of four) assert.match(template, part);
        assert.ok(template.includes(to) && template.includes('{number}'), 'names who is written to, and which order');
        assert.ok(template.length < 300, 'brief');
      }
    });
  }
});
