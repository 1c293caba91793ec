import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { placeOf } from '../../bin/json-place.mjs';
import { pathsOf } from '../support/paths.ts';

it('the place of a path in a JSON text is where its value begins', () => {
  const value = fc.oneof(fc.object({ maxDepth: 3, withNullPrototype: false }), fc.array(fc.jsonValue({ maxDepth: 3 })));
  fc.assert(
    fc.property(value, fc.constantFrom('', ' ', '\t', 4), (made, indent) => {
      const text = JSON.stringify(made, null, indent);
      const read = JSON.parse(text) as unknown;
      for (const path of pathsOf(read)) {
        const { line, column } = placeOf(text, path);
        const rest = text
          .split('\n')
          .slice(line - 1)
          .join('\n')
          .slice(column - 1);
        const wanted = path.reduce<unknown>((found, step) => (found as Record<string, unknown>)[step], read);
        const first =
          typeof wanted === 'object' && wanted !== null ? JSON.stringify(wanted)[0] : JSON.stringify(wanted);
        assert.ok(rest.startsWith(first as string), `${path.join('.')} of ${text}: ${rest.slice(0, 40)}`);
        const end = placeOf(text, [...path, 'not there']);
        assert.deepEqual(end, { line, column }, 'what is not there is looked for around it');
      }
    }),
  );
});
