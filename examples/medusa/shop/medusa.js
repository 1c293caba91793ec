// A Medusa of one's own, in the PostgreSQL of DATABASE_URL: its tables, a shop to order from, and an administrator. Prints a line of JSON
// when it is ready. MIGRATE: `no`, where its tables are there already.
process.env.MEDUSA_DISABLE_TELEMETRY = 'true';
process.env.LOG_LEVEL ??= 'error';

const { spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { seed } = require('./seed.js');

const { PORT = '0', MIGRATE } = process.env;

function makeTables() {
  const medusa = join(__dirname, 'node_modules/@medusajs/cli/cli.js');
  const args = [medusa, 'db:migrate', '--skip-scripts'];
  // It says much, of failures too that are none: shown where it fails.
  const made = spawnSync(process.execPath, args, { cwd: __dirname, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the tables could not be made: ${made.stdout}${made.stderr}`);
}

async function main() {
  if (MIGRATE !== 'no') makeTables();
  const start = require('@medusajs/medusa/commands/start').default;
  const { server } = await start({ directory: __dirname, host: '127.0.0.1', port: Number(PORT) });
  if (!server.listening) await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  console.log(JSON.stringify({ ready: url, ...(await seed(url)) }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
