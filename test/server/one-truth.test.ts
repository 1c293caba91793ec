import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { actions } from '../../src/domain/lifecycle/actions.ts';
import { type ActionInput, applyAction } from '../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { type Actor, type Cancellation, cancellationStates, type Order } from '../../src/domain/records.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import b2bSupplier from '../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryStore } from '../../src/server/index.ts';
import { aDisputePolicy } from '../domain/lifecycle-fixtures.ts';
import { ago, anOrder, aServer, days, hours, start, usd } from './setup.ts';

const people: Record<Actor, string> = { buyer: 'buyer', seller: 'seller', platform: 'support' };
const demanding: CancelPolicy = {
  ...aDisputePolicy('P30D', { acceptReason: 'required' }),
  reasons: {
    buyer: { demand: 'required', choices: [{ code: 'mind' }, { code: 'cheaper', valid: false }] },
    seller: { demand: 'optional', choices: [{ code: 'sold-out' }] },
  },
  comments: { seller: 'required' },
  rules: aDisputePolicy().rules.map((rule) => ({ ...rule, then: { ...rule.then, contact: 'required' as const } })),
};
const policies = [b2bSupplier, bricklink, poshmark, shopBuilder, aDisputePolicy('P30D'), demanding];

/** What both sides say of an input: the code of a refusal, or `null`. */
async function answersTo(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  actor: Actor,
  { action, ...said }: ActionInput,
): Promise<{ domain: string | null; server: string | null }> {
  const reference = { id: policy.id, version: policy.version, hash: policyHash(policy) };
  const cancellations = cancellation ? [{ ...cancellation, policy: reference }] : [];
  const context = { actor, now: start, id: 'new', policy: reference, cancellations };
  const input = { action, ...said } as ActionInput;
  const applied = applyAction(policy, order, cancellations[0] ?? null, input, context);
  const store = memoryStore({ cancellations });
  const { post } = aServer({ policies: [policy], orders: [order], store });
  const opens = action === 'cancel' || action === 'request';
  const sent = { as: people[actor], match: `"${order.revision}"` };
  const { status, problem } = opens
    ? await post('/orders/o1/cancellation', { action, policyHash: reference.hash, ...said }, sent)
    : await post(`/cancellations/${cancellation?.id ?? 'none'}/${action}`, said, sent);
  const code = status < 300 ? null : problem.code;
  return {
    domain: applied.ok ? null : applied.code,
    // Who never has an action is told nothing at all.
    server: code === 'not-found' ? 'illegal-transition' : code,
  };
}

const inputs: fc.Arbitrary<ActionInput> = fc.record(
  {
    action: fc.constantFrom('cancel' as const, 'request' as const, ...actions),
    reason: fc.constantFrom('mind', 'cheaper', 'sold-out', 'buyer-asked', 'unpaid', 'mutual-agreement', 'nonsense'),
    comment: fc.constantFrom('', ' ', 'said'),
    lines: fc.constantFrom([{ id: 'l1', quantity: 1 }], [{ id: 'l2', quantity: 9 }], [{ id: 'none', quantity: 1 }]),
    contacted: fc.constantFrom({ statedAt: ago(0) }, { statedAt: ago(-days(1)) }, { messageId: 'm' }),
    message: fc.constantFrom('', 'Please.'),
    refund: fc.constantFrom({ method: 'credits' }, { method: 'original' }, { method: 'original', amount: 4500 }),
    restock: fc.boolean(),
    restoreCoupons: fc.boolean(),
    inventory: fc.constantFrom([], [{ lineId: 'l1', action: 'delete' as const }]),
    acknowledged: fc.constantFrom([], ['recapture', 'repayment', 'coupons', 'stock']),
    outcome: fc.constantFrom('cancel' as const, 'decline' as const),
    policyHash: fc.constant('0'.repeat(64)),
  },
  { requiredKeys: ['action'] },
);
/** The members that a body may not have at all are refused before anybody reads it. */
const opening = ['lines', 'message', 'contacted'];
const acting = ['acknowledged', 'outcome'];
const bodied = inputs.map((input): ActionInput => {
  const unknown = input.action === 'cancel' || input.action === 'request' ? acting : opening;
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => !unknown.includes(name)),
  ) as unknown as ActionInput;
});
/** As a page sends it: most often only what the action has. */
const sensible = inputs.map(({ action, reason, comment, contacted, outcome }): ActionInput => {
  const opens = action === 'cancel' || action === 'request';
  return {
    action,
    ...(reason !== undefined && { reason }),
    ...(comment !== undefined && { comment }),
    ...(opens && contacted && { contacted }),
    ...(action === 'resolve' && outcome && { outcome }),
  };
});

