import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/entries.mjs';
import { type Rest, restOf } from '../../src/server/shops/medusa/medusa-api.ts';
import { dyingEnv, endOf } from './killing.ts';
import type { Stock } from './race.ts';

const here = join(root, 'examples/medusa/shop');
const timeout = 60_000;

/** How a payment behaves: see examples/medusa/shop/card. */
export interface Paying {
  refunds?: 'settled' | 'fails-once';
  reserve?: boolean;
}

/** A buyer with an account, signed in. */
export interface Customer {
  /** What their requests bring along. */
  headers: Record<string, string>;
  store: Rest;
}

/** What a Medusa says when it is ready. */
interface Ready {
  ready: string;
  publishableKey: string;
  /** Said once, when its shop is made. */
  secretKey: string;
}

/** Where a Medusa is, the storefront's key, and what staff's requests bring along. */
interface Place {
  url: string;
  publishableKey: string;
  headers: Record<string, string>;
}

/** A Medusa of one's own, in a PostgreSQL that is reached by a socket in the folder `host`. */
export async function startMedusa(
  { host, user, database }: { host: string; user: string; database: string },
  others: Record<string, string> = {},
) {
  const env = {
    ...process.env,
    ...dyingEnv,
    ...others,
    DATABASE_URL: `postgres://${user}@${encodeURIComponent(host)}/${database}`,
    // A line of its own for each order that it cancels, otherwise.
    NODE_NO_WARNINGS: '1',
  };
  let child: ChildProcess;
  process.once('exit', () => child.kill('SIGKILL'));
  const start = (port: string, others: Record<string, string> = {}): Promise<Ready> => {
    child = spawn(process.execPath, ['medusa.js'], {
      cwd: here,
      env: { ...env, ...others, PORT: port },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('Medusa has ended')));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        if (line.startsWith('{"ready"')) resolve(JSON.parse(line));
      });
    });
  };
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return endOf(child);
  };
  const { ready: url, publishableKey, secretKey } = await start('0');
  return {
    ...medusaAt({ url, publishableKey, headers: { Authorization: `Basic ${btoa(`${secretKey}:`)}` } }),
    url,
    publishableKey,
    secretKey,
    /** Ends it in the middle of whatever it does; `again` starts it where it was. */
    crash: () => end('SIGKILL'),
    dead: () => endOf(child),
    // Its tables are there: to look at them again takes longer than all the rest of it.
    again: () => start(new URL(url).port, { MIGRATE: 'no' }),
    stop: () => end('SIGTERM'),
  };
}

