import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WithdrawalsPage } from '../../src/backend/backend.ts';
import type { EvidenceEntry } from '../../src/domain/log-entry.ts';
import { verifyChain } from '../../src/evidence/index.ts';
import { sqliteFile, sqlStore } from '../../src/server/sql/index.ts';
import { logOf } from '../../src/server/withdrawals/statement-log.ts';
import { orderNumberOf } from './statements-shape.ts';

/** How statements went that came from guests, at two processes which are killed now and then. */
export interface Findings {
  intents: number;
  /** Requests, with those that were repeated. */
  requests: number;
  /** Requests that were cut off by the sender, or by the process that died. */
  cutOff: number;
  kills: number;
  /** Statements on record. */
  kept: number;
  /** Intents of which there is no statement, or more than one. */
  lost: number;
  doubled: number;
  /** Answers to one intent that differ. */
  differing: number;
  /** Different answers, once what a sender typed, reference and instants are taken out. */
  shapes: number;
  /** Statements whose receipt was not sent, those sent once, and more often (each time under the same id), and those not on record as sent. */
  unsent: number;
  sentOnce: number;
  sentAgain: number;
  unnoted: number;
  /** Faults of the chain. */
  faults: number;
  ms: number;
}

export interface Plan {
  count: number;
  seed: number;
  /** How many requests are under way at once. */
  atOnce?: number;
  /** One of the two processes is killed after so many intents. 0: never. */
  killEvery?: number;
}

/** Numbers from 0 to 1 that a seed gives (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Host {
  child: ChildProcess;
  port: number;
}

/** A server in a process of its own; `later`: how far its clock is ahead, ms. */
function start(folder: string, count: number, later = 0): Promise<Host> {
  const file = new URL('./statements-child.ts', import.meta.url);
  const given = [join(folder, 'statements.db'), join(folder, 'receipts'), String(count), String(later)];
  const child = fork(file, given, { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve({ child, port: port as number }));
    child.once('exit', () => reject(new Error('the server did not start')));
  });
}

