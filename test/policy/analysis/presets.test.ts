import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analysePolicy, decide } from '../../../src/policy/index.ts';
import { presets } from '../../domain/vectors.ts';

/** What is found in each preset that is shipped: code, rule and place. Whatever is not explained here is a fault. */
const explained: Record<string, string[]> = {
  poshmark: [
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
  bricklink: [
    // BL-5: the marketplace knows no time to answer; there is a reminder after three days.
    'request-without-timer buyer-request lifecycle',
    // The statuses are named so that one that is added later is permitted nothing.
    'part-always-holds seller-cancel rules.12.when.all.1',
    'part-always-holds buyer-request rules.13.when.all.1',
  ],
  'b2b-supplier': [
    // As in bricklink: statuses that are added later.
    'part-always-holds buyer-processing rules.5.when.all.1',
    // B2B-1: it is the buyer’s cancellation alone.
    'role-without-action null rules',
    'alternative-without-link cancelled rules.0.then.alternatives.1',
    'alternative-without-link delivered rules.1.then.alternatives.1',
    'alternative-without-link buyer-pending rules.3.then.alternatives.1',
  ],
  'shop-builder': [
    // SB-5: merchants answer when they like.
    'request-without-timer customer-request lifecycle',
    // As in bricklink: statuses that are added later.
    'part-always-holds merchant-cancel rules.4.when.all.1',
    'part-always-holds customer-request rules.5.when.all.1.any.2.all.0',
    'part-always-holds contact-only rules.6.when.all.1',
    'alternative-without-link cancelled rules.0.then.alternatives.1',
    'alternative-without-link shipped rules.2.then.alternatives.0',
  ],
  'eu-withdrawal': [
    // It has no rules of its own: it is combined with a shop’s policy.
    'role-without-action null rules',
    'status-stuck null statuses.eu-withdrawal',
    'role-without-action null rules',
  ],
  amazon: [
    // Sellers are urged to answer, but no time is named.
    'request-without-timer buyer-request lifecycle',
    'alternative-without-link cancelled rules.0.then.alternatives.0',
    'alternative-without-link shipped rules.1.then.alternatives.0',
    'alternative-without-link pending rules.6.then.alternatives.0',
  ],
  ebay: [
    'alternative-without-link case-exists rules.1.then.alternatives.0',
    'alternative-without-link buyer-shipped rules.3.then.alternatives.0',
  ],
  etsy: [
    // Only the seller cancels; a buyer writes to them.
    'role-without-action null rules',
    // As in bricklink: statuses that are added later.
    'part-always-holds seller rules.2.when.all.1',
    'alternative-without-link delivered rules.1.then.alternatives.0',
  ],
  mercari: [
    'alternative-without-link buyer-shipped rules.3.then.alternatives.0',
    'alternative-without-link buyer-shipped rules.3.then.alternatives.1',
  ],
  shopee: ['alternative-without-link picked-up rules.1.then.alternatives.0'],
  'adobe-commerce': [
    // On hold it is for the shop, which cancels in its own back office: the cancellation of the store front is the customer’s alone.
    'status-stuck null statuses.holded',
    'role-without-action null rules',
  ],
  'shopify-self-serve': [
    // Apps of this kind leave the merchant as much time as they like.
    'request-without-timer buyer-eu lifecycle',
    // As in bricklink: statuses that are added later.
    'part-always-holds buyer-eu rules.4.when.all.2',
    'part-always-holds buyer-elsewhere rules.5.when.all.1',
    'part-always-holds seller rules.7.when.all.1',
    'alternative-without-link cancelled rules.0.then.alternatives.0',
    'alternative-without-link fulfilled rules.1.then.alternatives.0',
  ],
  vtex: [
    // The store approves when it likes.
    'request-without-timer buyer-request lifecycle',
    'alternative-without-link partly-invoiced rules.1.then.alternatives.0',
    'alternative-without-link partly-invoiced rules.1.then.alternatives.1',
  ],
  woocommerce: [
    // The plug-ins know no time to answer.
    'request-without-timer buyer-request lifecycle',
  ],
  'digital-goods': [
    // What is outside of the rules is looked at; how soon is not said.
    'request-without-timer ask-anyway lifecycle',
    // The sources know no cancellation by the seller.
    'role-without-action null rules',
  ],
  'event-tickets': ['alternative-without-link too-late rules.5.then.alternatives.0'],
  grocery: [
    // After the cut-off all of the price of what is fresh is kept.
    'fee-implausible after-cut-off rules.5.then.refund.fee.basisPoints',
    // The sources know no cancellation by the seller: what is out of stock is left out of the delivery.
    'role-without-action null rules',
    'alternative-without-link cancelled rules.0.then.alternatives.0',
  ],
  'pre-orders': ['alternative-without-link shipped rules.1.then.alternatives.0'],
  'print-on-demand': [
    // A printer is asked, and answers when it can.
    'request-without-timer sent lifecycle',
  ],
};

describe('analysePolicy, of the presets', () => {
  for (const [name, policy] of Object.entries(presets)) {
    it(`finds in ${policy.id} what is explained, and nothing else`, () => {
      const findings = analysePolicy(policy);
      const found = findings.map(({ code, ruleId, path }) => `${code} ${ruleId} ${path.join('.')}`);
      assert.deepEqual(found.sort(), explained[name]?.toSorted());
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
