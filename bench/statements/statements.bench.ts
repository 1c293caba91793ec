// Whether the time that a guest's statement of withdrawal takes tells which orders exist: the same statement about an order that is
// there, that is not, that is somebody else's and whose period is over, to a server over an SQLite file, in turn.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '../../src/domain/records.ts';
import { combinePolicies } from '../../src/policy/combine-policies.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { createCancellationServer, memoryShop } from '../../src/server/index.ts';
import { sqliteFile, sqlStore } from '../../src/server/sql/index.ts';
import { interleave, type Samples } from '../support/measure.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 1000);
const day = 86_400_000;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();

const orderOf = (number: string, buyer: string, delivered: number): Order => ({
  ...{ id: `o${number}`, number, status: 'DELIVERED', facts: { country: 'DE' }, revision: 'r1', total: eur(3000) },
  ...{ placedAt: ago(delivered + 5), deliveredAt: ago(delivered) },
  payment: { method: 'card', paid: eur(3000), refunded: eur(0) },
  lines: [{ id: 'l1', sku: 'A', title: 'Jacket', quantity: 1, unitPrice: eur(3000) }],
  buyer: { id: buyer, name: 'Ada', status: 'active' },
  seller: { id: 'seller', name: 'Grace', status: 'active' },
});

const folder = mkdtempSync(join(tmpdir(), 'statements-'));
const database = await sqliteFile(join(folder, 'statements.db'));
const server = createCancellationServer({
  policies: [combinePolicies(shopBuilder, euWithdrawal)],
  store: sqlStore(database),
  shop: memoryShop([orderOf('1001', 'ada', 3), orderOf('1003', 'bo', 3), orderOf('1004', 'ada', 400)]),
  authenticate: async () => null,
  withdrawals: { trader: { name: 'Kawabe Crafts' } },
});

let sent = 0;
const takes = (orderNumber: string) => async (): Promise<number> => {
  const request = new Request('http://shop.example/withdrawals', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `${++sent}` },
    body: JSON.stringify({ name: 'Ada Martins', address: 'ada@example.com', orderNumber, text: `${1e6 + sent}` }),
  });
  const begin = performance.now();
  const { status } = await server.fetch(request);
  if (status !== 201) throw new Error(`a statement was answered with ${status}`);
  return performance.now() - begin;
};

const samples = await interleave(
  { existing: takes('1001'), absent: takes('1002'), foreign: takes('1003'), late: takes('1004') },
  { rounds, warmUp: 50 },
);
await database.destroy();
rmSync(folder, { recursive: true });

const names = Object.keys(samples) as (keyof typeof samples)[];
for (const name of names) {
  const [p5, p50, p95] = [0.05, 0.5, 0.95].map((share) => quantile(samples[name], share).toFixed(2));
  console.log(`${name.padEnd(10)} ${rounds} times: 5 % in ${p5} ms, half in ${p50} ms, 95 % in ${p95} ms`);
}
// Of two samples of one distribution the greatest distance is beyond this once in a thousand times (Kolmogorov, Smirnov).
const most = 1.95 * Math.sqrt(2 / rounds);
for (const [at, one] of names.entries()) {
  for (const other of names.slice(at + 1)) {
    const distance = distanceOf(samples, one, other);
    const isSame = distance <= most;
    console.log(
      `${one} and ${other}: distance ${distance.toFixed(3)}, at most ${most.toFixed(3)}${isSame ? '' : '  TOLD APART'}`,
    );
    if (!isSame) process.exitCode = 1;
  }
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] as number;
}

/** The greatest distance between the shares of two samples that are up to a value. */
function distanceOf<Name extends string>(all: Samples<Name>, one: Name, other: Name): number {
  const shareUpTo = (values: readonly number[], value: number) =>
    values.filter((each) => each <= value).length / values.length;
  return Math.max(
    ...[...all[one], ...all[other]].map((value) => Math.abs(shareUpTo(all[one], value) - shareUpTo(all[other], value))),
  );
}
