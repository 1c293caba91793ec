// A shop to begin with: its orders are JSON in a database of their own. Put your own in the place of `order` and `change`.
import Database from 'libsql';
import { stepwiseShop } from 'order-cancel-elements/server';

const database = new Database(process.env.SHOP_DATABASE ?? 'shop.sqlite');
database.exec('CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, number TEXT UNIQUE, body TEXT NOT NULL)');
// One row for each thing that was done: what is asked for twice is done once.
database.exec('CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, order_id TEXT, effect TEXT)');

const bodyOf = (row) => (row ? JSON.parse(row.body) : null);
const order = async (id) => bodyOf(database.prepare('SELECT body FROM orders WHERE id = ?').get(id));
const orderByNumber = async (number) =>
  bodyOf(database.prepare('SELECT body FROM orders WHERE number = ?').get(number));

/** Does one thing to an order, and notes its key, both or neither. */
const change = (work) => ({
  repeatable: true,
  run: ({ orderId, effect, key }) =>
    database.transaction(() => {
      if (
        database.prepare('INSERT OR IGNORE INTO done VALUES (?, ?, ?)').run(key, orderId, JSON.stringify(effect))
          .changes === 0
      )
        return;
      const found = bodyOf(database.prepare('SELECT body FROM orders WHERE id = ?').get(orderId));
      work(found, effect);
      found.revision = `r${Number(found.revision.slice(1)) + 1}`;
      database.prepare('UPDATE orders SET body = ? WHERE id = ?').run(JSON.stringify(found), orderId);
    })(),
});

/** Is only written down, in the table `done`: what it means is your shop's. */
const noted = change(() => {});

const steps = {
  status: change((found, { status }) => {
    found.status = status;
  }),
  lines: change((found, { lines }) => {
    for (const { id, quantity } of lines) found.lines.find((line) => line.id === id).cancelledQuantity = quantity;
  }),
  // Call your payment provider here, with the key as its idempotency key.
  refund: change((found, { amount }) => {
    found.payment.refunded.amount += amount.amount;
  }),
  void: change((found, { amount }) => {
    found.payment.authorized.amount -= amount.amount;
  }),
  notices: change((found, { notices }) => {
    found.notices = notices;
  }),
  // Put the items back into your stock here, and take them out again.
  stock: noted,
  unstock: noted,
  coupons: noted,
  fee: noted,
  'removal-requests': noted,
  strike: noted,
  penalty: noted,
  remark: noted,
  'hold-fulfilment': noted,
  'release-fulfilment': noted,
};

/** An order to try it with, just placed, in the first status that the policy calls open. */
function begin(policy) {
  const [status = 'PLACED'] = Object.entries(policy.statuses).find(([, { phase }]) => phase === 'open') ?? [];
  const money = (amount) => ({ amount, currency: 'EUR' });
  const placedAt = new Date().toISOString();
  const first = {
    id: '1001',
    number: '1001',
    status,
    placedAt,
    paidAt: placedAt,
    total: money(4500),
    payment: { method: 'card', paid: money(4500), refunded: money(0) },
    lines: [{ id: 'l1', sku: 'mug', title: 'Mug', quantity: 1, unitPrice: money(4500) }],
    buyer: { id: 'buyer-1', name: 'Ada Martins', status: 'active' },
    seller: { id: 'shop', name: 'My shop', status: 'active' },
    revision: 'r1',
  };
  database.prepare('INSERT OR IGNORE INTO orders VALUES (?, ?, ?)').run(first.id, first.number, JSON.stringify(first));
}

export async function connect({ policy, journal, onDone }) {
  begin(policy);
  return {
    shop: stepwiseShop({ read: { order, orderByNumber }, steps, journal, onDone }),
    // Everybody is this buyer: put your own sign-in here before anybody else reaches the port.
    authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
  };
}
