// Past orders against a new policy: how many a second of processor time, and how long others have to wait for their turn.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type PastOrder, readPastOrders, replayPolicy } from '../../src/policy/index.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { randomCases } from '../decide/cases.ts';
import { median } from '../support/measure.ts';
import { count, printTable, verdict } from '../support/report.ts';

const orders = Number(process.env.ORDERS ?? 200_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** Orders a second of processor time. */
async function speedOf(run: () => Promise<unknown>): Promise<number> {
  await run();
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    speeds.push((orders / (user + system)) * 1e6);
  }
  return median(speeds);
}

const rows: string[][] = [];
const delays = monitorEventLoopDelay({ resolution: 5 });
for (const policy of [poshmark, bricklink]) {
  const past = randomCases(policy, orders, 3) as PastOrder[];
  const changed = { ...policy, rules: policy.rules.filter((_, at) => at !== 3) };
  const lines = past.map(({ order, context }) => JSON.stringify({ order, actor: context.actor, now: context.now }));
  delays.enable();
  const briefly = await speedOf(() => replayPolicy(policy, past, { reckon: 'none' }));
  const against = await speedOf(() => replayPolicy(changed, past, { against: policy }));
  const all = await speedOf(() => replayPolicy(policy, past));
  delays.disable();
  const read = await speedOf(async () => {
    for await (const some of readPastOrders([lines.join('\n')], { actor: 'buyer', now: 0 })) if (!some.length) return;
  });
  rows.push([`${policy.id}, decided`, count(briefly), verdict(briefly, { atLeast: 1_000_000 })]);
  rows.push([`${policy.id}, two policies, with what changes`, count(against), '']);
  rows.push([`${policy.id}, money and goods of all`, count(all), '']);
  rows.push([`${policy.id}, read from a file and checked`, count(read), '']);
}
printTable(`${count(orders)} orders, medians of ${rounds} rounds`, ['replay', 'orders a second', 'target'], rows);
const longest = delays.max / 1e6;
console.log(`Longest wait of others: ${longest.toFixed(0)} ms (${verdict(longest, { atMost: 50 })})`);
