import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publicDemoSigningKey } from '../../mocks/index.ts';
import { isOpen } from '../../src/domain/decision/conditions.ts';
import { actionsOn } from '../../src/domain/lifecycle/lifecycle.ts';
import type { EvidenceEntry } from '../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { fitOf, verifyChain } from '../../src/evidence/index.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryShop, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer, hours, slowed } from './setup.ts';

/** A policy in which everything can happen. */
const policy: CancelPolicy = {
  ...shopBuilder,
  lifecycle: {
    ...shopBuilder.lifecycle!,
    respondWithin: 'PT5H',
    onSilence: 'escalate',
    escalation: ['declined', 'silence'],
    disputes: ['declined', 'escalated'],
    undo: { from: ['refunding', 'cancelled'], by: ['seller'], guards: [] },
  },
};
const persons = { buyer: 'buyer', seller: 'seller', support: 'platform' } as const;
type Person = keyof typeof persons;

const person = fc.constantFrom<Person>('buyer', 'seller', 'support');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('message' as const), as: person, to: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('open' as const), as: fc.constantFrom<Person>('buyer', 'seller') }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('act' as const), pick: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('evidence' as const), as: person }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('due' as const), hours: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'ship' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'scan' as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('staff' as const), pick: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('erase' as const), party: fc.constantFrom('buyer', 'seller') }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
);

const pdf = new TextEncoder().encode('%PDF-1.7 %%EOF');
const sha256 = createHash('sha256').update(pdf).digest('hex');

