import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { root } from '../../scripts/entries.mjs';

/** How the process ended that was to cancel an order: what it found in the end, or the signal that killed it. */
export interface Ended {
  state?: string;
  status?: string;
  refunded?: number;
  /** How often it had the shop change something. */
  calls?: number;
  signal: string | null;
}

/** The cancellation server in a process of its own, which cancels the order, or goes on where the last one died. */
async function cancelIn(
  folder: string,
  place: { system: 'vendure' | 'medusa'; address: string; key: string },
  order: string,
  dies = '',
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/shops/canceller.ts')], {
    cwd: root,
    env: {
      ...process.env,
      SYSTEM: place.system,
      ADDRESS: place.address,
      KEY: place.key,
      ORDER: order,
      DIES: dies,
      DATABASE: join(folder, order),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const [, signal] = await once(child, 'close');
  return { ...(said ? JSON.parse(said) : {}), signal };
}

/** A test of our own process, which dies before or after each of its calls that change something in the shop. */
export function ourDeaths(
  name: string,
  there: Parameters<typeof cancelIn>[1],
  place: () => Promise<string>,
  /** That an order is cancelled there and paid back once, and that we say so. */
  assertCancelled: (id: string, ended: Ended) => Promise<void>,
): void {
  describe(`a process of ours that dies between two calls to ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'kills-'));
    after(() => rmSync(folder, { recursive: true }));

    it('I7 the next one cancels it, once, wherever it died', async () => {
      const whole = await place();
      const first = await cancelIn(folder, there, whole);
      await assertCancelled(whole, first);
      const { calls = 0 } = first;
      assert.ok(calls >= 2, `${calls} calls`);
      const deaths = Array.from({ length: calls }, (_, at) => [`before ${at + 1}`, `after ${at + 1}`]).flat();
      for (const dies of deaths) {
        const id = await place();
        assert.equal((await cancelIn(folder, there, id, dies)).signal, 'SIGKILL', dies);
        await assertCancelled(id, await cancelIn(folder, there, id));
      }
    });
  });
}
