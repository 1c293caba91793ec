import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundle, modulesIn, withStaticImports } from '../../scripts/bundle.mjs';
import { watchPage } from '../../src/client/page-changes.ts';
import { compiledOnce } from '../../src/client/policy-compiler.ts';
import { compilePolicy } from '../../src/domain/decision/decide.ts';
import type { CancelPolicy, Condition } from '../../src/domain/policy.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import { anOrder, policyWhen } from '../policy/fixtures.ts';

type Chunk = Parameters<typeof modulesIn>[0] & { isEntry: boolean; isDynamicEntry: boolean };

// Of the page it watches the language, which stays.
Object.assign(globalThis, {
  document: globalThis.document ?? {},
  MutationObserver: class {
    observe(): void {}
    disconnect(): void {}
  },
});

/** What a page has of a policy once all that it needs is loaded. */
function compiled(policy: CancelPolicy): Promise<ReturnType<typeof compiledOnce>> {
  return new Promise((resolve) => {
    const stop = watchPage(look);
    function look(): void {
      const result = compiledOnce(policy);
      if (result === undefined) return;
      stop();
      resolve(result);
    }
    look();
  });
}

describe('what compiles policies on a page', () => {
  const startsAt = { startsAt: { type: 'instant' } } as const;
  const policies: Record<string, CancelPolicy> = {
    'common words': policyWhen({ since: 'placedAt', until: 'P1D' }),
    'words that few use': policyWhen({ before: 'facts.startsAt' }, { facts: startsAt }),
    'days of the calendar': policyWhen(
      { before: 'instants.end' },
      { timeZone: 'Europe/Berlin', instants: { end: { of: 'placedAt', days: 2, at: '24:00', count: 'working' } } },
    ),
    dates: policyWhen({ before: 'facts.day' }, { timeZone: 'Europe/Berlin', facts: { day: { type: 'date' } } }),
  };
  for (const [words, policy] of Object.entries(policies)) {
    it(`knows ${words}`, async () => {
      const order = anOrder({ facts: { startsAt: '2026-03-02T00:00:00Z', day: '2026-03-02' } });
      const question = { actor: 'buyer', now: Date.parse(order.placedAt) } as const;
      const page = await compiled(policy);
      const decision = page?.decide(order, question);
      assert.equal(decision?.outcome, 'cancel');
      assert.deepEqual(decision, compilePolicy(policy).decide(order, question));
    });
  }

  it('has no policy that names what it does not derive', async () => {
    assert.equal(await compiled(policyWhen({ before: 'instants.end' } as Condition, { timeZone: 'UTC' })), null);
  });

  it('looks for dates among facts that nobody parsed', async () => {
    for (const facts of [null, { day: null }]) {
      const policy = { ...policyWhen({ account: 'buyer', is: 'active' }), facts } as unknown as CancelPolicy;
      assert.ok(await compiled(policy));
    }
  });

  it('loads the calendar for policies that count days alone', async () => {
    const chunks: Chunk[] = await bundle('src/client/policy-compiler.ts', {});
    const modulesWith = (holds: (chunk: Chunk) => boolean): string[] =>
      withStaticImports(chunks, ...chunks.filter(holds)).flatMap(modulesIn);
    const loading = (module: string) =>
      modulesWith((chunk) => chunk.isDynamicEntry && modulesIn(chunk).some((id) => id.endsWith(module)));
    const isCalendar = (id: string) => /calendar|local-time|working-days/.test(id);
    const eager = modulesWith(({ isEntry }) => isEntry);
    assert.ok(!eager.some((id) => isCalendar(id) || id.endsWith('rare-words.ts')));
    assert.ok(!loading('rare-words.ts').some(isCalendar));
    assert.ok(loading('calendar-words.ts').some(isCalendar));
  });

  it('loads the statutory lane for policies that have it alone, and never the holidays', async () => {
    const chunks: Chunk[] = await bundle('src/client/policy-compiler.ts', {});
    const holding = (name: RegExp) => chunks.filter((chunk) => modulesIn(chunk).some((id) => name.test(id)));
    assert.deepEqual(holding(/holiday/), []);
    const eager = withStaticImports(chunks, ...chunks.filter(({ isEntry }) => isEntry)).flatMap(modulesIn);
    assert.ok(!eager.some((id) => /domain\/withdrawal\//.test(id)));
    assert.equal(holding(/domain\/withdrawal\/lane/).length, 1);
  });

  it('knows the statutory lane of an order', async () => {
    const page = await compiled(euWithdrawal);
    const order = anOrder({ deliveredAt: '2026-03-01T12:00:00Z' });
    const now = Date.parse('2026-03-02T12:00:00Z');
    const lane = page?.decide(order, { actor: 'buyer', now }).withdrawal;
    assert.ok(lane);
    assert.deepEqual(lane, compilePolicy(euWithdrawal).decide(order, { actor: 'buyer', now }).withdrawal);
  });
});
