// A Vendure of one's own: in memory (SQL.js), or in PostgreSQL with PGHOST and what else its clients read. Prints a line of JSON when it
// is ready. BANK: a file in which its payment provider keeps what it has paid back.
process.env.VENDURE_DISABLE_TELEMETRY = 'true';

const { appendFileSync, mkdtempSync, readFileSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const {
  bootstrap,
  DefaultLogger,
  JobQueueService,
  LogLevel,
  PaymentMethodHandler,
  Product,
  TransactionalConnection,
} = require('@vendure/core');
const { importProductsFromCsv, populateInitialData } = require('@vendure/core/cli');

const { PORT = '0', PGHOST, SUPERADMIN = 'superadmin', BANK } = process.env;

/** A provider pays once for each key, and knows that whatever becomes of the shop. */
function payBack(key, amount) {
  if (BANK && !readFileSync(BANK, 'utf8').includes(`${key} `)) appendFileSync(BANK, `${key} ${amount}\n`);
}

/** Payments that a first refund has failed for. */
const failed = new Set();

/** Charges at once, and gives money back as the payment's `refunds` says: `settled`, `pending`, or `fails-once`. */
const card = new PaymentMethodHandler({
  code: 'card',
  description: [{ languageCode: 'en', value: 'Card' }],
  args: {},
  createPayment: (_ctx, _order, amount, _args, { reserve, ...metadata }) => ({
    amount,
    state: reserve ? 'Authorized' : 'Settled',
    transactionId: `${Date.now()}-${Math.random()}`,
    metadata,
  }),
  settlePayment: () => ({ success: true }),
  cancelPayment: () => ({ success: true }),
  createRefund(_ctx, { reason }, amount, _order, payment) {
    const { refunds = 'settled' } = payment.metadata;
    if (refunds === 'pending') return { state: 'Pending', metadata: {} };
    if (refunds === 'fails-once' && !failed.has(payment.id)) {
      failed.add(payment.id);
      return { state: 'Failed', metadata: {} };
    }
    // The reason names the refund: the provider's key, since Vendure forgets a refund that it was stopped in.
    payBack(reason, amount);
    return { state: 'Settled', transactionId: `${payment.id}-${Date.now()}`, metadata: {} };
  },
});

const products = `name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets
Enamel mug,enamel-mug,A mug,,,,,MUG,12.00,standard,100000,true,,
Linen towel,linen-towel,A towel,,,,,TOWEL,8.50,standard,100000,true,,
`;

/** What a shop has to have before anybody can order there. */
async function populate(app) {
  await populateInitialData(app, {
    defaultLanguage: 'en',
    defaultZone: 'Europe',
    countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
    taxRates: [{ name: 'standard', percentage: 20 }],
    shippingMethods: [{ name: 'Parcel', price: 500 }],
    paymentMethods: [{ name: 'Card', handler: { code: 'card', arguments: [] } }],
    collections: [],
  });
  const csv = join(mkdtempSync(join(tmpdir(), 'vendure-')), 'products.csv');
  writeFileSync(csv, products);
  await importProductsFromCsv(app, csv, 'en');
}

async function main() {
  const app = await bootstrap({
    apiOptions: { hostname: '127.0.0.1', port: Number(PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: {
      tokenMethod: ['bearer', 'cookie', 'api-key'],
      requireVerification: false,
      superadminCredentials: { identifier: SUPERADMIN, password: SUPERADMIN },
      cookieOptions: { secret: 'an example has no secrets' },
    },
    dbConnectionOptions: { type: PGHOST ? 'postgres' : 'sqljs', synchronize: true },
    paymentOptions: { paymentMethodHandlers: [card] },
    logger: new DefaultLogger({ level: LogLevel.Error, timestamp: false }),
  });
  const known = await app.get(TransactionalConnection).rawConnection.getRepository(Product).count();
  if (known === 0) await populate(app);
  await app.get(JobQueueService).start();
  const { port } = app.getHttpServer().address();
  console.log(JSON.stringify({ ready: `http://127.0.0.1:${port}` }));
  process.once('SIGTERM', () => app.close().then(() => process.exit(0)));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
