import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { renderToString } from 'react-dom/server';
import { anOrder } from '../policy/fixtures.ts';
import { accountPage, rendered } from './account-page.ts';

describe('React on a server', () => {
  it('renders the elements with what the page has put inside, and no object as text', () => {
    const page = accountPage({ order: anOrder(), policy: poshmark, backend: {} as never, onRequest: () => {} });
    assert.equal(renderToString(page), rendered);
  });
});
