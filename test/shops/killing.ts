import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../scripts/entries.mjs';

/** Of a shop's process: it dies where a request says so. */
export const dyingEnv = { NODE_OPTIONS: `--require=${join(root, 'test/shops/dying-shop.cjs')}` };

export async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** When a shop dies: of which call of ours, the first is 1, and `before` it, `after` it, or before so many of its statements. */
export interface Death {
  call: number;
  when: 'before' | 'after' | number;
}

export interface Killing {
  fetch: typeof globalThis.fetch;
  /** The next calls count; without a death they are only counted. */
  arm(death?: Death): void;
  /** How many calls there were since, and which of them were to change something. */
  counted(): { calls: number; changes: number[] };
  /** Whether the shop is dead, or will be, of a call. */
  isKilled(): boolean;
}

/** A fetch of whose calls one kills the shop. `changes`: whether a call is to change something there. */
export function killing(changes: (init: RequestInit) => boolean): Killing {
  let death: Death | undefined;
  let calls = 0;
  let changing: number[] = [];
  let dead = false;
  return {
    async fetch(target, init = {}) {
      calls++;
      if (changes(init)) changing.push(calls);
      if (calls !== death?.call) return fetch(target, init);
      const headers = { ...(init.headers as Record<string, string>), 'X-Dies': `${death.when}` };
      try {
        // One that has fewer statements goes on living.
        return await fetch(target, { ...init, headers });
      } catch (error) {
        dead = true;
        throw error;
      }
    },
    arm(given) {
      [death, calls, changing, dead] = [given, 0, [], false];
    },
    counted: () => ({ calls, changes: changing }),
    isKilled: () => dead,
  };
}
