import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Actor } from '../../../src/domain/records.ts';
import { languages } from '../../../src/i18n/chunks/languages.ts';
import type { TextTable } from '../../../src/i18n/part.ts';
import { loadPolicyTexts } from '../../../src/i18n/policy-texts.ts';
import { wordingFindings } from '../../../src/policy/analysis/word-findings.ts';
import { describeWith } from '../../../src/policy/describe/describe.ts';
import { describePolicy } from '../../../src/policy/describe/index.ts';
import { phraseOf } from '../../../src/policy/describe/phrases.ts';
import { Speech, wordsOf } from '../../../src/policy/describe/speech.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';
import { conditionWords, policySchema } from '../../../src/policy/schemas/policy.ts';
import type { Schema } from '../../../src/policy/schemas/types.ts';
import { presets } from '../../domain/vectors.ts';
import { altered, aPolicy } from '../fixtures.ts';

const roles: Actor[] = ['buyer', 'seller', 'platform'];
const texts = new Map<string, TextTable>();
for (const language of languages) texts.set(language, (await loadPolicyTexts(language, true)).texts);
const said = (policy: CancelPolicy, language = 'en', actor: Actor = 'buyer') =>
  describeWith(policy, { actor, language, texts: texts.get(language) as TextTable });
const sides: Actor[] = ['seller', 'buyer'];

/** What the reference of the language shows of each member. */
const doc = readFileSync(new URL('../../../docs/policy-language.md', import.meta.url), 'utf8');
const shown = (kind: string) =>
  [...doc.matchAll(new RegExp(`\`\`\`json ${kind}\n(.*?)\`\`\``, 'gs'))].map(([, json]) => JSON.parse(json ?? ''));

const conditions = shown('condition') as Condition[];
const declarations: Partial<CancelPolicy> = {
  timeZone: 'Europe/Berlin',
  facts: {
    ...{ lane: { type: 'string' }, weight: { type: 'number' }, deliveryDay: { type: 'date' } },
    ...{ promisedAt: { type: 'instant' }, startsAt: { type: 'instant' }, personalised: { type: 'boolean' } },
  },
  lineFacts: { madeToOrder: { type: 'boolean' }, startedAt: { type: 'instant' } },
  statuses: {
    ...{ NEW: { phase: 'open' }, ASKED: { phase: 'requested' }, REFUNDING: { phase: 'cancelling' } },
    ...{ CANCELLED: { phase: 'cancelled' }, VOID: { phase: 'cancelled' }, UNPAID: { phase: 'open' } },
    ...{ PENALISED: { phase: 'open' }, SENT: { phase: 'shipped' } },
  },
};