/** What tests ask of a Medusa, as its customers and, by `headers`, its staff do. */
export function medusaAt({ url, publishableKey, headers }: Place) {
  const admin = restOf({ url, headers, timeout });
  const keyed = { 'x-publishable-api-key': publishableKey };
  const storeOf = (headers: Record<string, string> = {}) => restOf({ url, headers: { ...keyed, ...headers }, timeout });

  /** What everybody orders: two mugs and a towel, by parcel. Asked for once. */
  let wares: Promise<{ region: string; items: { variant_id: string; quantity: number }[] }> | undefined;
  const readWares = async () => {
    const store = storeOf();
    const { regions } = await store<{ regions: { id: string }[] }>('GET', '/store/regions');
    const { products } = await store<{ products: { variants: { id: string; sku: string }[] }[] }>(
      'GET',
      '/store/products?fields=*variants',
    );
    const variants = products.flatMap((one) => one.variants);
    const idOf = (sku: string): string => variants.find((one) => one.sku === sku)!.id;
    const items = [
      { variant_id: idOf('MUG'), quantity: 2 },
      { variant_id: idOf('TOWEL'), quantity: 1 },
    ];
    return { region: regions[0]!.id, items };
  };
  let people = 0;

  interface Found {
    items: { id: string; quantity: number }[];
    payment_collections: {
      payments: { id: string; captures: { amount: number }[]; refunds: { amount: number; note: string | null }[] }[];
    }[];
  }
  const fields =
    '*items,*items.detail,payment_collections.payments.captures.amount,payment_collections.payments.refunds.*';
  const find = async (id: string): Promise<Found> =>
    (await admin<{ order: Found }>('GET', `/admin/orders/${id}?fields=${fields}`)).order;
  /** Takes goods of an order out of stock and into a parcel, and gives its id. */
  const pack = async (id: string): Promise<string> => {
    const { items } = await find(id);
    const body = { items: items.map(({ id, quantity }) => ({ id, quantity })) };
    const { order } = await admin<{ order: { fulfillments: { id: string; canceled_at: string | null }[] } }>(
      'POST',
      `/admin/orders/${id}/fulfillments?fields=*fulfillments`,
      body,
    );
    return order.fulfillments.find(({ canceled_at }) => canceled_at === null)!.id;
  };

  return {
    admin,
    async customer(): Promise<Customer> {
      const body = { email: `buyer-${++people}@example.com`, password: 'a long password' };
      const nobody = restOf({ url, headers: {}, timeout });
      const bearer = ({ token }: { token: string }) => ({ Authorization: `Bearer ${token}` });
      const registering = bearer(await nobody('POST', '/auth/customer/emailpass/register', body));
      const person = { email: body.email, first_name: 'Ada', last_name: `Number ${people}` };
      await storeOf(registering)('POST', '/store/customers', person);
      const headers = bearer(await nobody('POST', '/auth/customer/emailpass', body));
      return { headers, store: storeOf(headers) };
    },
    /** Places an order over the Store API, as a storefront does. Gives its id. */
    async place({ store }: Customer, paying: Paying = {}): Promise<string> {
      wares ??= readWares();
      const { region, items } = await wares;
      const address = { first_name: 'Ada', address_1: 'Hafenstr. 1', city: 'Hamburg', postal_code: '20457' };
      const { cart } = await store<{ cart: { id: string } }>('POST', '/store/carts', {
        region_id: region,
        items,
        shipping_address: { ...address, last_name: 'Lovelace', country_code: 'de' },
      });
      const { shipping_options: options } = await store<{ shipping_options: { id: string }[] }>(
        'GET',
        `/store/shipping-options?cart_id=${cart.id}`,
      );
      await store('POST', `/store/carts/${cart.id}/shipping-methods`, { option_id: options[0]!.id });
      const { payment_collection: payment } = await store<{ payment_collection: { id: string } }>(
        'POST',
        '/store/payment-collections',
        { cart_id: cart.id },
      );
      await store('POST', `/store/payment-collections/${payment.id}/payment-sessions`, {
        provider_id: 'pp_card_card',
        data: paying,
      });
      const { order } = await store<{ order?: { id: string } }>('POST', `/store/carts/${cart.id}/complete`);
      if (!order) throw new Error('the cart became no order');
      return order.id;
    },
    pack,
    /** Packs an order and hands it over, in the shop's own back office. `false`: it refuses. */
    async ship(id: string): Promise<boolean> {
      try {
        const parcel = await pack(id);
        const { items } = await find(id);
        const body = { items: items.map(({ id, quantity }) => ({ id, quantity })), labels: [] };
        await admin('POST', `/admin/orders/${id}/fulfillments/${parcel}/shipments`, body);
        return true;
      } catch {
        return false;
      }
    },
    /** Cancels an order there, without anybody's knowing. */
    cancel: (id: string, as: Rest = admin): Promise<object> => as('POST', `/admin/orders/${id}/cancel`, {}),
    /** What was charged for an order, and what of it was given back, by Medusa's own ledger; in decimals. */
    async money(id: string): Promise<{ payment: string; paid: number; refunded: number; notes: (string | null)[] }> {
      const { payment_collections: collections } = await find(id);
      const payments = collections.flatMap(({ payments }) => payments);
      const sum = (list: { amount: number }[]): number => list.reduce((all, { amount }) => all + amount, 0);
      const refunds = payments.flatMap((one) => one.refunds);
      return {
        payment: payments[0]!.id,
        paid: sum(payments.flatMap(({ captures }) => captures)),
        refunded: sum(refunds),
        notes: refunds.map(({ note }) => note),
      };
    },
    /** What of each item is in the warehouse, and what of it is reserved for orders. */
    async stock(): Promise<Stock> {
      type Levels = { stocked_quantity: number; reserved_quantity: number }[];
      const { inventory_items: items } = await admin<{ inventory_items: { sku: string; location_levels: Levels }[] }>(
        'GET',
        '/admin/inventory-items?fields=sku,*location_levels',
      );
      return Object.fromEntries(
        items.map(({ sku, location_levels: [level] }) => [
          sku,
          { onHand: level!.stocked_quantity, kept: level!.reserved_quantity },
        ]),
      );
    },
    /** How many units of an order's goods are kept for it in the warehouse. */
    async reserved(id: string): Promise<number> {
      const { items } = await find(id);
      const query = new URLSearchParams(items.map((item) => ['line_item_id[]', item.id]));
      const { reservations } = await admin<{ reservations: { quantity: number }[] }>(
        'GET',
        `/admin/reservations?${query}`,
      );
      return reservations.reduce((sum, { quantity }) => sum + quantity, 0);
    },
  };
}

export type Medusa = Awaited<ReturnType<typeof startMedusa>>;
