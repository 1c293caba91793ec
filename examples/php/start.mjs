// Starts the shop (PHP) and the cancellation server beside it. Ctrl+C stops both.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const { PORT = '8080', CANCELLATION_PORT = '5174' } = process.env;
const env = {
  ...process.env,
  SHOP_SECRET: process.env.SHOP_SECRET ?? randomBytes(32).toString('hex'),
  SHOP_URL: `http://127.0.0.1:${PORT}/order-cancel`,
  ELEMENTS: fileURLToPath(new URL('cdn', import.meta.resolve('order-cancel-elements'))),
  CANCELLATION_SERVER: `http://127.0.0.1:${CANCELLATION_PORT}`,
  // The page waits for the cancellation server, which asks the shop: one process alone would wait for itself.
  PHP_CLI_SERVER_WORKERS: '6',
};
// In groups of their own: the workers of PHP do not end with it.
const start = (command, args, options) => spawn(command, args, { cwd: here, detached: true, ...options });
const children = [
  start('php', ['-S', `127.0.0.1:${PORT}`, 'shop.php'], { env, stdio: ['ignore', 'inherit', 'ignore'] }),
  start(process.execPath, ['server.mjs'], { env: { ...env, PORT: CANCELLATION_PORT }, stdio: 'inherit' }),
];
const stop = () => {
  for (const { pid } of children) {
    try {
      process.kill(-pid);
    } catch {
      // It has ended, or never begun.
    }
  }
};
for (const child of children) {
  child.on('error', (error) => console.error(error.message));
  child.on('exit', stop);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
console.log(`shop: http://127.0.0.1:${PORT}`);