/** A policy with every member that the reference shows. */
const full = parsePolicy({
  ...shown('policy')[0],
  ...declarations,
  instants: shown('instants')[0],
  calendar: shown('calendar')[0],
  notices: shown('notices')[0],
  lifecycle: shown('lifecycle')[0],
  disputes: shown('disputes')[0],
  refund: shown('refund')[0],
  consequences: shown('consequences')[0],
  reasons: { ...shown('policy')[0].reasons, ...shown('reasons')[0] },
  comments: { buyer: 'required', seller: 'none' },
  denied: { buyer: 'hide' },
  withdrawal: { countries: ['AT', 'DE'], days: 14, uninformedMonths: 12 },
  rules: [
    {
      id: 'terms',
      when: { all: [{ actor: ['buyer', 'seller'] }, { status: 'NEW' }, { attempts: 'buyer', below: 9 }] },
      then: {
        ...{ outcome: 'request', reason: 'ask', contact: 'required', covers: 'shipped', advice: ['cancel-early'] },
        ...{ alternatives: ['contact-seller'], refund: { method: 'credits' }, consequences: { stock: 'keep' } },
      },
    },
    {
      id: 'evening',
      when: { all: [{ actor: 'buyer' }, { since: 'instants.eveningOfTheOrder', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'evening' },
    },
    ...conditions.map((when, at) => ({
      id: `r-${at}`,
      // Never sure, so that the next is asked too.
      when: { all: [when, { recentCancellations: 'buyer', atLeast: at + 1 }] },
      then: { outcome: (['cancel', 'request', 'return', 'none', 'ask-server'] as const)[at % 5], reason: `r-${at}` },
    })),
    {
      id: 'unpaid',
      when: { all: [{ actor: 'nobody' }, { status: 'UNPAID' }] },
      then: { outcome: 'cancel', reason: 'late' },
    },
    { id: 'bank', always: true, when: { fact: 'lane', is: 'x' }, then: { outcome: 'none', reason: 'chargeback' } },
  ],
});

type Path = (string | number)[];

/** Where in a policy a word of a closed list stands, and what else could stand there. */
function closedWords(schema: Schema, value: unknown, path: Path = []): [Path, unknown, unknown][] {
  const { shape } = schema;
  if (value === undefined) return [];
  if (shape.kind === 'optional' || shape.kind === 'nullable') return closedWords(shape.inner, value, path);
  if (shape.kind === 'choice') {
    const option = shape.choose(value);
    return typeof option === 'string' ? [] : closedWords(option, value, path);
  }
  // Two others of each, for the time that it takes.
  if (shape.kind === 'one-of')
    return shape.values
      .filter((other) => other !== value)
      .slice(0, 2)
      .map((other) => [path, value, other]);
  if (shape.kind === 'list')
    return (value as unknown[]).flatMap((item, at) => closedWords(shape.item, item, [...path, at]));
  const members = shape.kind === 'object' || shape.kind === 'dictionary' ? Object.entries(value as object) : [];
  return members.flatMap(([name, item]) =>
    closedWords(shape.kind === 'object' ? (shape.members[name] as Schema) : (shape as { item: Schema }).item, item, [
      ...path,
      name,
    ]),
  );
}

/** What a policy names, each with the group of the messages that words it. */
function namesIn(policy: CancelPolicy): [group: string, code: string][] {
  const { statuses, facts = {}, lineFacts = {}, refund, rules } = policy;
  const names: [string, string][] = [
    ...Object.keys(statuses).map((code): [string, string] => ['policy.status-of', code]),
    ...Object.keys({ ...facts, ...lineFacts }).map((code): [string, string] => ['policy.fact', code]),
    ...[refund, ...rules.map(({ then }) => then.refund)]
      .flatMap((terms) => terms?.keeps ?? [])
      .map((code): [string, string] => ['surcharge', code]),
  ];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { scan, fact, lineFact, is } = value as Record<string, unknown>;
    if (fact ?? lineFact)
      for (const one of [is].flat()) if (typeof one === 'string') names.push(['policy.status-of', one]);
    if (scan) names.push(['scan', typeof scan === 'string' ? scan : (scan as { not: string }).not]);
    Object.values(value).forEach(visit);
  };
  visit(rules);
  return names;
}

describe('a policy in words', () => {
  const policies: [string, CancelPolicy][] = [...Object.entries(presets), ['the whole language', full]];
  for (const language of languages) {
    it(`leaves nothing unsaid in ${language}: no gap, no placeholder, no code`, () => {
      for (const [name, policy] of policies) {
        for (const actor of roles) {
          const { text, summary, sections, title } = said(policy, language, actor);
          assert.doesNotMatch(text, /[{}]|undefined|NaN|: ?: |\(\)|\S {2}\S/, name);
          assert.doesNotMatch(text, /: *$/m, `${name}\n${text}`);
          assert.ok(title && summary.sentences.length > 0);
          for (const { heading, sentences } of sections)
            assert.ok(heading && sentences.every((one) => one.trim()), name);
        }
      }
    });

    // A preset's own words are in three languages; where they lack one, the help page shows the English ones.
    it(`finds every name and code of a preset worded in ${language}, in which it has words of its own or needs none`, () => {
      for (const [name, policy] of Object.entries(presets)) {
        if (policy.messages && !(language in policy.messages)) continue;
        // The status of one without rules stands for whatever statuses a shop has.
        if (policy.rules.length === 0) continue;
        const own = policy.messages?.[language] ?? {};
        const shared = texts.get(language) as TextTable;
        const unworded = namesIn(policy).filter(([group, code]) => !(code in own || `${group}.${code}` in shared));
        assert.deepEqual(unworded, [], name);
        assert.deepEqual(wordingFindings(policy, { languages: [language] }), [], name);
      }
    });

    it(`says every word of a condition and its contrary in ${language}`, () => {
      const speech = new Speech(full, language, texts.get(language) as TextTable);
      const phrases = conditions.flatMap((condition) => [
        phraseOf(condition, speech),
        phraseOf(condition, speech, false),
      ]);
      assert.ok(
        phrases.every((phrase) => phrase.length > 3 && !/[{}]|undefined/.test(phrase)),
        phrases.join('\n'),
      );
      assert.equal(new Set(phrases).size, phrases.length, 'two conditions are said alike');
      for (const word of conditionWords)
        assert.ok(conditions.some((one) => JSON.stringify(one).includes(`"${word}":`)));
    });
  }

  it('changes with every word of the language that is exchanged for another', () => {
    const before = sides.map((side) => said(full, 'en', side).text);
    const unsaid: string[] = [];
    let compared = 0;
    for (const [path, value, other] of closedWords(policySchema as Schema, full)) {
      const policy = altered(full, path, other);
      try {
        parsePolicy(policy);
      } catch {
        continue;
      }
      compared++;
      if (sides.every((side, at) => said(policy, 'en', side).text === before[at]))
        unsaid.push(`${path.join('.')}: ${value} → ${other}`);
    }
    assert.ok(compared > 100, String(compared));
    // What a status is called says what it means; `demand` and `explain` are the defaults; types are what values are made of.
    const known =
      /^(statuses\.\w+\.phase|facts\.|lineFacts\.|denied\.|instants\.cutOff\.count|lifecycle\.notifies|rules\.\d+\.always)/;
    assert.deepEqual(
      unsaid.filter((one) => !known.test(one)),
      [],
    );
  });

  it('is in English where the package lacks the language, and says so', async () => {
    const { language, title } = await describePolicy(presets.poshmark as CancelPolicy, { language: 'xx' });
    assert.deepEqual([language, title], ['en', said(presets.poshmark as CancelPolicy).title]);
    assert.equal((await describePolicy(aPolicy(), { language: 'de-AT', actor: 'seller' })).language, 'de-AT');
  });

  it('words the shop’s own names by the messages of the policy', () => {
    const policy = aPolicy({
      statuses: { ON_THE_VAN: { phase: 'shipped' } },
      messages: { en: { 'no-rule': 'Ask us.' }, de: { ON_THE_VAN: 'Im Lieferwagen' } },
    });
    assert.match(said(policy, 'de').text, /Im Lieferwagen/);
    assert.match(said(policy, 'en').text, /Always: .*Ask us\./);
    assert.equal(wordsOf('AWAITING_SHIPMENT'), 'Awaiting shipment');
    assert.equal(wordsOf('promisedAt'), 'Promised at');
  });
});

describe('what schema.org has words for', () => {
  it('is the right of withdrawal, and days in which everything may be sent back', () => {
    assert.deepEqual(
      said(full).jsonLd?.['@graph'].map(({ merchantReturnDays, applicableCountry }) => [
        merchantReturnDays,
        applicableCountry,
      ]),
      [[14, ['AT', 'DE']]],
    );
    const returns = (when: Condition) =>
      aPolicy({
        statuses: { OPEN: { phase: 'open' }, THERE: { phase: 'delivered' } },
        rules: [{ id: 'r', when, then: { outcome: 'return', reason: 'there' } }],
      });
    const within: Condition = { since: 'deliveredAt', until: 'P30D' };
    assert.equal(said(returns(within)).jsonLd?.['@graph'][0]?.merchantReturnDays, 30);
    // Neither what depends on more nor what is no number of days is claimed.
    assert.equal(said(returns({ all: [within, { account: 'buyer', is: 'active' }] })).jsonLd, null);
    assert.equal(said(returns({ since: 'deliveredAt', until: 'PT36H' })).jsonLd, null);
    assert.equal(said(returns({ since: 'deliveredAt' })).jsonLd, null);
    for (const name of ['poshmark', 'bricklink', 'b2b-supplier', 'shop-builder']) {
      assert.equal(said(presets[name] as CancelPolicy).jsonLd, null, name);
    }
  });
});
