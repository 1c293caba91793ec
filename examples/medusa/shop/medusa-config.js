// A Medusa of one's own, on the PostgreSQL of DATABASE_URL; whatever else it may use is in memory.
const { join } = require('node:path');
const { defineConfig } = require('@medusajs/framework/utils');

const { DATABASE_URL, STORE_CORS = '' } = process.env;
const secret = 'an example has no secrets';
const card = { resolve: join(__dirname, 'card'), id: 'card' };

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: STORE_CORS,
      adminCors: STORE_CORS,
      authCors: STORE_CORS,
      jwtSecret: secret,
      cookieSecret: secret,
    },
  },
  // Its dashboard is built by a bundler; the Admin API does without.
  admin: { disable: true },
  modules: [{ resolve: '@medusajs/medusa/payment', options: { providers: [card] } }],
});
