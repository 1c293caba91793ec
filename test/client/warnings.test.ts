import assert from 'node:assert/strict';
import { it } from 'node:test';
import { brotliSize, bundle, modulesIn } from '../../scripts/bundle.mjs';

it('what a page loads to word a warning holds no package, and is small', async () => {
  const chunks = await bundle('src/client/warnings.ts', {});
  const modules: string[] = chunks.flatMap(modulesIn);
  assert.ok(modules.some((id) => id.endsWith('/src/policy/parse.ts')));
  assert.deepEqual(
    modules.filter((id) => id.includes('/node_modules/')),
    [],
  );
  // The parsers of all records: a developer is told which member is at fault, and which zone may have been meant. 0.7 of it are
  // the words for lines, several sellers and the right of withdrawal; 5.9 teach what was meant, and what would be right.
  assert.ok(brotliSize(chunks) < 15.1 * 1024, `${brotliSize(chunks)} bytes`);
});
