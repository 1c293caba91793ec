import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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
export async function cancelIn(
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
