import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { root } from '../../../../scripts/entries.mjs';
import { httpShop, memoryJournal, shopConformance } from '../../../../src/server/index.ts';
import { effectTypes } from '../../../../src/server/shops/stepwise/job.ts';
import { aShopOverHttp, secret, url, without } from './a-shop.ts';

const document = JSON.parse(readFileSync(join(root, 'docs/shop-protocol.openapi.json'), 'utf8'));
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'protocol');
const pointer = (...path: string[]): string =>
  `protocol#/${path
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent)
    .join('/')}`;
const validator = (...path: string[]) => {
  const found = ajv.getSchema(pointer(...path));
  assert.ok(found, path.join(' '));
  return (content: unknown): string => (found(content) ? '' : ajv.errorsText(found.errors));
};

/** A path of the document that an address is of, in its own words. */
function pathOf(pathname: string): string {
  const parts = pathname.replace('/order-cancel/', '').split('/');
  const found = Object.keys(document.paths).filter((path) => {
    const wanted = path.slice(1).split('/');
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith('{') || part === parts[at]);
  });
  assert.equal(found.length, 1, `${pathname}: ${found}`);
  return found[0] as string;
}

describe('docs/shop-protocol.openapi.json', () => {
  it('names each effect that there is', () => {
    const { enum: named } = document.components.schemas.Step.properties.effect.properties.type;
    assert.deepEqual([...named].sort(), [...effectTypes].sort());
  });

  it('has each request of the package, and each answer of a shop that passes its cases', async () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    const watch =
      (fetch: typeof globalThis.fetch): typeof fetch =>
      async (input, init) => {
        const request = new Request(input, init);
        const { pathname, searchParams } = new URL(request.url);
        const path = pathOf(pathname);
        const method = request.method.toLowerCase();
        const operation = document.paths[path][method];
        assert.ok(operation, `${method} ${path}`);
        const parameters = [...(operation.parameters ?? []), ...(document.paths[path].parameters ?? [])];
        for (const name of searchParams.keys())
          if (!parameters.some((one: { name: string }) => one.name === name)) wrong.push(`${method} ${path}?${name}`);
        if (operation.requestBody) {
          const check = validator('paths', path, method, 'requestBody', 'content', 'application/json', 'schema');
          wrong.push(check(JSON.parse(await request.clone().text())));
        }
        const answer = await fetch(input, init);
        const place = ['paths', path, method, 'responses', String(answer.status)];
        const declared = operation.responses[answer.status];
        if (!declared) wrong.push(`${method} ${path} ${answer.status}`);
        else {
          const check = declared.$ref
            ? validator(...declared.$ref.slice(2).split('/'), 'content', 'application/json', 'schema')
            : validator(...place, 'content', 'application/json', 'schema');
          wrong.push(check(await answer.clone().json()));
        }
        seen.add(`${method} ${path} ${answer.status}`);
        return answer;
      };
    const cases = shopConformance(() => {
      let next = 0;
      const fetch = watch(aShopOverHttp().fetch);
      const shop = httpShop({ url, secret, fetch, journal: memoryJournal(), without });
      return { shop, order: () => `o${next++}` };
    });
    for (const { name, run } of cases) await run().catch((error) => wrong.push(`${name}: ${error}`));
    await httpShop({ url, secret, fetch: watch(aShopOverHttp().fetch), journal: memoryJournal(), without }).about();
    assert.deepEqual(wrong.filter(Boolean), []);
    for (const asked of [
      'get /about 200',
      'get /orders 404',
      'get /orders/{id} 200',
      'put /steps/{key} 200',
      'put /steps/{key} 409',
    ])
      assert.ok(seen.has(asked), `${asked} is not among ${[...seen]}`);
  });
});