describe('whatever is written about an order', () => {
  it('I8 the chain verifies for every reader, nobody reads what is not theirs, and what was erased is nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 14 }),
        fc.scheduler(),
        async (rounds, scheduler) => {
          const shop = memoryShop([anOrder({ status: 'PREPARING' })]);
          const slow = slowed(shop, scheduler);
          const store = memoryStore();
          const server = aServer({
            policies: [policy],
            shop: slow,
            store,
            evidence: { signingKey: publicDemoSigningKey },
          });
          for (const as of Object.keys(persons)) {
            await server.server.fetch(
              new Request(`https://shop.example/attachments/${sha256}`, {
                method: 'PUT',
                headers: { 'X-Person': as, 'Content-Type': 'application/pdf' },
                body: pdf,
              }),
            );
          }
          /** Every word that somebody wrote, once in the whole run, and to whom. */
          const words: { word: string; by: Person; to: Person | 'case'; erased: boolean }[] = [];
          const say = (by: Person, to: Person | 'case'): string => {
            const word = `word${words.length}x`;
            words.push({ word, by, to, erased: false });
            return word;
          };

          for (const round of rounds) {
            const [order] = shop.orders();
            const { cancellations } = await store.records('o1');
            const current = cancellations.findLast(isOpen) ?? cancellations.at(-1);
            const match = `"${order?.revision}"`;
            const now = server.clock.now;
            const possible = (Object.keys(persons) as Person[]).flatMap((as) =>
              current && order
                ? actionsOn(policy, order, current, { actor: persons[as], now }).map((action) => ({ as, action }))
                : [],
            );
            const work = round.flatMap((one): Promise<unknown>[] => {
              if (one.type === 'message') {
                const [text, name] = [say(one.as, one.to), say(one.as, one.to)];
                const attachments = [{ sha256, name }];
                const isCase = [one.as, one.to].includes('support');
                const support = { ticket: say(one.as, one.to), representative: say(one.as, one.to) };
                const body = { to: persons[one.to], text, attachments, ...(isCase && support) };
                return [server.post('/orders/o1/messages', body, { as: one.as })];
              }
              if (one.type === 'open') {
                const body = {
                  action: one.as === 'buyer' ? 'request' : 'cancel',
                  reason: one.as === 'buyer' ? 'other' : 'sold-out',
                  comment: say(one.as, 'case'),
                  message: say(one.as, one.as === 'buyer' ? 'seller' : 'buyer'),
                };
                return [server.post('/orders/o1/cancellation', body, { as: one.as, match })];
              }
              if (one.type === 'act') {
                const chosen = possible[one.pick % (possible.length || 1)];
                if (!chosen) return [];
                const { as, action } = chosen;
                const body = {
                  ...(action === 'accept' && { reason: 'buyer-asked' }),
                  ...(action === 'decline' && { reason: 'already-packed' }),
                  ...(action === 'resolve' && { outcome: one.pick % 2 ? 'cancel' : 'decline' }),
                  comment: say(as, 'case'),
                };
                return [server.post(`/cancellations/${current?.id}/${action}`, body, { as, match })];
              }
              if (one.type === 'evidence') {
                const attachments = [{ sha256, name: say(one.as, 'case') }];
                const body = { kind: 'statement', text: say(one.as, 'case'), attachments };
                return [server.post(`/cancellations/${current?.id}/evidence`, body, { as: one.as, match })];
              }
              if (one.type === 'due') {
                server.clock.now += hours(one.hours);
                return [server.server.runDue()];
              }
              if (one.type === 'ship') {
                try {
                  shop.ship('o1', server.clock.now, 'IN_TRANSIT');
                } catch {
                  // Held or cancelled.
                }
                return [server.server.orderChanged('o1')];
              }
              if (one.type === 'scan') {
                const scans = shop.orders()[0]?.scans ?? [];
                const at = new Date(server.clock.now).toISOString();
                shop.change('o1', { scans: [...scans, { at, code: `scan-${scans.length}`, place: 'Springfield' }] });
                return [server.view('seller')];
              }
              if (one.type === 'staff') {
                const [{ scans = [], payment, total } = anOrder()] = shop.orders();
                const at = new Date(server.clock.now).toISOString();
                const refunded = { ...payment.refunded, amount: one.pick * 100 };
                const changes = [
                  { scans: scans.slice(1) },
                  { shippedAt: undefined, deliveredAt: undefined } as never,
                  { deliveredAt: at },
                  { notices: [{ kind: 'late', filedAt: at }] },
                  { payment: { ...payment, refunded } },
                  { total: { ...total, amount: total.amount + 1 } },
                ][one.pick];
                shop.change('o1', changes ?? {});
                return [server.server.orderChanged('o1')];
              }
              return [];
            });
            await scheduler.waitFor(Promise.all(work));
            for (const one of round) {
              if (one.type === 'erase') {
                await scheduler.waitFor(server.server.erase('o1', one.party as 'buyer' | 'seller'));
                for (const word of words) if (word.by === one.party) word.erased = true;
              }
              if (one.type === 'restart') store.restore(JSON.parse(JSON.stringify(store.snapshot())));
            }
          }

          const { entries } = await store.log('o1', 0, 10_000);
          assert.deepEqual(verifyChain('o1', entries).faults, []);
          assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length, 'nothing is noted twice');
          assert.deepEqual(
            entries.filter(({ id, type }) => type === 'cancellation' && !id.includes('-')).map(({ id }) => id),
            shop.ledger().map(({ meta }) => meta.id),
            'one entry a transition',
          );
          // What it took back, and what others are owed by it, follow under its id.
          const follow = entries.filter(({ id, type }) => type === 'cancellation' && id.includes('-'));
          for (const { id } of follow) {
            assert.match(id, /^\w+(-\d+)?(-replaced)?$/);
            assert.ok(
              shop.ledger().some(({ meta }) => meta.id === id.split('-', 1)[0]),
              `${id} follows a transition`,
            );
          }
          const scanned = new Map<string, boolean>();
          for (const { type, occurredAt, code, retracted = false } of entries) {
            if (type !== 'scan') continue;
            const name = `${occurredAt} ${code}`;
            assert.notEqual(scanned.get(name), retracted, `${name} is told or taken back twice`);
            scanned.set(name, retracted);
          }
          const kept = JSON.stringify(store.snapshot());
          for (const { word, erased } of words)
            if (erased) assert.equal(kept.includes(word), false, `${word} is erased`);

          for (const as of Object.keys(persons) as Person[]) {
            const pages: EvidenceEntry[] = [];
            let text = '';
            const reading = (async () => {
              for (let cursor: string | null = ''; cursor !== null; ) {
                const page = await server.fetch(`/orders/o1/events?cursor=${cursor}`, { as });
                text += page.text;
                pages.push(...page.json.events);
                cursor = page.json.nextCursor;
              }
            })();
            await scheduler.waitFor(reading);
            assert.deepEqual(verifyChain('o1', pages).faults, [], as);
            const theirs = ({ by, to }: (typeof words)[number]) =>
              as === 'support' || to === 'case' || by === as || to === as;
            for (const one of words) {
              if (!theirs(one)) assert.equal(text.includes(one.word), false, `${as} reads ${one.by} to ${one.to}`);
            }
            for (const event of server.events) {
              if (event.type === 'checkpoint') assert.equal(fitOf('o1', pages, event.checkpoint).code, 'fits');
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
