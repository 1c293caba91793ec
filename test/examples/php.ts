import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from '../../scripts/entries.mjs';
import { requirePhp } from '../../scripts/php.mjs';

const here = join(root, 'examples/php');

/** A port that nobody listens at just now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Resolves when an address answers anything at all. */
async function answering(url: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await setTimeout(25)) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error(`${url} does not answer`);
}

/** The example shop in PHP, over a database of its own, and its cancellation server, which can be killed and begun anew. */
export async function anExample() {
  requirePhp();
  const folder = mkdtempSync(join(tmpdir(), 'php-'));
  const [shopPort, serverPort] = [await freePort(), await freePort()];
  const secret = randomBytes(32).toString('hex');
  const shopUrl = `http://127.0.0.1:${shopPort}`;
  const serverUrl = `http://127.0.0.1:${serverPort}`;
  const env = {
    ...process.env,
    SHOP_SECRET: secret,
    SHOP_URL: `${shopUrl}/order-cancel`,
    SHOP_DATABASE: join(folder, 'shop.sqlite'),
    DATABASE: join(folder, 'cancellations.sqlite'),
    CANCELLATION_SERVER: serverUrl,
    ELEMENTS: join(root, 'dist/cdn'),
    SHOP_TIMEOUT: '1500',
    LOOK_EVERY: '100',
    PHP_CLI_SERVER_WORKERS: '4',
  };
  // In groups of their own: the workers of PHP do not end with it.
  const start = (command: string, args: string[], more: object): ChildProcess =>
    spawn(command, args, { cwd: here, detached: true, stdio: 'ignore', env: { ...env, ...more } });
  const kill = (child: ChildProcess | undefined): Promise<void> => {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    process.kill(-child.pid, 'SIGKILL');
    return ended;
  };

  const php = start('php', ['-S', `127.0.0.1:${shopPort}`, 'shop.php'], {});
  let server: ChildProcess | undefined;
  await answering(shopUrl);
  return {
    secret,
    shopUrl,
    serverUrl,
    async startServer() {
      server = start(process.execPath, ['server.mjs'], { PORT: String(serverPort) });
      await answering(serverUrl);
    },
    /** As when its machine loses power. */
    killServer: () => kill(server),
    /** What the shop's page would send along for somebody. */
    tokenOf(id: string, role: string): string {
      const encode = (text: string) => Buffer.from(text).toString('base64url');
      const claims = { sub: id, role, exp: Math.floor(Date.now() / 1000) + 60 };
      const text = `${encode('{"alg":"HS256"}')}.${encode(JSON.stringify(claims))}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    },
    async close() {
      await kill(server);
      await kill(php);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Example = Awaited<ReturnType<typeof anExample>>;
