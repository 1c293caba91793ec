import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type EvidenceEntry, type LogEntry, personalMembers } from '../../src/domain/log-entry.ts';
import { canonicalJson } from '../../src/domain/values/canonical-json.ts';
import {
  type EvidencePacket,
  eraseFrom,
  isBetweenOthers,
  linkEntry,
  makePacket,
  newSigningKey,
  parseStrictJson,
  publicKeyOf,
  type SigningKey,
  verifyPacket,
  withhold,
} from '../../src/evidence/index.ts';
import { asRead, chained, everyEntry, orderId, packetOf, policy, reference, signed } from './fixtures.ts';
import { isConsistent } from './second-verifier.ts';

const log = chained(everyEntry);
let packet: EvidencePacket;
let key: SigningKey;
before(async () => {
  ({ packet, key } = await packetOf(log));
});

const codes = (proofs: readonly { code: string }[]) => proofs.map(({ code }) => code);

describe('RFC 8785', () => {
  it('the published sample has the published bytes (section 3.2.4)', () => {
    const input = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const bytes = `7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a
      5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d3237
      5d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d`;
    assert.equal(Buffer.from(canonicalJson(JSON.parse(input)), 'utf8').toString('hex'), bytes.replace(/\s/g, ''));
  });

  for (const [name, input, output] of [
    ['arrays', '[56, {"d": true, "10": null, "1": []}]', '[56,{"1":[],"10":null,"d":true}]'],
    [
      'french',
      '{"peach": "a", "p\u00e9ch\u00e9": "b", "p\u00eache": "c", "sin": "d"}',
      '{"peach":"a","p\u00e9ch\u00e9":"b","p\u00eache":"c","sin":"d"}',
    ],
    ['unicode', '{"Unnormalized Unicode": "A\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'],
    [
      'weird',
      String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One", "\u0080": "Control\u007f",
        "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis",
        "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}`,
      '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f",' +
        '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude02":"Smiley",' +
        '"\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
  ] as const) {
    it(`writes the published test file "${name}"`, () => assert.equal(canonicalJson(JSON.parse(input)), output));
  }
});

describe('JSON in which a name stands twice', () => {
  for (const text of [
    '{"a":1,"a":2}',
    '{"a":1,"b":{"c":[{"d":1,"d":2}]}}',
    '{"a":1,"\\u0061":2}',
    '{"a" : 1 , "a"\n: 1}',
    '[{"__proto__":1,"__proto__":2}]',
  ]) {
    it(`is refused: ${text}`, () => assert.throws(() => parseStrictJson(text), { code: 'invalid-json' }));
  }
  for (const text of ['{"a":{"a":1},"b":["a","a"]}', '[{"a":1},{"a":1}]', '"a:a"', '{"a":"\\"a\\":","b":"{a"}', '[]']) {
    it(`is not seen in ${text}`, () => assert.deepEqual(parseStrictJson(text), JSON.parse(text)));
  }
  it('is not seen in any JSON that was written by the platform', () => {
    fc.assert(fc.property(fc.json(), (text) => assert.deepEqual(parseStrictJson(text), JSON.parse(text))));
  });
});

describe('a packet', () => {
  it('DP-12: holds the log, its checkpoint and every policy that the log names, and no other', () => {
    const made = makePacket({
      orderId,
      madeFor: 'seller',
      now: 0,
      log,
      checkpoint: null,
      policies: [{ ...policy, version: '2' }, policy, policy],
    });
    assert.deepEqual(made.policies, [policy]);
    assert.deepEqual(Object.keys(made).sort(), [
      'checkpoint',
      'format',
      'log',
      'madeAt',
      'madeFor',
      'orderId',
      'policies',
      'version',
    ]);
    assert.equal(made.madeAt, '1970-01-01T00:00:00.000Z');
  });

  it('is verified by a key that the reader trusts', async () => {
    const report = await verifyPacket(packet, { keys: [publicKeyOf(key)] });
    assert.equal(report.verdict, 'verified');
    assert.equal(report.signing, 'trusted');
    assert.equal(report.vouched, log.length);
    assert.deepEqual(codes(report.proven), ['chain', 'signature', 'checkpoint', 'policies', 'shown']);
    assert.deepEqual(codes(report.notProven), ['made', 'truth']);
    assert.deepEqual(report.policies, [
      { hash: reference.hash, reference, state: 'present', seqs: [2, 4, 5], shown: [4] },
    ]);
  });

  it('is only consistent by its own key: who signed is not proven', async () => {
    const report = await verifyPacket(packet);
    assert.equal(report.verdict, 'consistent');
    assert.deepEqual(codes(report.proven), ['policies', 'shown']);
    assert.deepEqual(codes(report.notProven), ['unvouched', 'signature', 'made', 'truth']);
  });

  it('is verified by a key as a platform exports it, or as a list of keys has it', async () => {
    const exported = { ...publicKeyOf(key), alg: 'Ed25519', use: 'sig', kid: '2026', key_ops: ['verify'], ext: true };
    assert.equal((await verifyPacket(packet, { keys: [exported as never] })).verdict, 'verified');
  });

  it('is held against nothing that is no key or checkpoint: that is said, and nothing else', async () => {
    const { checkpoint } = await signed(log.slice(0, 5), key);
    for (const [trust, path, code] of [
      [{ keys: [null] }, ['keys', 0], 'type'],
      [{ keys: [publicKeyOf(key), { kty: 'RSA' }] }, ['keys', 1], 'type'],
      [{ checkpoints: [7] }, ['checkpoints', 0], 'type'],
      [{ checkpoints: [{ ...checkpoint, size: 4 }] }, ['checkpoints', 0], 'signature'],
    ] as const) {
      const report = await verifyPacket(packet, trust as never);
      assert.equal(report.verdict, 'unusable');
      assert.deepEqual(report.issues, [{ path, code }]);
    }
  });

  it('is not trusted by keys of which none signed', async () => {
    const other = publicKeyOf(await newSigningKey());
    for (const keys of [[other], []]) {
      const report = await verifyPacket(packet, { keys });
      assert.equal(report.signing, 'other-key');
      assert.equal(report.verdict, 'untrusted');
      assert.equal(report.vouched, 0);
    }
  });

  it('is unsigned without a checkpoint', async () => {
    const report = await verifyPacket({ ...packet, checkpoint: null });
    assert.equal(report.verdict, 'unsigned');
    assert.deepEqual(
      report.unsigned,
      everyEntry.map((_, at) => at + 1),
    );
  });

  it('is verified in part where entries came after the signature: anybody could have added them', async () => {
    const { checkpoint } = await signed(log.slice(0, 12), key);
    const report = await verifyPacket({ ...packet, checkpoint }, { keys: [publicKeyOf(key)] });
    assert.equal(report.verdict, 'partly-verified');
    assert.equal(report.vouched, 12);
    assert.deepEqual(report.unsigned, [13, 14, 15]);
    assert.deepEqual(report.notProven.find(({ code }) => code === 'unvouched')?.seqs, [13, 14, 15]);
    assert.equal(report.proven.find(({ code }) => code === 'chain')?.seqs.length, 12);
    // By its own key alone nothing is left of it.
    assert.equal((await verifyPacket({ ...packet, checkpoint })).verdict, 'unsigned');
  });

  it('is verified by a checkpoint that was kept outside, as far as that reaches', async () => {
    const { checkpoint } = await signed(log.slice(0, 6), key);
    const report = await verifyPacket({ ...packet, checkpoint: null }, { checkpoints: [checkpoint] });
    assert.equal(report.verdict, 'partly-verified');
    assert.deepEqual(report.unsigned, [7, 8, 9, 10, 11, 12, 13, 14, 15]);
    // The key that signed it vouches for the packet's own, too.
    const whole = await verifyPacket(packet, { checkpoints: [checkpoint] });
    assert.equal(whole.verdict, 'verified');
    assert.deepEqual(whole.unsigned, []);
  });

  it('is not verified by its own checkpoint, however that is handed in', async () => {
    const { checkpoint } = packet;
    const report = await verifyPacket(packet, { checkpoints: [structuredClone(checkpoint) as never] });
    assert.equal(report.verdict, 'consistent');
    assert.equal(report.kept[0]?.own, true);
  });

  it('is refuted by a checkpoint of entries that it lacks, or has otherwise', async () => {
    const short = { ...packet, log: packet.log.slice(0, 3), checkpoint: null };
    const { checkpoint } = await signed(log, key);
    assert.equal((await verifyPacket(short, { checkpoints: [checkpoint] })).verdict, 'refuted');
    const { packet: forged } = await packetOf(
      chained(everyEntry.map((entry) => ({ ...entry, id: `${entry.id}x` }))),
      key,
    );
    assert.equal((await verifyPacket(forged)).verdict, 'consistent');
    const report = await verifyPacket(forged, { checkpoints: [checkpoint] });
    assert.equal(report.verdict, 'refuted');
    assert.deepEqual(report.kept, [{ signing: 'own-key', fit: { code: 'diverged' }, own: false }]);
  });

  it('is not vouched for by a checkpoint of another order', async () => {
    const { checkpoint } = await signed(log, key, 'order-18');
    const report = await verifyPacket({ ...packet, checkpoint: null }, { checkpoints: [checkpoint] });
    assert.equal(report.verdict, 'unsigned');
    assert.ok(codes(report.notProven).includes('kept-checkpoint'));
  });

  it('tells of policies that are missing, and is refuted by one that was altered or put in', async () => {
    const without = await verifyPacket({ ...packet, policies: [] });
    assert.equal(without.verdict, 'consistent');
    assert.equal(without.policies[0]?.state, 'missing');
    assert.ok(['policies', 'shown'].every((code) => codes(without.notProven).includes(code)));
    for (const policies of [[{ ...packet.policies[0], version: '2' }], [...packet.policies, ...packet.policies]]) {
      assert.equal((await verifyPacket({ ...packet, policies })).verdict, 'refuted');
    }
  });
});

describe('a packet is honest about what is not there', () => {
  const erased = log.map((entry) => {
    if (entry.by === 'seller') return eraseFrom(entry, personalMembers);
    return entry.type === 'order' ? eraseFrom(entry, ['seller']) : entry;
  });

  it('what was erased on record is told as erased, and the chain stays valid', async () => {
    const report = await verifyPacket((await packetOf(erased, key)).packet, { keys: [publicKeyOf(key)] });
    assert.equal(report.verdict, 'verified');
    assert.deepEqual(report.erased, [1, 10]);
    assert.deepEqual(report.omitted, []);
    assert.ok(report.notProven.some(({ code, seqs }) => code === 'erased' && seqs.join() === '1,10'));
  });

  it('what was left out without an erasure is told as left out', async () => {
    const left = erased.map((entry) => {
      if (entry.seq === 3) return eraseFrom(entry, ['text']);
      return entry.seq === 1 ? eraseFrom(entry, ['buyer', 'seller']) : entry;
    });
    const report = await verifyPacket((await packetOf(left, key)).packet);
    assert.deepEqual(report.erased, [10]);
    assert.deepEqual(report.omitted, [1, 3]);
    assert.equal(report.verdict, 'incomplete');
  });

  it('words that were cut out are the first thing said, whoever vouches for the rest', async () => {
    const cut = log.map((entry) => (entry.seq === 3 ? eraseFrom(entry, ['text']) : entry));
    const { packet: made } = await packetOf(cut, key);
    const trusts = [
      {},
      { keys: [publicKeyOf(key)] },
      { checkpoints: [(await signed(log.slice(0, 8), key)).checkpoint] },
    ];
    for (const trust of trusts) assert.equal((await verifyPacket(made, trust)).verdict, 'incomplete');
    const unsigned = { ...made, checkpoint: null };
    assert.equal((await verifyPacket(unsigned)).verdict, 'incomplete');
  });

  it('what is between others is told as withheld', async () => {
    const entries = log.map((entry) => (isBetweenOthers(entry, 'buyer') ? withhold(entry) : entry));
    const report = await verifyPacket((await packetOf(entries, key)).packet);
    assert.equal(report.verdict, 'consistent');
    assert.deepEqual(report.withheld, [9]);
    assert.deepEqual(report.leftOut, []);
    assert.ok(codes(report.notProven).includes('withheld'));
  });

  it('what its reader may read cannot be passed off as withheld', async () => {
    for (const [index, entry] of log.entries()) {
      const entries = log.map((one, at) => (at === index ? withhold(one) : one));
      const report = await verifyPacket({ ...(await packetOf(entries, key)).packet, madeFor: 'platform' });
      assert.equal(report.verdict, 'refuted', entry.type);
      assert.deepEqual(report.leftOut, [entry.seq]);
    }
  });

  it('an erasure that nobody signed excuses nothing', async () => {
    const stripped = log.map((entry) => (entry.seq === 3 ? eraseFrom(entry, ['text']) : entry));
    const { checkpoint } = await signed(stripped, key);
    const erasure = {
      id: 'x',
      at: '2026-03-11T00:00:00Z',
      by: 'platform',
      type: 'erasure',
      party: 'buyer',
      erased: [3],
    } as LogEntry;
    const last = stripped.at(-1) as EvidenceEntry;
    const forged = { ...packet, log: [...stripped, linkEntry(orderId, last, erasure)], checkpoint };
    const report = await verifyPacket(forged, { keys: [publicKeyOf(key)] });
    assert.equal(report.verdict, 'incomplete');
    assert.deepEqual([report.erased, report.omitted], [[], [3]]);
  });
});

describe('what is no packet', () => {
  for (const [what, change, issue] of [
    ['another format', { format: 'order-cancel' }, { path: ['format'], code: 'value' }],
    ['a later version', { version: 2 }, { path: ['version'], code: 'value' }],
    ['a member that is not known', { note: 'x' }, { path: ['note'], code: 'unknown-key' }],
    ['a log that is none', { log: {} }, { path: ['log'], code: 'type' }],
    ['no policies', { policies: undefined }, { path: ['policies'], code: 'required' }],
    ['a time that is none', { madeAt: '2026-02-30T00:00:00Z' }, { path: ['madeAt'], code: 'format' }],
    ['a number that JSON lacks', { version: Number.NaN }, { path: ['version'], code: 'type' }],
    ['__proto__', JSON.parse('{"__proto__": {}}'), { path: ['__proto__'], code: 'unknown-key' }],
    ['a text without end', { orderId: 'x'.repeat(1_000_001) }, { path: ['orderId'], code: 'too-large' }],
    ['a list without end', { log: new Array(4e9) }, { path: ['log'], code: 'too-large' }],
  ] as const) {
    it(`is unusable: ${what}`, async () => {
      // Spread sets a prototype by that name nowhere: the member is defined.
      const changed = Object.defineProperties({ ...packet }, Object.getOwnPropertyDescriptors(change));
      const report = await verifyPacket(changed);
      assert.equal(report.verdict, 'unusable');
      assert.deepEqual(report.issues, [issue]);
    });
  }

  it('is unusable: a member of an entry that is not known', async () => {
    const report = await verifyPacket({ ...packet, log: [{ ...packet.log[0], note: 1 }] });
    assert.deepEqual(report.issues, [{ path: ['log', 0, 'note'], code: 'unknown-key' }]);
  });

  it('is unusable: nesting without end, and getters that throw', async () => {
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    const hostile = Object.defineProperty({}, 'format', { enumerable: true, get: () => assert.fail('read') });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const value of [endless, hostile, revoked.proxy, () => 1, 1n, Symbol('x'), undefined]) {
      assert.equal((await verifyPacket(value)).verdict, 'unusable');
    }
  });

  it('is unusable, whatever JSON it is, and nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), async (value) => {
        assert.equal((await verifyPacket(value)).verdict, 'unusable');
      }),
      { numRuns: 500 },
    );
  });

  it('nothing is thrown for any value in any place of a packet', async () => {
    await fc.assert(
      fc.asyncProperty(mutation(), fc.jsonValue({ stringUnit: 'binary' }), async (change, trust) => {
        const report = await verifyPacket(change(asRead(packet)), {
          keys: [trust as never],
          checkpoints: [trust as never],
        });
        assert.notEqual(report.verdict, 'verified');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the second verifier', () => {
  it('has under 100 lines and imports nothing of src', () => {
    const code = readFileSync(new URL('./second-verifier.ts', import.meta.url), 'utf8');
    assert.ok(code.split('\n').length < 100);
    assert.deepEqual(
      [...code.matchAll(/from '(.*)'/g)].map(([, from]) => from),
      ['node:crypto'],
    );
  });

  it('agrees on what is valid: whole, with entries withheld or erased, with a tail that nobody signed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('keep', 'withhold', 'erase'), { minLength: log.length, maxLength: log.length }),
        fc.nat({ max: log.length }),
        async (fates, size) => {
          const entries = log.map((entry, at) => {
            if (fates[at] === 'withhold' && isBetweenOthers(entry, 'buyer')) return withhold(entry);
            return fates[at] === 'erase' ? eraseFrom(entry, personalMembers) : entry;
          });
          const { packet: made } = await packetOf(entries, key);
          const { checkpoint } =
            size === 0 ? { checkpoint: made.checkpoint } : await signed(entries.slice(0, size), key);
          const whole = asRead({ ...made, checkpoint, policies: [] });
          const { verdict, omitted } = await verifyPacket(whole);
          // Words that no entry tells of as erased are as good as cut out.
          if (omitted.length > 0) assert.equal(verdict, 'incomplete');
          else assert.equal(verdict, size === 0 || size === log.length ? 'consistent' : 'unsigned');
          assert.equal(isConsistent(whole as never), true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('agrees on what was changed anywhere', async () => {
    const seen = { right: 0, wrong: 0 };
    await fc.assert(
      fc.asyncProperty(mutation(), async (change) => {
        const changed = change(asRead(packet));
        const { verdict } = await verifyPacket(changed);
        const ours = verdict === 'consistent';
        assert.equal(isConsistent(changed as never), ours);
        seen[ours ? 'right' : 'wrong']++;
      }),
      { numRuns: 3000 },
    );
    // Policies that are left out are no fault, so that some packets stay right.
    assert.ok(seen.right > 0 && seen.wrong > 2000, JSON.stringify(seen));
  });
});

/** Changes one place within the log, the checkpoint, the policies or the order's id. */
function mutation(): fc.Arbitrary<(packet: EvidencePacket) => EvidencePacket> {
  const step = fc.nat({ max: 1000 });
  const kind = fc.constantFrom('set', 'remove', 'swap', 'double', 'flip');
  return fc
    .tuple(
      fc.constantFrom('log', 'checkpoint', 'policies', 'orderId'),
      fc.array(step, { maxLength: 6 }),
      kind,
      step,
      fc.jsonValue(),
    )
    .map(([member, path, how, where, value]) => (packet) => {
      // biome-ignore lint/suspicious/noExplicitAny: any place of any JSON
      let at: any = packet;
      let name: string | number = member;
      for (const one of path) {
        const next: unknown = at[name];
        const names = typeof next === 'object' && next !== null ? Object.keys(next) : [];
        if (names.length === 0) break;
        at = next;
        name = Array.isArray(next) ? one % names.length : names[one % names.length]!;
      }
      const list = Array.isArray(at) ? at : null;
      if (how === 'remove') list && typeof name === 'number' ? list.splice(name, 1) : delete at[name];
      else if (how === 'double' && list) list.splice(Number(name), 0, structuredClone(at[name]));
      else if (how === 'swap' && list) {
        const other = where % list.length;
        [list[other], list[Number(name)]] = [list[Number(name)], list[other]];
      } else if (how === 'flip' && typeof at[name] === 'string' && at[name].length > 0) {
        const index = where % at[name].length;
        const flipped = String.fromCharCode(at[name].charCodeAt(index) ^ 1);
        at[name] = at[name].slice(0, index) + flipped + at[name].slice(index + 1);
      } else at[name] = value;
      return packet;
    });
}
