import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Checkpoint, EvidenceEntry, LogEntry } from '../../src/domain/log-entry.ts';
import {
  fitOf,
  linkEntry,
  parseStrictJson,
  sealEntry,
  verifyChain,
  verifySignature,
} from '../../src/evidence/index.ts';
import { chained, everyEntry, orderId, salts, signed } from './fixtures.ts';

const size = 10_000;
/** How far apart those are that are tried with the whole log, and with a piece of it. */
const strides = { whole: 2003, piece: 37 };

/** Ten thousand entries of all types. */
function longLog(): EvidenceEntry[] {
  const entries = Array.from({ length: size }, (_, at): LogEntry => {
    const entry = everyEntry[at % everyEntry.length]!;
    const time = new Date(Date.parse('2026-03-01T12:00:00Z') + at * 1000).toISOString();
    return { ...entry, id: `${entry.id}:${at}`, at: time };
  });
  return chained(entries);
}

describe(`a log of ${size} entries against its checkpoint`, () => {
  let log: EvidenceEntry[];
  let checkpoint: Checkpoint;
  before(async () => {
    log = longLog();
    ({ checkpoint } = await signed(log));
    assert.equal(await verifySignature(checkpoint), 'valid');
  });

  const isTaken = (entries: readonly EvidenceEntry[]): boolean =>
    verifyChain(orderId, entries).ok && fitOf(orderId, entries, checkpoint).code === 'fits';

  /** What is not the same as before is found where it stands: what stands before it need not be read for every trial. */
  const isTakenFrom = (at: number, changed: readonly unknown[]): boolean => {
    const start = Math.max(0, at - 1);
    // Read as the beginning of a log, the first entries have the wrong place; only what is new counts.
    const faults = (entries: readonly unknown[]): string => JSON.stringify(verifyChain(orderId, entries).faults);
    return faults(log.slice(start, start + changed.length)) === faults(changed);
  };

  it('is taken as it is', () => assert.equal(isTaken(log), true));

  it('every truncation is found', () => {
    for (let kept = 0; kept < size; kept++) {
      assert.equal(fitOf(orderId, log.slice(0, kept), checkpoint).code, 'truncated', `${kept} entries kept`);
    }
  });

  it('every deletion is found by the number of entries, and by the chain', () => {
    for (let at = 0; at < size; at++) {
      const without = log.toSpliced(at, 1);
      assert.equal(fitOf(orderId, without, checkpoint).code, 'truncated', `without entry ${at + 1}`);
      if (at % strides.whole !== 0) continue;
      assert.equal(verifyChain(orderId, without).ok, at === size - 1, `without entry ${at + 1}`);
    }
    for (let at = 1; at < size - 2; at += strides.piece) {
      const start = at - 1;
      assert.equal(isTakenFrom(at, [log[start], log[at + 1]]), false, `without entry ${at + 1}`);
    }
  });

  it('every swap of neighbours is found, and swaps over any distance', () => {
    for (let at = 1; at < size - 3; at += strides.piece) {
      assert.equal(isTakenFrom(at, [log[at - 1], log[at + 1], log[at]]), false, `entries ${at + 1} and ${at + 2}`);
    }
    const place = fc.integer({ min: 0, max: size - 1 });
    check(
      fc.property(place, place, (one, other) => {
        fc.pre(one !== other);
        const swapped = [...log];
        [swapped[one], swapped[other]] = [log[other]!, log[one]!];
        assert.equal(isTaken(swapped), false);
      }),
      6,
    );
  });

  it('any flipped bit of any entry is found', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    check(
      fc.property(fc.nat(), fc.nat(), fc.nat({ max: 7 }), (which, where, bit) => {
        const at = which % size;
        const bytes = new TextEncoder().encode(JSON.stringify(log[at]));
        bytes[where % bytes.length]! ^= 1 << bit;
        let entry: unknown;
        try {
          entry = parseStrictJson(decoder.decode(bytes));
        } catch {
          return;
        }
        assert.equal(isTakenFrom(at, at === 0 ? [entry] : [log[at - 1], entry]), false);
      }),
      3_000,
    );
  });

  it('any flipped bit is found by the whole, too', () => {
    check(
      fc.property(fc.nat({ max: size - 1 }), fc.constantFrom('id', 'at', 'hash', 'prev'), (at, member) => {
        const entry = log[at]!;
        const flipped = String.fromCharCode(entry[member].charCodeAt(0) ^ 1) + entry[member].slice(1);
        assert.equal(isTaken(log.with(at, { ...entry, [member]: flipped })), false);
      }),
      4,
    );
  });

  it('a log that was forged from some entry on, and chained anew, is found', () => {
    check(
      fc.property(fc.nat({ max: size - 1 }), (from) => {
        const salt = salts();
        const forged = log.slice(0, from);
        // Only the last of them have to be made to see that the end is another one.
        for (const { seq: _seq, prev: _prev, hash: _hash, ...entry } of log.slice(from)) {
          const changed = forged.length === from ? { ...entry, at: '2026-01-01T00:00:00Z' } : entry;
          forged.push(linkEntry(orderId, forged.at(-1) ?? null, sealEntry(changed, salt)));
        }
        assert.equal(verifyChain(orderId, forged).ok, true);
        assert.equal(fitOf(orderId, forged, checkpoint).code, 'diverged');
      }),
      3,
    );
  });

  it('an entry that was put in is found', () => {
    check(
      fc.property(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }), (at, which) => {
        assert.equal(isTaken(log.toSpliced(at, 0, log[which]!)), false);
      }),
      4,
    );
  });
});

/** With the seed in the title of what fails, and told: any run can be had again. */
function check(property: fc.IProperty<never> | fc.IRawProperty<never> | unknown, numRuns: number): void {
  const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}`);
  fc.assert(property as fc.IProperty<unknown>, { seed, numRuns });
}
