import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/entries.mjs';
import { type Graphql, graphqlOf } from '../../src/server/shops/vendure/vendure-api.ts';
import { dyingEnv, endOf } from './killing.ts';
import type { Stock } from './race.ts';

const here = join(root, 'examples/vendure/shop');

/** How a payment behaves: see examples/vendure/shop/vendure.cjs. */
export interface Paying {
  refunds?: 'settled' | 'pending' | 'fails-once';
  reserve?: boolean;
}

/** A Vendure of one's own, in memory, or in a PostgreSQL by the variables that its clients read. */
export async function startVendure(database: Record<string, string> = {}) {
  let child: ChildProcess;
  process.once('exit', () => child.kill('SIGKILL'));
  const start = (port: string): Promise<string> => {
    child = spawn(process.execPath, ['vendure.cjs'], {
      cwd: here,
      env: { ...process.env, ...dyingEnv, ...database, PORT: port },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('Vendure has ended')));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const { ready } = line.startsWith('{"ready"') ? JSON.parse(line) : { ready: '' };
        if (ready) resolve(ready);
      });
    });
  };
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return endOf(child);
  };
  const url = await start('0');
  return {
    ...(await vendureAt(url)),
    url,
    /** Ends it in the middle of whatever it does; `again` starts it where it was, in a database that outlives it. */
    crash: () => end('SIGKILL'),
    dead: () => endOf(child),
    again: () => start(new URL(url).port),
    stop: () => end('SIGTERM'),
  };
}

