import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import { sha256Hex, sha256Written } from '../../../src/domain/values/sha256.ts';
import b2b from '../../../src/policy/presets/b2b-supplier.ts';

const oracle = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

for (const [name, hashOf] of Object.entries({ 'as it is written out': sha256Written, 'of the platform': sha256Hex }))
  describe(`SHA-256 ${name}`, () => {
    it('gives the published digest of "abc"', () => {
      assert.equal(hashOf('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    });

    it('agrees with the platform at every length around the block boundaries', () => {
      for (let length = 0; length <= 200; length++) {
        const text = 'x'.repeat(length);
        assert.equal(hashOf(text), oracle(text), `length ${length}`);
      }
    });

    it('agrees with the platform on any text, lone surrogates included', () => {
      fc.assert(
        fc.property(
          fc.string({ unit: 'binary', maxLength: 500 }),
          fc.constantFrom('', '\ud800', '\udfffé'),
          (text, tail) => {
            assert.equal(hashOf(text + tail), oracle(text + tail));
          },
        ),
        { numRuns: 500 },
      );
    });

    it('takes bytes too', () => {
      assert.equal(hashOf(new TextEncoder().encode('é')), oracle('é'));
    });
  });

describe('policy hash', () => {
  it('does not depend on the order of members', () => {
    const { id, ...rest } = b2b;
    assert.equal(policyHash({ ...rest, id }), policyHash(b2b));
  });

  it('changes with any word of the policy', () => {
    assert.notEqual(policyHash({ ...b2b, version: '2' }), policyHash(b2b));
  });
});
