import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html, unsafeStatic } from 'lit/static-html.js';
import 'order-cancel-elements/define';
import { publicEntries } from '../../scripts/entries.mjs';

const tags: string[] = publicEntries().flatMap(
  ({ specifier }: { specifier: string }) => specifier.match(/\/define\/(.+)$/)?.[1] ?? [],
);

describe('what a server renders', () => {
  for (const tag of tags) {
    it(`of ${tag} has a slot for what the page has put inside, and nothing else to be seen`, async () => {
      const name = unsafeStatic(tag);
      const rendered = await collectResult(render(html`<${name} order-id="1"><a href="/c">Contact</a></${name}>`));
      const [, shadow = '', light = ''] = rendered.match(/<template [^>]*>(.*)<\/template>(.*)<\//s) ?? [];
      assert.match(shadow, /<slot><\/slot\s*>/);
      assert.equal(shadow.replace(/<style>.*<\/style>|<[^>]*>/gs, '').trim(), '');
      assert.equal(light, '<a href="/c">Contact</a>');
    });
  }
});