const orders = fc.record({ status: fc.nat(20), shipped: fc.boolean(), currency: fc.constantFrom('USD', 'USD', 'EUR') });
const requests = fc.option(
  fc.record({
    state: fc.constantFrom(...cancellationStates),
    requestedBy: fc.constantFrom<Actor>('buyer', 'seller', 'platform'),
  }),
);

describe('the answer to whoever wants something done', () => {
  it('is the same by the rules and from the server, whatever is asked', async () => {
    const seen = new Set<string | null>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...policies),
        orders,
        requests,
        fc.constantFrom<Actor>('buyer', 'seller', 'platform'),
        fc.oneof(bodied, sensible),
        async (policy, { status, shipped, currency }, request, actor, input) => {
          const statuses = Object.keys(policy.statuses);
          const order = anOrder({
            status: statuses[status % statuses.length] as string,
            // What was shipped ends a request as soon as anybody looks.
            ...(shipped && !request && { shippedAt: ago(hours(0.5)) }),
            payment: { method: 'card', paid: usd(4500), refunded: { amount: 0, currency } },
          });
          const { phase = 'open' } = policy.statuses[order.status] ?? {};
          // So does what the shop has cancelled by itself.
          const isAsked = ['requested', 'escalated', 'disputed'].includes(request?.state ?? '');
          const early = !['shipped', 'delivered', ...(isAsked ? ['cancelling', 'cancelled'] : [])].includes(phase);
          const cancellation = request && early ? aCancellation(order, policy, request) : null;
          const { domain, server } = await answersTo(policy, order, cancellation, actor, input);
          seen.add(domain);
          assert.equal(server, domain);
        },
      ),
      { numRuns: 600 },
    );
    for (const code of [null, 'decision-changed', 'illegal-transition', 'invalid-request', 'reason-invalid']) {
      assert.ok(seen.has(code), `${code} was among them`);
    }
  });

  it('B2B-7 is that the other side has to be contacted, where nobody says that it was', async () => {
    const order = anOrder({ status: 'PROCESSING' });
    const answers = await answersTo(b2bSupplier, order, null, 'buyer', { action: 'cancel' });
    assert.deepEqual(answers, { domain: 'contact-required', server: 'contact-required' });
  });

  it('PM-1 is yes to a buyer who names the only way that the policy gives money back, and no to any other', async () => {
    const ask = (method: string) =>
      answersTo(poshmark, anOrder(), null, 'buyer', { action: 'cancel', refund: { method } });
    assert.deepEqual(await ask('credits'), { domain: null, server: null });
    assert.deepEqual(await ask('cash'), { domain: 'invalid-request', server: 'invalid-request' });
  });
});

function aCancellation(
  order: Order,
  policy: CancelPolicy,
  { state, requestedBy }: { state: Cancellation['state']; requestedBy: Actor },
): Cancellation {
  const settled = state === 'cancelled' || state === 'refunding';
  const lives = state === 'cancelled' && !policy.statuses[order.status]?.phase.startsWith('cancel');
  return {
    id: 'c1',
    orderId: order.id,
    kind: 'cancellation',
    state,
    requestedBy,
    requestedAt: ago(hours(0.5)),
    reason: null,
    comment: null,
    lines: null,
    previousStatus: Object.keys(policy.statuses)[0] as string,
    respondBy: ago(-days(1)),
    policy: { id: policy.id, version: policy.version, hash: policyHash(policy) },
    refund: settled
      ? { due: usd(4500), refunded: usd(0), method: 'original', status: state === 'cancelled' ? 'failed' : 'pending' }
      : null,
    decision: null,
    // What goes on though it was cancelled is noticed as soon as anybody looks.
    ...(lives && { reopenedAt: ago(0) }),
    revision: order.revision,
  };
}