/** Runs them, and looks at what is on record in the end. */
export async function runStatements({ count, seed, atOnce = 16, killEvery = 0 }: Plan): Promise<Findings> {
  const begin = performance.now();
  const random = randomOf(seed);
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  const hosts = await Promise.all([start(folder, count), start(folder, count)]);
  let [requests, cutOff, kills, differing] = [0, 0, 0, 0];
  const references = new Map<number, string>();
  const shapes = new Set<string>();
  try {
    /** One request; `null`: nobody knows what came of it. */
    const send = async (at: number, hasKey: boolean, aborts: boolean): Promise<string | null> => {
      requests++;
      const { port } = hosts[random() < 0.5 ? 0 : 1] as Host;
      const body = JSON.stringify({
        ...{ name: 'Ada Martins', address: `a${orderNumberOf(at)}@example.com`, orderNumber: orderNumberOf(at) },
        ...{ text: 'The jacket.', language: 'de', sentAt: '2026-06-20T10:00:00.000Z' },
      });
      const headers = { 'Content-Type': 'application/json', ...(hasKey && { 'Idempotency-Key': `key-${at}` }) };
      try {
        const signal = aborts ? AbortSignal.timeout(Math.ceil(random() * 20)) : null;
        const answer = await fetch(`http://127.0.0.1:${port}/withdrawals`, { method: 'POST', headers, body, signal });
        const text = await answer.text();
        if (answer.status !== 201) throw new Error(`${answer.status}`);
        return text;
      } catch {
        cutOff++;
        return null;
      }
    };
    const intent = async (at: number): Promise<void> => {
      // One in five has no key; one in five comes twice or three times at once; one in ten is cut off by its sender at first.
      const hasKey = random() >= 0.2;
      const times = random() < 0.2 ? 2 + Math.floor(random() * 2) : 1;
      if (random() < 0.1) await send(at, hasKey, true);
      const repeated = async (): Promise<string> => {
        for (let answer = await send(at, hasKey, false); ; answer = await send(at, hasKey, false)) {
          if (answer !== null) return answer;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      const answers = await Promise.all(Array.from({ length: times }, repeated));
      if (new Set(answers).size > 1) differing++;
      const [answer = '{}'] = answers;
      const { reference, receivedAt } = JSON.parse(answer);
      references.set(at, reference);
      // The instant is told in words too, to the minute, which may have two forms.
      const { receipt } = JSON.parse(answer);
      const told = [reference, receivedAt, orderNumberOf(at)];
      const shape = told.reduce((text, one) => text.replaceAll(one, '_'), answer);
      shapes.add(shape.replace(/\d+\. \w+ \d{4} um [\d:]+|\d{1,2}:\d{2}/g, 'T').replace(String(receipt.subject), '_'));
    };

    let killing = Promise.resolve();
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < count; at = next++) {
        await intent(at);
        if (killEvery > 0 && at % killEvery === killEvery - 1) {
          // One after the other: the next one is killed when this one is there again.
          killing = killing.then(async () => {
            const own = random() < 0.5 ? 0 : 1;
            kills++;
            (hosts[own] as Host).child.kill('SIGKILL');
            hosts[own] = await start(folder, count);
          });
          await killing;
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    for (const { child } of hosts) child.kill('SIGKILL');

    // What the dead left behind is sent by who comes next, an hour later.
    const after = await start(folder, count, 3_600_000);
    hosts[0] = after;
    await (await fetch(`http://127.0.0.1:${after.port}/run-due`)).text();
    const found: string[] = [];
    let unnoted = 0;
    for (let cursor = ''; ; ) {
      const url = `http://127.0.0.1:${after.port}/cancellations?kind=withdrawal&limit=500${cursor && `&cursor=${cursor}`}`;
      const page: WithdrawalsPage = await (await fetch(url, { headers: { 'X-Person': 'staff' } })).json();
      for (const { statement, reference, receiptSentAt } of page.items) {
        if (receiptSentAt === null) unnoted++;
        if (references.get(Number(statement.orderNumber) - 1_000_000) === reference) found.push(reference);
        else found.push(`unknown ${reference}`);
      }
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    after.child.kill('SIGKILL');

    const sent = new Map<string, number>();
    const lines = existsSync(join(folder, 'receipts'))
      ? readFileSync(join(folder, 'receipts'), 'utf8').split('\n')
      : [];
    for (const id of lines.filter(Boolean)) sent.set(id, (sent.get(id) ?? 0) + 1);
    const counts = [...references.values()].map((reference) => sent.get(reference) ?? 0);
    return {
      ...{ intents: count, requests, cutOff, kills, kept: found.length },
      lost: count - new Set(found.filter((one) => !one.startsWith('unknown'))).size,
      doubled: found.length - new Set(references.values()).size,
      ...{ differing, shapes: shapes.size },
      unsent: counts.filter((times) => times === 0).length,
      sentOnce: counts.filter((times) => times === 1).length,
      sentAgain: counts.filter((times) => times > 1).length,
      unnoted,
      faults: await faultsIn(join(folder, 'statements.db')),
      ms: Math.round(performance.now() - begin),
    };
  } finally {
    for (const { child } of hosts) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Faults of the chains in which the statements are: of this month, and of the one before, where it has just ended. */
async function faultsIn(path: string): Promise<number> {
  const database = await sqliteFile(path);
  const store = sqlStore(database);
  let faults = 0;
  for (const at of [Date.now(), Date.now() - 86_400_000 * 2]) {
    const id = logOf(new Date(at).toISOString().slice(0, 7));
    const entries: EvidenceEntry[] = [];
    for (;;) {
      const page = await store.log(id, entries.length, 1000);
      entries.push(...page.entries);
      if (!page.more) break;
    }
    faults += verifyChain(id, entries).faults.length;
  }
  await database.destroy();
  return faults;
}
