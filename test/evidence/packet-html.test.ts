import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { EvidenceEntry, LogEntry } from '../../src/domain/log-entry.ts';
import { personalMembers } from '../../src/domain/log-entry.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import {
  eraseFrom,
  newSigningKey,
  packetHtml,
  packetTexts,
  publicKeyOf,
  type SigningKey,
  verifyPacket,
  withhold,
} from '../../src/evidence/index.ts';
import { chained, everyEntry, packetOf, policy, reference } from './fixtures.ts';

const log = chained(everyEntry);
let key: SigningKey;
before(async () => {
  key = await newSigningKey();
});

async function pageOf(entries: Parameters<typeof packetOf>[0], options = {}, trust = {}): Promise<string> {
  const { packet } = await packetOf(entries, key);
  return packetHtml(packet, await verifyPacket(packet, trust), options);
}

/** What a reader sees, without markup. */
const textOf = (page: string) =>
  page
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

const tagsOf = (page: string) => page.match(/<[^>]*>/g) ?? [];

describe('the page of a packet', () => {
  it('DP-10, DP-11: holds a chronological summary, the order, all requests and answers, messages, evidence, and what applied', async () => {
    const page = await pageOf(log);
    const heads = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, head]) => head);
    assert.deepEqual(heads, [
      'How this was verified',
      'Chronological summary',
      'Order',
      'Requests and responses',
      'Messages',
      'Statements and evidence',
      'Attached files',
      'Policy that applied',
      'What is not here',
      'The record, entry by entry',
    ]);
    const text = textOf(page);
    for (const part of [
      'Evidence: cancellation of order 4711',
      'Bag “Zoë” 👜',
      '$45.00',
      'Bea (buyer-1)',
      'Please cancel,\nI ordered by mistake.',
      'see my message',
      'T-9',
      'Robin',
      'No timely request arrived.',
      'Picked up by the carrier (USPS, Reno, NV)',
      'screen.png',
      '20480',
      '5'.repeat(64),
      reference.hash,
      'buyer-offer',
      'Looked up: the platform does not mark the order as cancelled (SHIPPED)',
      ...log.map(({ hash }) => hash),
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('DP-11: keeps every entry in the summary, those of one second too', async () => {
    const [, summary] = (await pageOf(log)).split('<h2>Chronological summary</h2>');
    const rows = summary!.split('</table>')[0]!.split('<tbody>')[1]!.match(/<tr>/g);
    assert.equal(rows?.length, log.length);
    assert.match(textOf(summary!), /Marked as shipped[\s\S]*Order status: SHIPPED/);
  });

  it('DP-12: shows the rules that were applied with their source, and the sections of the agreement', async () => {
    const page = await pageOf(log);
    const [, policy] = page.split('Policy that applied');
    assert.match(textOf(policy!), /buyer-offer[\s\S]*fromOffer[\s\S]*offer-is-final/);
    assert.match(textOf(policy!), /cancellation\s*4\s*dispute\s*14/);
  });

  it('DP-6: labels the number of a case, and who spoke for support, by who named them', async () => {
    const text = textOf(await pageOf(log));
    assert.match(text, /Case number, named by: PlatformT-9/);
    assert.match(text, /Spoke for support, named by: PlatformRobin/);
  });

  it('DP-11, DP-12: tells a rule in words before it tells it exactly, as far as there are words', async () => {
    const words = { 'why.offer-is-final': 'Binding until {time}, says the shop.' };
    const articleOf = async (options: object) => textOf((await pageOf(log, options)).split('Rules that were')[1]!);
    const text = await articleOf({ words });
    assert.match(
      text,
      /Rule: buyer-offer\s*Cancelling can be asked for\. Binding until …, says the shop\.[^{]*Exact text\s*\{\s*"when": \{/,
    );
    assert.match(await articleOf({}), /Cancelling can be asked for\. offer-is-final/);
    assert.match(await articleOf({ words: { 'reason.offer-is-final': 'Final' } }), /can be asked for\. Final/);
  });

  it('tells what a status means where it has a word for it, beside the status', async () => {
    const words = { 'phase.open': 'Offen', 'phase.shipped': 'Versandt' };
    const text = textOf(await pageOf(log, { words }));
    assert.match(text, /Order status: Versandt \(SHIPPED\)/);
    assert.match(text, /does not mark the order as cancelled \(Versandt \(SHIPPED\)\)/);
    assert.match(text, /StatusOffen \(PLACED\)/);
    assert.match(textOf(await pageOf(log)), /Order status: SHIPPED/);
    const { packet } = await packetOf(log, key);
    const without = { ...packet, policies: [] };
    assert.match(textOf(packetHtml(without, await verifyPacket(without), { words })), /Order status: SHIPPED/);
  });

  it('says in the same words at its beginning and end that it is information, not legal advice', async () => {
    const text = textOf(await pageOf(log));
    assert.equal(text.split('This is information, not legal advice. Outcomes vary.').length, 3);
  });

  it('is honest: withheld, erased and left out entries are named, and what is not proven', async () => {
    const whole = textOf(await pageOf(log, {}, { keys: [publicKeyOf(key)] }));
    assert.match(whole, /Nothing was withheld, erased or left out\./);
    const gaps = log.map((entry) => {
      if (entry.seq === 9) return withhold(entry);
      return entry.seq === 10 || entry.seq === 3 ? eraseFrom(entry, personalMembers) : entry;
    });
    const text = textOf(await pageOf(gaps));
    for (const part of [
      'Not shown to this reader, as they are messages between others and support: entries 9.',
      'Withheld: Message to Seller',
      'Personal data erased, on record: entries 10.',
      'Personal data left out, with no erasure on record: entries 3.',
      'Erased: text',
      'Left out: text, files, file names',
      'Who signed: no key that is trusted has been compared.',
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.equal(text.includes('I ordered by mistake'), false);
  });

  it('DP-12: quotes a section of the agreement word for word, and leads nowhere', async () => {
    const sections = {
      cancellation: '4',
      dispute: { number: '14', title: 'Disputes <1>', text: 'Write\nfirst.', url: 'https://shop.example/terms#14' },
    };
    const quoting = { ...policy, disputes: { ...policy.disputes!, sections } };
    const by = { id: quoting.id, version: quoting.version, hash: policyHash(quoting) };
    const entries = chained(
      everyEntry.map((entry) => (entry.policy ? { ...entry, policy: by, shown: by.hash } : entry)),
    );
    const { packet } = await packetOf(entries, key);
    const other = { ...packet, policies: [quoting] };
    const page = packetHtml(other, await verifyPacket(other));
    assert.match(textOf(page), /dispute14Disputes <1>Write\nfirst\.https:\/\/shop\.example\/terms#14/);
    assert.equal(page.includes('href'), false);
  });

  it('has the names of the items; where they were erased, their ids', async () => {
    const page = await pageOf(log.map((entry) => eraseFrom(entry, ['items'])));
    assert.ok(textOf(page).includes('line-1'));
    // As an erasure of either side's data tells.
    assert.match(textOf(page), /Erased: names of the items/);
  });

  it('names a policy whose text is missing', async () => {
    const { packet } = await packetOf(log, key);
    const without = { ...packet, policies: [] };
    const text = textOf(packetHtml(without, await verifyPacket(without)));
    assert.ok(text.includes(`Policies whose text is not here: poshmark ${reference.hash}.`));
    assert.ok(text.includes('The text is not part of this packet.'));
  });

  it('of a record that does not fit says so, and that nothing is proven', async () => {
    const { packet } = await packetOf(log, key);
    const forged = {
      ...packet,
      log: packet.log.map((entry) => (entry.seq === 3 ? { ...entry, at: entry.hash } : entry)),
    };
    const altered = {
      ...packet,
      log: packet.log.map((entry) => (entry.seq === 3 ? { ...entry, to: 'platform' } : entry)),
    };
    const page = packetHtml(altered as typeof packet, await verifyPacket(altered));
    assert.match(textOf(page), /Not verified: something does not fit/);
    assert.match(textOf(page), /do not match their checksums\. \(entries 3\)/);
    assert.equal(page.includes('<h3>Proven</h3>'), false);
    assert.equal(textOf(page).includes('(entries )'), false);
    assert.equal((await verifyPacket(forged)).verdict, 'unusable');
  });

  it('loads nothing, runs nothing, and leads nowhere', async () => {
    const page = await pageOf(log);
    assert.ok(page.includes(`content="default-src 'none'; style-src 'unsafe-inline'"`));
    const active = /^<(script|img|iframe|object|embed|link|a|form|input|svg|base)\b|\s(on\w+|href|src|style)=/i;
    assert.deepEqual(
      tagsOf(page).filter((tag) => active.test(tag)),
      [],
    );
    assert.equal(/url\(|@import/.test(page), false);
  });

  it('repeats the heads of tables, and cuts no row, on paper', async () => {
    const page = await pageOf(log);
    assert.match(page, /thead \{ display: table-header-group; \}/);
    assert.match(page, /tr,[^{]*\{ break-inside: avoid; \}/);
    assert.match(page, /@page \{ margin: 15mm; \}/);
  });

  it('takes its words, language, direction and time zone as they are given', async () => {
    const words = { 'packet.summary': 'Übersicht <1>', 'did.message': 'An {to}: Nachricht' };
    const page = await pageOf(log, { words, lang: 'de', dir: 'rtl', timeZone: 'America/New_York' });
    assert.match(page, /<html lang="de" dir="rtl">/);
    assert.ok(page.includes('<h2>Übersicht &#60;1&#62;</h2>'));
    assert.match(textOf(page), /An Seller: Nachricht/);
    assert.match(textOf(page), /01\.03\.2026, 07:04:00 (GMT-5|EST)/);
    assert.ok(page.includes('datetime="2026-03-01T12:04:00.000Z"'));
  });

  it('is a page all the same in a language or zone that nobody knows', async () => {
    const page = await pageOf(log, { lang: '"><script>', timeZone: 'Nowhere/At All' });
    assert.match(page, /lang="&#34;&#62;&#60;script&#62;"/);
    assert.equal(page.includes('<script'), false);
  });

  it('has a text for every line of a verification, and none that is not used', async () => {
    const { proofCodes } = await import('../../src/evidence/codes.ts');
    const always = ['made', 'truth', 'unvouched', 'left-out', 'withheld', 'erased', 'omitted'];
    for (const code of proofCodes) {
      assert.ok(`packet.not-proven.${code}` in packetTexts, code);
      assert.equal(`packet.proven.${code}` in packetTexts, !always.includes(code), code);
    }
  });

  it('of a policy that has no canonical text tells nothing, and throws nothing', async () => {
    const { packet } = await packetOf(log, key);
    const odd = { ...packet, policies: [...packet.policies, { id: '\ud800', statuses: null }] };
    const page = packetHtml(odd as never, await verifyPacket(odd), { words: { 'phase.shipped': 'Versandt' } });
    assert.match(textOf(page), /Not verified[\s\S]*Order status: Versandt \(SHIPPED\)/);
  });

  it('of what is no packet says only that', async () => {
    const page = packetHtml({} as never, await verifyPacket({}));
    assert.ok(textOf(page).includes('This is not an evidence packet that can be read.'));
  });

  for (const hostile of [
    '</p><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '\u202egnp.exe\u2066',
    'a\u2069b',
    '\0\u0007\ufffe',
    'x'.repeat(10_000),
  ]) {
    it(`tells hostile text as text: ${JSON.stringify(hostile.slice(0, 30))}`, async () => {
      const entries = chained(everyEntry.map((entry) => withText(entry, hostile)));
      const page = await pageOf(entries);
      assert.deepEqual(
        tagsOf(page).filter((tag) => /^<(script|img)|\son\w+=/i.test(tag)),
        [],
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
      assert.equal(/[\u202a-\u202e\u2066-\u2069\0-\x08\x0b-\x1f]/.test(page), false);
    });
  }

  it('tells a sign that turns the direction of text by its name', async () => {
    const entries = chained(everyEntry.map((entry) => withText(entry, 'a\u202eb')));
    assert.ok(textOf(await pageOf(entries)).includes('a[U+202E]b'));
  });

  it('is well-formed whatever the record says, and nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.jsonValue(), async (text, value) => {
        const odd = {
          ...withText(everyEntry[0]!, text.replace(/[\ud800-\udfff]/gu, '')),
          order: { lines: value, total: value },
        };
        const entries = chained([odd as unknown as LogEntry, ...everyEntry.slice(1)]);
        const { packet } = await packetOf(entries, key);
        const page = packetHtml(packet, await verifyPacket(packet));
        assert.deepEqual(unbalanced(page), []);
      }),
      { numRuns: 60 },
    );
  });
});

/** The same entry with a text in every place that holds one. */
function withText(entry: LogEntry, text: string): LogEntry {
  const changed: Record<string, unknown> = { ...entry };
  for (const name of [
    'text',
    'comment',
    'reason',
    'ticket',
    'representative',
    'code',
    'carrier',
    'place',
    'orderStatus',
    'kind',
    'action',
    'ruleId',
    'id',
  ]) {
    if (typeof changed[name] === 'string') changed[name] = text;
  }
  if (entry.order) {
    changed.order = { ...entry.order, number: text, status: text };
    changed.items = [{ id: 'line-1', title: text }];
    changed.buyer = { id: text, name: text };
  }
  if (entry.names) changed.names = [text];
  if (entry.cites) changed.cites = [text];
  return changed as unknown as LogEntry & EvidenceEntry;
}

/** Tags that were opened and not closed, or closed and not opened. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name] of page.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (['meta', 'br'].includes(name!)) continue;
    if (!slash) open.push(name!);
    else if (open.pop() !== name) wrong.push(name!);
  }
  return [...wrong, ...open];
}
