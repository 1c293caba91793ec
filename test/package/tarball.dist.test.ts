import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { publicEntries } from '../../scripts/entries.mjs';
import { pack } from './consumer.ts';

describe('the packed package', () => {
  let packed: ReturnType<typeof pack>;
  let data: Uint8Array<ArrayBuffer>;
  before(() => {
    packed = pack();
    data = new Uint8Array(readFileSync(packed.tarball));
  });
  after(() => packed.remove());

  it('is as publint would have it', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: data.buffer }, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  it('has types that are those of its modules, by every way of resolving ES modules', async () => {
    const contents = createPackageFromTarballData(data);
    const wildcards = publicEntries().map(({ specifier }: { specifier: string }) =>
      specifier.replace(/^order-cancel-elements/, '.'),
    );
    const result = await checkPackage(contents, { includeEntrypoints: wildcards });
    assert.ok(result.types);
    assert.ok(Object.keys(result.entrypoints).includes('./define/order-cancel-button'));
    // It is ES modules only: whoever requires it from CommonJS, or resolves as before `exports`, cannot have it.
    const problems = result.problems.filter(
      (problem) => !('resolutionKind' in problem && /^node10$|^node16-cjs$/.test(String(problem.resolutionKind))),
    );
    assert.deepEqual(problems, []);
  });
});
