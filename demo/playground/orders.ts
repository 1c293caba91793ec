import { presetNames, sampleOrders } from 'order-cancel-elements/mocks';
import type { CancelPolicy, Order } from 'order-cancel-elements/policy';

const hour = 3_600_000;

/** Who and what all of them are about. */
const { lines, buyer, seller } = sampleOrders('poshmark')[0] as Order;

/** An order as a shop with this policy may have it in a status, placed at an instant (epoch ms): paid, shipped and so on as the status says. */
export function orderIn(policy: CancelPolicy, status: string, placed: number): Order {
  const { phase = 'open' } = policy.statuses[status] ?? {};
  const at = (hours: number): string => new Date(placed + hours * hour).toISOString();
  const { currency } = lines[0]?.unitPrice ?? { currency: 'USD' };
  const total = {
    amount: lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0),
    currency,
  };
  const isPaid = !/unpaid|await|pending/i.test(status);
  const none = { amount: 0, currency };
  return {
    id: status,
    number: status,
    status,
    placedAt: at(0),
    ...(isPaid && { paidAt: at(0.1) }),
    ...((phase === 'shipped' || phase === 'delivered') && { shippedAt: at(24) }),
    ...(phase === 'delivered' && { deliveredAt: at(72) }),
    total,
    payment: { method: 'card', paid: isPaid ? total : none, refunded: phase === 'cancelled' && isPaid ? total : none },
    lines: lines.map((line) => ({ ...line, ...factsOf(policy.lineFacts, at) })),
    ...factsOf(policy.facts, at),
    buyer,
    seller,
    revision: 'r1',
  };
}

/** Facts as they may be, where the policy has no default for them. */
function factsOf(declared: CancelPolicy['facts'], at: (hours: number) => string): Pick<Order, 'facts'> {
  const usual = { boolean: false, number: 1, string: 'usual', instant: at(240), date: at(240).slice(0, 10) };
  const facts = Object.entries(declared ?? {})
    .filter(([, one]) => one.default === undefined || one.type === 'instant' || one.type === 'date')
    .map(([name, { type }]) => [name, usual[type]]);
  return facts.length > 0 ? { facts: Object.fromEntries(facts) } : {};
}

/** Sample orders of a preset that has a shop of the demo; of another, one of each of its statuses. */
export function samplesFor(policy: CancelPolicy): Order[] {
  const known = presetNames.find((name) => name === policy.id);
  if (known) return sampleOrders(known);
  return Object.keys(policy.statuses).map((status) => orderIn(policy, status, Date.now() - hour / 2));
}

/** Past orders of a policy, one a line: of each status, asked about at every hour of their first ten days. */
export function madeUp(policy: CancelPolicy, count: number): Blob {
  const statuses = Object.keys(policy.statuses);
  const now = Date.now();
  const lines = Array.from({ length: count }, (_, at) => {
    const order = orderIn(policy, statuses[at % statuses.length] ?? '', now - (at % 240) * hour);
    return JSON.stringify({ order: { ...order, id: `${at}`, number: `${at}` }, actor: 'buyer', now });
  });
  return new Blob([lines.join('\n')]);
}
