import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EvidenceEntry } from '../../src/domain/log-entry.ts';
import { personalMembers } from '../../src/domain/log-entry.ts';
import {
  eraseFrom,
  fitOf,
  genesisOf,
  hashOf,
  linkEntry,
  newSigningKey,
  parseStrictJson,
  publicKeyOf,
  sealEntry,
  signCheckpoint,
  verifyChain,
  verifySignature,
  withhold,
} from '../../src/evidence/index.ts';
import { asRead, chained, everyEntry, orderId, salts, signed, signedAt } from './fixtures.ts';

const log = chained(everyEntry);
const codesOf = (entries: readonly unknown[], order = orderId) =>
  verifyChain(order, entries).faults.map(({ code }) => code);
const changed = (at: number, change: Record<string, unknown>) =>
  log.map((entry, index) => (index === at ? { ...entry, ...change } : entry));

describe('a log as a chain', () => {
  it('is whole as it was written, and after JSON', () => {
    assert.deepEqual(verifyChain(orderId, asRead(log)), {
      ok: true,
      faults: [],
      size: log.length,
      head: log.at(-1)?.hash,
      withheld: [],
      erased: [],
    });
  });

  it('has an entry of every type, and every personal member', () => {
    const members = log.flatMap(({ commitments = {} }) => Object.keys(commitments));
    assert.deepEqual([...new Set(members)].sort(), [...personalMembers].sort());
  });

  it('begins with the order: the log of one is none of another', () => {
    assert.deepEqual(codesOf(log, 'order-18'), ['link']);
    assert.equal(verifyChain('o', []).head, genesisOf('o'));
  });

  it('an id without canonical JSON is no beginning, and no error', () => {
    assert.deepEqual(codesOf(log, 'a\ud800'), ['link']);
  });

  it('a commitment hides the value: without the salt, equal texts have different ones', () => {
    const salt = salts();
    const entry = { id: 'm', at: signedAt, by: 'buyer', type: 'message', text: 'yes' } as const;
    const [one, other] = [sealEntry(entry, salt), sealEntry(entry, salt)];
    assert.notEqual(one.commitments?.text, other.commitments?.text);
  });

  it('what is empty is not committed to', () => {
    const sealed = sealEntry({ id: 'c', at: signedAt, by: 'buyer', type: 'cancellation', comment: null }, salts());
    assert.equal('commitments' in sealed, false);
    assert.equal(verifyChain('o', [linkEntry('o', null, sealed)]).ok, true);
  });

  for (const [what, entries, codes] of [
    ['a text that was changed', changed(2, { text: 'Please ship.' }), ['commitment']],
    ['a time that was changed', changed(2, { at: signedAt }), ['altered']],
    ['a text whose salt is gone', changed(2, { salts: { names: log[2]?.salts?.names } }), ['commitment']],
    ['a salt whose text is gone', changed(2, { text: undefined }), ['salt']],
    ['a text where there was none', changed(4, { text: 'hm' }), ['altered']],
    ['a text put back where it was erased', changed(2, { text: 'hm', salts: undefined }), ['commitment']],
    ['a salt that belongs to nothing', changed(4, { salts: { text: 'aa' } }), ['salt']],
    ['an empty list of salts', changed(4, { salts: {} }), ['salt']],
    ['salts that are none', changed(4, { salts: 'no' }), ['malformed']],
    [
      'a commitment to something that is not personal',
      changed(4, { commitments: { kind: 'a'.repeat(64) } }),
      ['altered', 'malformed'],
    ],
    ['a member of every object’s own', changed(4, JSON.parse('{"__proto__": {"at": "x"}}')), ['altered']],
    ['a number that does not follow', changed(4, { seq: 6 }), ['order', 'altered']],
    [
      'two entries that changed places',
      [...log.slice(0, 3), log[4], log[3], ...log.slice(5)],
      ['order', 'link', 'order', 'link', 'link'],
    ],
    [
      'an entry that was taken out',
      [...log.slice(0, 3), ...log.slice(4)],
      ['order', 'link', ...Array(log.length - 5).fill('order')],
    ],
    ['nothing at all', [null], ['malformed']],
    ['a list', [[]], ['malformed']],
    ['a withheld entry that says more', [{ ...withhold(log[0]!), text: 'x' }], ['malformed']],
    ['a withheld entry that is not', [{ ...withhold(log[0]!), withheld: false }], ['malformed']],
    ['a number that JSON lacks', changed(11, { amount: { amount: Number.NaN, currency: 'USD' } }), ['altered']],
  ] as [string, unknown[], string[]][]) {
    it(`finds ${what}`, () => assert.deepEqual(codesOf(entries), codes));
  }

  it('an entry that nests without end is altered, and no error', () => {
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    assert.deepEqual(codesOf(changed(4, { order: endless })), ['altered']);
  });

  it('an inherited member is none', () => {
    const entry = Object.assign(Object.create({ salts: { text: 'aa' } }), log[0]);
    assert.equal(verifyChain(orderId, [entry]).ok, true);
  });
});

