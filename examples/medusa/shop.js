// How the storefront speaks to Medusa: its Store API, with the session's cookie.
import { publishableKey } from '/settings.js';

async function call(method, path, body, headers = {}) {
  const answer = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'x-publishable-api-key': publishableKey, ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const json = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(json.message), { status: answer.status });
  return json;
}
const bearer = ({ token }) => ({ Authorization: `Bearer ${token}` });

const ada = { email: 'ada@example.com', password: 'a long password' };

/** Signs somebody in, who has an account from the first time on. */
export async function signIn() {
  const known = await call('POST', '/auth/customer/emailpass', ada).catch((error) => {
    if (error.status === 401) return null;
    throw error;
  });
  if (!known) {
    const registering = bearer(await call('POST', '/auth/customer/emailpass/register', ada));
    const person = { email: ada.email, first_name: 'Ada', last_name: 'Lovelace' };
    await call('POST', '/store/customers', person, registering);
  }
  const signedIn = known ?? (await call('POST', '/auth/customer/emailpass', ada));
  await call('POST', '/auth/session', {}, bearer(signedIn));
}

/** Orders so many of each item, and pays for them. `paying`: how the example's payments behave. */
export async function buy(wanted, paying = {}) {
  const { regions } = await call('GET', '/store/regions');
  const { products } = await call('GET', '/store/products?fields=*variants');
  const variants = products.flatMap((one) => one.variants);
  const items = Object.entries(wanted).map(([sku, quantity]) => ({
    variant_id: variants.find((one) => one.sku === sku).id,
    quantity,
  }));
  const address = { first_name: 'Ada', address_1: 'Hafenstr. 1', city: 'Hamburg', postal_code: '20457' };
  const { cart } = await call('POST', '/store/carts', {
    region_id: regions[0].id,
    items,
    shipping_address: { ...address, last_name: 'Lovelace', country_code: 'de' },
  });
  const { shipping_options: options } = await call('GET', `/store/shipping-options?cart_id=${cart.id}`);
  await call('POST', `/store/carts/${cart.id}/shipping-methods`, { option_id: options[0].id });
  const { payment_collection: payment } = await call('POST', '/store/payment-collections', { cart_id: cart.id });
  await call('POST', `/store/payment-collections/${payment.id}/payment-sessions`, {
    provider_id: 'pp_card_card',
    data: paying,
  });
  await call('POST', `/store/carts/${cart.id}/complete`);
}

/** The orders of whoever is signed in, newest first; `null`: nobody is. */
export async function ordersOf() {
  const fields = 'id,display_id,created_at,total,currency_code,*items';
  const found = await call('GET', `/store/orders?order=-created_at&limit=50&fields=${fields}`).catch((error) => {
    if (error.status === 401) return null;
    throw error;
  });
  if (!found) return null;
  return found.orders.map(({ id, display_id, created_at, total, currency_code, items }) => ({
    id,
    number: `${display_id}`,
    placedAt: created_at,
    total: { value: total, currency: currency_code },
    items: items.map((item) => `${item.quantity} × ${item.product_title}`),
  }));
}
