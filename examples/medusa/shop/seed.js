// What a shop has to have before anybody can order there, put in by its own Admin API, once: an administrator, a region with its taxes and means
// of payment, a warehouse that ships, two products, and keys.
const email = 'admin@example.com';
const password = 'an example has no secrets';

/** Who may sign in to the Admin API; made in the process of the server, since nobody may sign in before. */
async function administrator() {
  const { container } = require('@medusajs/framework');
  const { Modules } = require('@medusajs/framework/utils');
  const [users, auth] = [container.resolve(Modules.USER), container.resolve(Modules.AUTH)];
  const [known] = await users.listUsers({ email });
  if (known) return;
  const user = await users.createUsers({ email });
  const { authIdentity, error } = await auth.register('emailpass', { body: { email, password } });
  if (error) throw new Error(error);
  await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata: { user_id: user.id } });
}

const products = [
  ['Enamel mug', 'MUG', 12],
  ['Linen towel', 'TOWEL', 8.5],
];

/** Gives the publishable key of the Store API and, the first time, a secret one of the Admin API. */
exports.seed = async function seed(url) {
  await administrator();
  let token = '';
  const call = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(json)}`);
    return json;
  };
  const get = (path) => call('GET', path);
  const post = (path, body) => call('POST', path, body);

  ({ token } = await post('/auth/user/emailpass', { email, password }));
  const { api_keys: keys } = await get('/admin/api-keys?type=publishable&q=Storefront');
  if (keys.length > 0) return { publishableKey: keys[0].token };

  const { sales_channels: channels } = await get('/admin/sales-channels');
  const channel = channels[0].id;
  await post('/admin/regions', {
    name: 'Germany',
    currency_code: 'eur',
    countries: ['de'],
    payment_providers: ['pp_system_default', 'pp_card_card'],
  });
  await post('/admin/tax-regions', {
    country_code: 'de',
    provider_id: 'tp_system',
    default_tax_rate: { name: 'VAT', code: 'vat', rate: 20 },
  });

  const { stock_location: warehouse } = await post('/admin/stock-locations', { name: 'Warehouse' });
  const at = `/admin/stock-locations/${warehouse.id}`;
  await post(`${at}/sales-channels`, { add: [channel] });
  await post(`${at}/fulfillment-providers`, { add: ['manual_manual'] });
  await post(`${at}/fulfillment-sets`, { name: 'Shipping', type: 'shipping' });
  const { stock_location: shipping } = await get(`${at}?fields=*fulfillment_sets`);
  const { fulfillment_set: set } = await post(
    `/admin/fulfillment-sets/${shipping.fulfillment_sets[0].id}/service-zones`,
    { name: 'Germany', geo_zones: [{ type: 'country', country_code: 'de' }] },
  );
  const { shipping_profile: profile } = await post('/admin/shipping-profiles', { name: 'Parcels', type: 'parcels' });
  await post('/admin/shipping-options', {
    name: 'Parcel',
    service_zone_id: set.service_zones[0].id,
    shipping_profile_id: profile.id,
    provider_id: 'manual_manual',
    price_type: 'flat',
    type: { label: 'Parcel', description: 'In three days', code: 'parcel' },
    prices: [{ currency_code: 'eur', amount: 5 }],
    rules: [
      { attribute: 'enabled_in_store', operator: 'eq', value: 'true' },
      { attribute: 'is_return', operator: 'eq', value: 'false' },
    ],
  });
  for (const [title, sku, amount] of products) {
    await post('/admin/products', {
      title,
      status: 'published',
      shipping_profile_id: profile.id,
      sales_channels: [{ id: channel }],
      options: [{ title: 'Kind', values: ['Plain'] }],
      variants: [{ title: 'Plain', sku, options: { Kind: 'Plain' }, prices: [{ currency_code: 'eur', amount }] }],
    });
    const { inventory_items: items } = await get(`/admin/inventory-items?sku=${sku}`);
    await post(`/admin/inventory-items/${items[0].id}/location-levels`, {
      location_id: warehouse.id,
      stocked_quantity: 100_000,
    });
  }
  const { api_key: secret } = await post('/admin/api-keys', { title: 'Cancellations', type: 'secret' });
  // Last: it says that all else is there.
  const { api_key: key } = await post('/admin/api-keys', { title: 'Storefront', type: 'publishable' });
  await post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel] });
  return { publishableKey: key.token, secretKey: secret.token };
};
