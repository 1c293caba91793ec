import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import './page.ts';
import { storeOf } from '../../src/client/stores.ts';

describe('storeOf', () => {
  it('is one store for all the ways of writing one URL', () => {
    const store = storeOf('/api');
    for (const url of ['/api/', '/api//', 'https://shop.example/api', 'https://shop.example/api/', '../api']) {
      assert.equal(storeOf(url), store, url);
    }
    assert.notEqual(storeOf('/api/v2'), store);
    assert.notEqual(storeOf('/API'), store);
  });

  it('is a store of its own for what is no URL', () => {
    assert.equal(storeOf('http://['), storeOf('http://['));
    assert.notEqual(storeOf('http://['), storeOf('/api'));
  });
});
