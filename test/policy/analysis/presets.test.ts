import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analysePolicy, type CancelPolicy, decide } from '../../../src/policy/index.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';

/** What is found in each preset that is shipped: code, rule and place. Whatever is not explained here is a fault. */
const explained: [CancelPolicy, string[]][] = [
  [
    poshmark,
    [
      // `shipped` is one condition for several rules: where this one asks it, what is delivered is ruled out beside it.
      'part-never-decides agreed-after-shipping rules.1.when.all.2.any.2',
      // `not shipped` is said for open requests, when the rules before are not asked; the status is asked beside it.
      'part-never-decides buyer-seven-days rules.5.when.all.3.not.any.0',
      // PM-3: three hours at once, then by request, and after seven days without a shipment at once again.
      'flip-flop buyer-seven-days rules.5',
      // The shop that takes the preset adds the addresses that it has.
      'alternative-without-link cancelled rules.0.then.alternatives.1',
      'alternative-without-link buyer-offer rules.9.then.alternatives.1',
    ],
  ],
  [
    bricklink,
    [
      // BL-5: the marketplace knows no time to answer; there is a reminder after three days.
      'request-without-timer buyer-request lifecycle',
      // The statuses are named so that one that is added later is permitted nothing.
      'part-always-holds seller-cancel rules.12.when.all.1',
      'part-always-holds buyer-request rules.13.when.all.1',
    ],
  ],
  [
    b2bSupplier,
    [
      // As in bricklink: statuses that are added later.
      'part-always-holds buyer-processing rules.5.when.all.1',
      // B2B-1: it is the buyer’s cancellation alone.
      'role-without-action null rules',
      'alternative-without-link cancelled rules.0.then.alternatives.1',
      'alternative-without-link delivered rules.1.then.alternatives.1',
      'alternative-without-link buyer-pending rules.3.then.alternatives.1',
    ],
  ],
  [
    shopBuilder,
    [
      // SB-5: merchants answer when they like.
      'request-without-timer customer-request lifecycle',
      // As in bricklink: statuses that are added later.
      'part-always-holds merchant-cancel rules.4.when.all.1',
      'part-always-holds customer-request rules.5.when.all.1.any.2.all.0',
      'part-always-holds contact-only rules.6.when.all.1',
      'alternative-without-link cancelled rules.0.then.alternatives.1',
      'alternative-without-link shipped rules.2.then.alternatives.0',
    ],
  ],
  [
    euWithdrawal,
    [
      // It has no rules of its own: it is combined with a shop’s policy.
      'role-without-action null rules',
      'status-stuck null statuses.eu-withdrawal',
      'role-without-action null rules',
    ],
  ],
];

describe('analysePolicy, of the presets', () => {
  for (const [policy, expected] of explained) {
    it(`finds in ${policy.id} what is explained, and nothing else`, () => {
      const findings = analysePolicy(policy);
      const found = findings.map(({ code, ruleId, path }) => `${code} ${ruleId} ${path.join('.')}`);
      assert.deepEqual(found.sort(), [...expected].sort());
    });

    it(`shows in ${policy.id} an order that decide can be run on`, () => {
      for (const { witness, ruleId, code } of analysePolicy(policy)) {
        if (!witness) continue;
        const decision = decide(policy, witness.order, witness.context);
        assert.notEqual(decision.reason, 'order-unreadable', code);
        if (ruleId !== null) assert.equal(decision.ruleId, ruleId, code);
      }
    });
  }
});
