import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '../../src/domain/values/sha256.ts';
import {
  actionCodes,
  type CaseInput,
  checkEvidence,
  checklistCodes,
  compareRoutes,
  consequenceCodes,
  contradictionCodes,
  deadlineCodes,
  eraseFrom,
  findContradictions,
  guidanceCodes,
  personalMembers,
  withhold,
} from '../../src/evidence/index.ts';
import { found, readCases } from './cases.ts';

const vectors = readCases();

/** Refuses every change of a value. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(Object.freeze(value))) frozen(item);
  return value;
}

describe('vectors of evidence', () => {
  it('each has its own title', () => {
    assert.equal(new Set(vectors.map(({ title }) => title)).size, vectors.length);
  });

  for (const { title, input, actions, expected } of vectors) {
    it(title, () => {
      const all = found(frozen(input), actions);
      for (const [part, value] of Object.entries(expected)) {
        if (part !== 'checklist' && part !== 'advice') assert.deepEqual(all[part as keyof typeof all], value, part);
      }
      for (const part of ['checklist', 'advice'] as const) {
        for (const [code, value] of Object.entries(expected[part] ?? {})) {
          assert.deepEqual(all[part][code], value, `${part} ${code}`);
        }
      }
    });
  }
});

describe('the checklist', () => {
  const input = vectors.find(({ title }) => title.startsWith('DP-18 arbitration without preparation'))!.input;
  const lines = checkEvidence(input);
  const early = checkEvidence({
    ...input,
    log: [],
    cancellation: { ...input.cancellation!, state: 'requested', routes: [] },
  });
  const rowOf = (code: string) => {
    const { stage, severity, consequence, action } = [...lines, ...early].find(
      (line) => line.code === code && line.consequence && line.action,
    )!;
    return [stage, severity, consequence, action];
  };

  it('DP-18: has every row of the diagnostics with its severity, consequence and action', () => {
    assert.deepEqual(rowOf('immediate-request'), ['before', 'high', 'ships-first', 'act-promptly']);
    assert.deepEqual(rowOf('logs-kept'), ['before', 'high', 'weak-evidence', 'save-records']);
    assert.deepEqual(rowOf('rules-applied'), ['during', 'moderate', 'policy-confusion', 'consult-policy']);
    assert.deepEqual(rowOf('evidence-in-time'), ['during', 'critical', 'case-dismissed', 'submit-promptly']);
    assert.deepEqual(rowOf('arbitration-prepared'), ['after', 'high', 'higher-costs', 'organize-evidence']);
    assert.deepEqual(rowOf('platform-confirmation'), ['after', 'moderate', 'less-credible', 'verify-marking']);
  });

  it('DP-13: has the three failures: incomplete evidence, a wrong policy, a deadline missed', () => {
    assert.deepEqual(rowOf('evidence-complete'), ['before', 'high', 'claim-rejected', 'complete-evidence']);
    assert.deepEqual(rowOf('citations-right'), ['during', 'high', 'basis-invalid', 'correct-citation']);
    assert.deepEqual(rowOf('dispute-in-time'), ['before', 'critical', 'case-dismissed', 'dispute-early']);
  });

  it('DP-8: has each part of the set of evidence', () => {
    const set = [
      'buyer-seller-log',
      'support-log',
      'support-reference',
      'order-details',
      'requests',
      'responses',
      'attachments',
      'timestamps',
    ];
    assert.deepEqual(
      set.filter(
        (code) => !lines.some((line) => line.code === code && line.stage === 'before' && line.severity === 'high'),
      ),
      [],
    );
  });

  it('has every code once, and says what to do wherever something is not there, while it can be done', () => {
    assert.deepEqual(lines.map(({ code }) => code).sort(), [...checklistCodes].sort());
    const inTime = ['dispute-in-time', 'evidence-in-time'];
    for (const { input: one } of vectors) {
      for (const { code, state, consequence, action } of checkEvidence(one)) {
        assert.equal(consequence !== undefined, state !== 'present');
        if (state === 'present' || !inTime.includes(code)) assert.equal(action !== undefined, state !== 'present');
      }
    }
  });

  it('of who has to answer tells nothing of a claim', () => {
    for (const { input: one } of vectors) {
      const { requestedBy = 'buyer' } = one.cancellation ?? {};
      const consequences = checkEvidence({ ...one, actor: requestedBy === 'buyer' ? 'seller' : 'buyer' });
      assert.deepEqual([...new Set(consequences.flatMap(({ consequence }) => consequence ?? []))].slice(1), []);
    }
  });

  it('has nothing of a dispute missing before one is filed', () => {
    for (const { input: one } of vectors) {
      const { cancellation, log } = one;
      if (cancellation?.state === 'disputed' || log.some(({ action }) => action === 'dispute')) continue;
      for (const { stage, state, code } of checkEvidence(one)) {
        assert.equal(stage !== 'before' && (state === 'missing' || state === 'unknown'), false, code);
      }
    }
  });
});

describe('citations', () => {
  it('DP-12: a section has the same number whether the policy quotes it or not', () => {
    const { input } = vectors.find(({ title }) => title.startsWith('DP-12 DP-14 rules and sections'))!;
    const { disputes } = input.policy;
    const sections = { cancellation: { number: '4' }, dispute: { number: '14', title: 'Disputes' } };
    const policy = { ...input.policy, disputes: { ...disputes!, sections } };
    assert.deepEqual(findContradictions({ ...input, policy }), findContradictions(input));
  });
});

describe('ways on', () => {
  it('DP-15: are compared by risk, time and cost, as the policy says', () => {
    const { input } = vectors.find(({ title }) => title.startsWith('DP-15'))!;
    assert.deepEqual(
      compareRoutes(input, []).map(({ route, risk, time, cost, provider }) => [route, risk, time, cost, provider]),
      [
        ['support', 'no-guarantee', 'days', 'none', undefined],
        ['dispute', 'weak-evidence', 'weeks-to-months', 'own-time', undefined],
        ['arbitration', 'cost-and-delay', 'several-months', 'several-hundred', 'An Arbitrator'],
        ['return', 'may-be-refused', 'weeks', 'none', undefined],
      ],
    );
  });

  it('name the action that takes them only where it is possible', () => {
    const { input } = vectors.find(({ title }) => title.startsWith('DP-9 DP-18 DP-19'))!;
    const actions = compareRoutes(input, ['arbitrate', 'abandon']).map(({ route, action, outcome }) => [
      route,
      action,
      outcome,
    ]);
    assert.deepEqual(actions, [
      ['support', null, undefined],
      ['dispute', null, 'decline'],
      ['arbitration', 'arbitrate', undefined],
      ['return', 'abandon', undefined],
    ]);
  });
});

describe('ways on that the reader can never take', () => {
  const { input } = vectors.find(({ title }) => title.startsWith('DP-9 DP-18 DP-19'))!;
  const all = ['escalate', 'dispute', 'arbitrate', 'abandon'];
  for (const [actor, expected] of [
    ['buyer', ['escalate', 'dispute', 'arbitrate', 'abandon']],
    ['seller', ['escalate', null, 'arbitrate', null]],
    ['platform', [null, null, null, null]],
  ] as const) {
    it(`keep their state, and have no action for the ${actor}`, () => {
      const routes = compareRoutes({ ...input, actor }, all);
      assert.deepEqual(
        routes.map(({ state, action }) => [state, action]),
        expected.map((action) => ['open', action]),
      );
    });
  }
});

describe('whatever is known of a case', () => {
  const known: Record<string, readonly string[]> = {
    checklist: checklistCodes,
    consequence: consequenceCodes,
    action: actionCodes,
    contradiction: contradictionCodes,
    deadlines: deadlineCodes,
    guidance: guidanceCodes,
  };

  it('codes are of the lists, entries that are named exist, and nothing is thrown', () => {
    const fate = fc.constantFrom('keep', 'keep', 'drop', 'withhold', 'erase', 'plain');
    fc.assert(
      fc.property(
        fc.constantFrom(...vectors),
        fc.array(fate, { minLength: 24, maxLength: 24 }),
        fc.constantFrom('buyer', 'seller', 'platform'),
        fc.integer({ min: -1e12, max: 1e12 }),
        ({ input, actions }, fates, actor, shift) => {
          const log = input.log.flatMap((entry, at): CaseInput['log'] => {
            const seq = at + 1;
            if (fates[at] === 'drop') return [];
            if (fates[at] === 'withhold') return [withhold({ prev: '', hash: sha256Hex(''), ...entry, seq } as never)];
            if (fates[at] === 'erase') return [eraseFrom({ ...entry, seq } as never, personalMembers)];
            return [{ ...entry, ...(fates[at] === 'plain' ? {} : { seq }) } as never];
          });
          const changed: CaseInput = { ...input, log, actor: actor as CaseInput['actor'], now: input.now + shift };
          const all = found(changed, actions);
          assert.deepEqual(all, found(changed, actions));
          const numbers = log.map((entry, at) => ('seq' in entry ? entry.seq : at + 1));
          const named = [
            ...Object.values(all.checklist).flatMap(([, seqs]) => seqs),
            ...all.contradictions.flatMap(({ seqs }) => seqs),
            ...Object.values(all.guidance).flat(),
          ];
          assert.deepEqual(
            named.filter((seq) => !numbers.includes(seq)),
            [],
          );
          for (const part of ['checklist', 'deadlines', 'guidance'] as const) {
            for (const code of Object.keys(all[part])) assert.ok(known[part]?.includes(code), code);
          }
          for (const { code } of findContradictions(changed)) assert.ok(known.contradiction?.includes(code));
          for (const { consequence, action } of checkEvidence(changed)) {
            assert.ok(consequence === undefined || known.consequence?.includes(consequence));
            assert.ok(action === undefined || known.action?.includes(action));
          }
          // Nothing is invented: a policy that names no time has none.
          for (const [code, [at]] of Object.entries(all.deadlines)) {
            const route = changed.policy.disputes?.routes[code.replace('-evidence', '') as 'dispute'];
            if (route && !route.deadline && !route.evidence) assert.equal(at, null, code);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