/** What tests ask of a Vendure, as its customers and its staff do. */
export async function vendureAt(url: string) {
  const [adminUrl, shopUrl] = [`${url}/admin-api`, `${url}/shop-api`];
  const timeout = 20_000;

  /** The token that a mutation brings along in a header. */
  const signIn = async (at: string, query: string, variables: object): Promise<string> => {
    const answer = await fetch(at, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const token = answer.headers.get('vendure-auth-token');
    if (!token) throw new Error(`no token: ${await answer.text()}`);
    return token;
  };
  const login = 'mutation ($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }';
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const administrator = async () => bearer(await signIn(adminUrl, login, { u: 'superadmin', p: 'superadmin' }));
  const headers = await administrator();
  const admin: Graphql = graphqlOf({ url: adminUrl, headers, timeout });
  let people = 0;

  /** Puts goods of an order into a parcel, all that are left or so many of each line, and gives its id; `undefined`: it refuses. */
  const pack = async (code: string, most = Number.POSITIVE_INFINITY): Promise<string | undefined> => {
    const { orders } = await admin<{ orders: { items: { lines: { id: string; quantity: number }[] }[] } }>(
      'query ($c: String!) { orders(options: { filter: { code: { eq: $c } } }) { items { lines { id quantity } } } }',
      { c: code },
    );
    const lines = orders.items[0]!.lines.filter(({ quantity }) => quantity > 0);
    const input = {
      lines: lines.map(({ id, quantity }) => ({ orderLineId: id, quantity: Math.min(quantity, most) })),
      handler: {
        code: 'manual-fulfillment',
        arguments: [
          { name: 'method', value: 'parcel' },
          { name: 'trackingCode', value: '' },
        ],
      },
    };
    const { addFulfillmentToOrder: made } = await admin<{ addFulfillmentToOrder: { id?: string } }>(
      `mutation ($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input) {
        ... on Fulfillment { id } ... on ErrorResult { errorCode } } }`,
      { input },
    );
    return made.id;
  };

  return {
    adminUrl,
    shopUrl,
    headers,
    admin,
    /** Another session of an administrator. */
    administrator,
    /** Somebody with an account, signed in. */
    async customer() {
      const emailAddress = `buyer-${++people}@example.com`;
      const shop = graphqlOf({ url: shopUrl, timeout });
      const input = { emailAddress, password: 'a long password', firstName: 'Ada', lastName: `Number ${people}` };
      await shop(
        'mutation ($input: RegisterCustomerInput!) { registerCustomerAccount(input: $input) { __typename } }',
        {
          input,
        },
      );
      const token = await signIn(shopUrl, login, { u: emailAddress, p: input.password });
      return { headers: bearer(token), shop: graphqlOf({ url: shopUrl, headers: bearer(token), timeout }) };
    },
    /** Places an order over the shop's own API, as its page does: two mugs and a towel. Gives its code. */
    async place({ shop }: { shop: Graphql }, paying: Paying = {}): Promise<string> {
      const { products } = await shop<{ products: { items: { variants: { id: string; sku: string }[] }[] } }>(
        '{ products { items { variants { id sku } } } }',
        {},
      );
      const variants = products.items.flatMap((one) => one.variants);
      for (const [sku, quantity] of [
        ['MUG', 2],
        ['TOWEL', 1],
      ] as const) {
        const { id } = variants.find((one) => one.sku === sku)!;
        await shop(
          'mutation ($id: ID!, $n: Int!) { addItemToOrder(productVariantId: $id, quantity: $n) { __typename } }',
          {
            id,
            n: quantity,
          },
        );
      }
      const address = {
        fullName: 'Ada',
        streetLine1: 'Hafenstr. 1',
        city: 'Hamburg',
        postalCode: '20457',
        countryCode: 'DE',
      };
      await shop('mutation ($a: CreateAddressInput!) { setOrderShippingAddress(input: $a) { __typename } }', {
        a: address,
      });
      const { eligibleShippingMethods: methods } = await shop<{ eligibleShippingMethods: { id: string }[] }>(
        '{ eligibleShippingMethods { id } }',
        {},
      );
      await shop('mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename } }', {
        id: [methods[0]!.id],
      });
      await shop('mutation { transitionOrderToState(state: "ArrangingPayment") { __typename } }', {});
      const { addPaymentToOrder } = await shop<{ addPaymentToOrder: { code?: string } }>(
        `mutation ($m: JSON!) { addPaymentToOrder(input: { method: "card", metadata: $m }) {
          ... on Order { code } ... on ErrorResult { errorCode message } } }`,
        { m: paying },
      );
      if (!addPaymentToOrder.code) throw new Error(`no order: ${JSON.stringify(addPaymentToOrder)}`);
      return addPaymentToOrder.code;
    },
    pack,
    /** Ships an order in the shop's own back office. `false`: it refuses. */
    async ship(code: string): Promise<boolean> {
      const parcel = await pack(code);
      if (!parcel) return false;
      const { transitionFulfillmentToState: moved } = await admin<{ transitionFulfillmentToState: { state?: string } }>(
        `mutation ($id: ID!) { transitionFulfillmentToState(id: $id, state: "Shipped") {
          ... on Fulfillment { state } ... on ErrorResult { errorCode } } }`,
        { id: parcel },
      );
      return moved.state === 'Shipped';
    },
    /** Cancels an order there, and pays nothing back. */
    async cancel(code: string, as: Graphql = admin): Promise<{ errorCode?: string }> {
      const { orders } = await as<{ orders: { items: { id: string }[] } }>(
        'query ($c: String!) { orders(options: { filter: { code: { eq: $c } } }) { items { id } } }',
        { c: code },
      );
      const { cancelOrder } = await as<{ cancelOrder: { errorCode?: string } }>(
        `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on ErrorResult { errorCode } } }`,
        { input: { orderId: orders.items[0]!.id, cancelShipping: true } },
      );
      return cancelOrder;
    },
    /** What of each item is in the warehouse, and what of it is allocated to orders. */
    async stock(): Promise<Stock> {
      type Levels = { stockOnHand: number; stockAllocated: number }[];
      const { productVariants } = await admin<{ productVariants: { items: { sku: string; stockLevels: Levels }[] } }>(
        '{ productVariants { items { sku stockLevels { stockOnHand stockAllocated } } } }',
        {},
      );
      return Object.fromEntries(
        productVariants.items.map(({ sku, stockLevels: [level] }) => [
          sku,
          { onHand: level!.stockOnHand, kept: level!.stockAllocated },
        ]),
      );
    },
    /** Settles the refunds of an order that are pending, as staff does in the dashboard. */
    async settleRefunds(code: string): Promise<void> {
      const { orders } = await admin<{
        orders: { items: { payments: { refunds: { id: string; state: string }[] }[] }[] };
      }>(
        `query ($c: String!) { orders(options: { filter: { code: { eq: $c } } }) {
          items { payments { refunds { id state } } } } }`,
        { c: code },
      );
      const refunds = orders.items[0]!.payments.flatMap((payment) => payment.refunds);
      for (const { id } of refunds.filter(({ state }) => state === 'Pending')) {
        await admin(
          'mutation ($input: SettleRefundInput!) { settleRefund(input: $input) { __typename ... on ErrorResult { errorCode } } }',
          { input: { id, transactionId: 'by-hand' } },
        );
      }
    },
    /** The payment of an order there, what of it went back, and in how many refunds. */
    async payment(
      code: string,
    ): Promise<{ payment: { id: string; amount: number }; refunded: number; refunds: number }> {
      const { orders } = await admin<{
        orders: {
          items: { payments: { id: string; amount: number; refunds: { total: number; state: string }[] }[] }[];
        };
      }>(
        `query ($c: String!) { orders(options: { filter: { code: { eq: $c } } }) {
          items { payments { id amount refunds { total state } } } } }`,
        { c: code },
      );
      const payment = orders.items[0]!.payments[0]!;
      const made = payment.refunds.filter(({ state }) => state !== 'Failed');
      return { payment, refunded: made.reduce((sum, { total }) => sum + total, 0), refunds: made.length };
    },
  };
}

export type Vendure = Awaited<ReturnType<typeof startVendure>>;
