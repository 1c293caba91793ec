import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root } from '../../scripts/entries.mjs';
import { pack } from '../package/consumer.ts';
import { until } from '../support/until.ts';

/** What npm would publish of the package that begins shops, unpacked. */
function unpacked(folder: string): string {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: join(root, 'create-order-cancel'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
  return join(folder, 'package/index.mjs');
}

describe('npm create order-cancel', () => {
  const folder = mkdtempSync(join(tmpdir(), 'create-'));
  let command: string;
  let packed: ReturnType<typeof pack>;
  let child: ChildProcess | undefined;
  before(() => {
    command = unpacked(folder);
    packed = pack();
  });
  after(async () => {
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    packed.remove();
    rmSync(folder, { recursive: true });
  });

  it('begins a shop by flags, without a terminal, whose order is then cancelled over HTTP', async () => {
    const begin = performance.now();
    const flags = ['--shop', 'plain', '--language', 'de', '--preset', 'poshmark', '--port', '0', '--yes'];
    child = spawn(process.execPath, [command, 'my-shop', ...flags, '--package', packed.tarball], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (text) => {
      said += text;
    });
    const address = await new Promise<string>((resolve, reject) => {
      child?.stdout?.on('data', (text) => {
        said += text;
        const [found] = said.match(/http:\/\/127\.0\.0\.1:\d+\//) ?? [];
        if (found) resolve(found);
      });
      child?.once('exit', () => reject(new Error(said)));
    });

    const page = await (await fetch(address)).text();
    assert.match(page, /<html lang="de" dir="ltr">/);
    assert.equal((await fetch(`${address}elements/order-cancel-elements.js`)).status, 200);
    assert.equal((await fetch(`${address}elements/%2e%2e/%2e%2e/package.json`)).status, 404);

    const read = await fetch(`${address}api/orders/1001`);
    const view = (await read.json()) as {
      order: { revision: string; status: string };
      policy: { hash: string };
      decision: { outcome: string };
    };
    assert.equal(view.decision.outcome, 'cancel');
    const answer = await fetch(`${address}api/orders/1001/cancellation`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': 'a-key-of-this-test-1',
        'If-Match': `"${view.order.revision}"`,
      },
      body: JSON.stringify({ action: 'cancel', policyHash: view.policy.hash }),
    });
    const text = await answer.text();
    assert.ok([201, 202].includes(answer.status), text);
    await until(async () => {
      const { order, cancellation } = (await (await fetch(`${address}api/orders/1001`)).json()) as {
        order: { payment: { refunded: { amount: number } } };
        cancellation: { state: string } | null;
      };
      return cancellation?.state === 'cancelled' && order.payment.refunded.amount === 4500;
    }, 30_000);
    console.log(`from nothing to a cancelled order: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  });

  it('writes every kind of shop, and says what it does not know', () => {
    for (const shop of ['plain', 'http', 'vendure', 'medusa']) {
      const to = join(folder, shop);
      const { status, stderr } = spawnSync(
        process.execPath,
        [command, to, '--shop', shop, '--language', 'ar', '--yes', '--no-install'],
        { encoding: 'utf8' },
      );
      assert.equal(status, 0, stderr);
      assert.match(readFileSync(join(to, 'public/index.html'), 'utf8'), /<html lang="ar" dir="rtl">/);
      for (const file of ['server.mjs', 'shop.mjs']) {
        assert.equal(spawnSync(process.execPath, ['--check', join(to, file)]).status, 0, `${shop}: ${file}`);
        assert.doesNotMatch(readFileSync(join(to, file), 'utf8'), /%[A-Z]+%/);
      }
    }
    const refused = (...args: string[]) =>
      spawnSync(process.execPath, [command, ...args, '--yes'], { cwd: folder, encoding: 'utf8' });
    assert.match(refused('x', '--shop', 'magento').stderr, /no such shop: magento/);
    assert.match(refused('x', '--language', 'no language').stderr, /no such language/);
    assert.match(refused('x', '--preset', '../secret').stderr, /no such preset/);
    assert.match(refused('plain').stderr, /is not empty/);
    assert.equal(existsSync(join(folder, 'x')), false);
  });
});