describe('every byte of an entry', () => {
  for (const entry of everyEntry) {
    it(`of type ${entry.type} (${entry.id}): each flipped bit is found`, () => {
      const [alone] = chained([entry]) as [EvidenceEntry];
      const bytes = new TextEncoder().encode(JSON.stringify(alone));
      assert.equal(verifyChain(orderId, [JSON.parse(new TextDecoder().decode(bytes))]).ok, true);
      const missed: string[] = [];
      for (let at = 0; at < bytes.length; at++) {
        for (let bit = 0; bit < 8; bit++) {
          bytes[at]! ^= 1 << bit;
          if (isTaken(bytes)) missed.push(`byte ${at}, bit ${bit}`);
          bytes[at]! ^= 1 << bit;
        }
      }
      assert.deepEqual(missed, []);
    });
  }

  const decoder = new TextDecoder('utf-8', { fatal: true });
  function isTaken(bytes: Uint8Array): boolean {
    let value: unknown;
    try {
      value = parseStrictJson(decoder.decode(bytes));
    } catch {
      return false;
    }
    return verifyChain(orderId, [value]).ok;
  }
});

describe('erasure', () => {
  const erased = log.map((entry) => (entry.by === 'buyer' ? eraseFrom(entry, personalMembers) : entry));

  it('leaves every hash, and the chain whole; what is gone is named', () => {
    assert.deepEqual(
      erased.map(hashOf),
      log.map(({ hash }) => hash),
    );
    const { ok, erased: numbers } = verifyChain(orderId, asRead(erased));
    assert.equal(ok, true);
    assert.deepEqual(numbers, [3, 4, 15]);
  });

  it('leaves neither the value nor its salt', () => {
    const text = JSON.stringify(erased);
    for (const gone of ['Please cancel', 'screen.png', 'see my message', ...Object.values(log[2]?.salts ?? {})]) {
      assert.equal(text.includes(gone), false, gone);
    }
  });

  it('of one party’s details leaves the other’s', () => {
    const [entry] = [eraseFrom(log[0]!, ['buyer'])];
    assert.equal(entry?.buyer, undefined);
    assert.equal(entry?.seller?.name, 'Sam');
    assert.equal(verifyChain(orderId, [entry, ...log.slice(1)]).ok, true);
  });

  it('of what was never there changes nothing', () => {
    assert.deepEqual(eraseFrom(log[5]!, personalMembers), log[5]);
  });

  it('of any members in any entries leaves the chain whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray([...personalMembers]), { minLength: log.length, maxLength: log.length }),
        (members) => {
          const entries = log.map((entry, at) => eraseFrom(entry, members[at]!));
          assert.equal(verifyChain(orderId, asRead(entries)).ok, true);
        },
      ),
    );
  });
});

describe('a withheld entry', () => {
  it('proves its place, and who wrote to whom and when, and says nothing else', () => {
    const entries = log.map((entry) => (entry.seq === 9 ? withhold(entry) : entry));
    const { ok, withheld } = verifyChain(orderId, asRead(entries));
    assert.equal(ok, true);
    assert.deepEqual(withheld, [9]);
    const told = ['at', 'by', 'content', 'hash', 'prev', 'seq', 'to', 'type', 'withheld'];
    assert.deepEqual(Object.keys(entries[8]!).sort(), told);
    for (const change of [{ at: signedAt }, { by: 'buyer' }, { to: 'buyer' }, { content: 'a'.repeat(64) }]) {
      const altered = entries.map((entry) => (entry.seq === 9 ? { ...entry, ...change } : entry));
      assert.deepEqual(codesOf(altered), ['altered'], JSON.stringify(change));
    }
  });
});

describe('a checkpoint', () => {
  it('is valid as it was signed, and by no other key', async () => {
    const { checkpoint, key } = await signed(log);
    assert.equal(await verifySignature(asRead(checkpoint)), 'valid');
    assert.equal(await verifySignature(checkpoint, publicKeyOf(key)), 'valid');
    assert.equal(await verifySignature(checkpoint, publicKeyOf(await newSigningKey())), 'invalid');
    assert.equal('d' in checkpoint.key, false);
  });

  it('is invalid once any bit of any member is another', async () => {
    const { checkpoint } = await signed(log);
    const text = new TextEncoder().encode(JSON.stringify(checkpoint));
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const missed: number[] = [];
    for (let at = 0; at < text.length; at++) {
      text[at]! ^= 1 << (at % 8);
      const state = await Promise.resolve()
        .then(() => verifySignature(parseStrictJson(decoder.decode(text)) as never))
        .catch(() => 'unreadable');
      if (state === 'valid') missed.push(at);
      text[at]! ^= 1 << (at % 8);
    }
    assert.deepEqual(missed, []);
  });

  it('has one text: stray bits, padding, spaces, a second scalar and more members are refused', async () => {
    const { checkpoint } = await signed(log);
    const { signature, key } = checkpoint;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const stray = (text: string) => text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)!) + 1];
    // S + L, where L is the order of the group: the same signature to whoever does not compare S with L.
    const bytes = Buffer.from(signature, 'base64url');
    let scalar = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`);
    scalar += 2n ** 252n + 27742317777372353535851937790883648493n;
    const second = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse(),
    ]).toString('base64url');
    for (const [what, other] of [
      ['stray bits of the signature', { ...checkpoint, signature: stray(signature) }],
      ['stray bits of the key', { ...checkpoint, key: { ...key, x: stray(key.x) } }],
      ['padding', { ...checkpoint, signature: `${signature}==` }],
      ['a space', { ...checkpoint, signature: `${signature} ` }],
      ['a second scalar', { ...checkpoint, signature: second }],
      ['another member', { ...checkpoint, note: 'x' }],
      ['another member of the key', { ...checkpoint, key: { ...key, use: 'sig' } }],
      ['no key', { ...checkpoint, key: undefined }],
      ['no signature', { ...checkpoint, signature: undefined }],
      ['nothing', null],
    ] as const) {
      assert.equal(await verifySignature(other as never), 'invalid', what);
    }
  });

  it('is unchecked where the platform has no Ed25519, or no crypto at all', async () => {
    const { checkpoint } = await signed(log);
    const whole = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    const replace = (value: unknown) => Object.defineProperty(globalThis, 'crypto', { value, configurable: true });
    const missing = Object.getOwnPropertyDescriptor(globalThis, 'CryptoKey')!;
    try {
      replace({});
      assert.equal(await verifySignature(checkpoint), 'unchecked');
      replace({
        subtle: { importKey: () => Promise.reject(Object.assign(new Error(), { name: 'NotSupportedError' })) },
      });
      assert.equal(await verifySignature(checkpoint), 'unchecked');
      Object.defineProperty(globalThis, 'crypto', whole);
      Object.defineProperty(globalThis, 'CryptoKey', { value: undefined, configurable: true });
      assert.equal(await verifySignature(checkpoint), 'valid');
    } finally {
      Object.defineProperty(globalThis, 'crypto', whole);
      Object.defineProperty(globalThis, 'CryptoKey', missing);
    }
  });

  it('tells how a log stands to it', async () => {
    const key = await newSigningKey();
    const { checkpoint } = await signed(log.slice(0, 5), key);
    assert.deepEqual(fitOf(orderId, log, checkpoint), { code: 'fits', later: log.length - 5 });
    assert.deepEqual(fitOf(orderId, log.slice(0, 4), checkpoint), { code: 'truncated' });
    assert.deepEqual(fitOf('order-18', log, checkpoint), { code: 'other-order' });
    const other = chained(everyEntry.map((entry) => ({ ...entry, id: `${entry.id}x` })));
    assert.deepEqual(fitOf(orderId, other, checkpoint), { code: 'diverged' });
    for (const size of [-1, 0.5, Number.NaN]) {
      assert.deepEqual(fitOf(orderId, log, { ...checkpoint, size }), { code: 'diverged' }, String(size));
    }
    const none = await signCheckpoint(key, { orderId, size: 0, head: genesisOf(orderId), at: signedAt });
    assert.deepEqual(fitOf(orderId, [], none), { code: 'fits', later: 0 });
    assert.deepEqual(fitOf(orderId, [], { ...none, head: 'x' }), { code: 'diverged' });
  });
});
