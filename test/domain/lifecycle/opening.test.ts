import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockTolerance, contactIssue } from '../../../src/domain/lifecycle/opening.ts';
import { aPaidOrder, placed } from '../lifecycle-fixtures.ts';

describe('contact that has to be made first', () => {
  const order = aPaidOrder();
  const issueOf = (
    contacted: { messageId: string } | { statedAt: string } | undefined,
    contactMessage: { orderId: string; from: 'buyer' | 'seller'; to: 'buyer' | 'seller' | 'platform' } | null = null,
    contact: 'none' | 'recommended' | 'required' = 'required',
  ): string | null => {
    const context = { actor: 'buyer', now: placed, contactMessage } as const;
    const issue = contactIssue(order, { contact }, contacted ? { contacted } : {}, context);
    return issue && `${issue.path.join('.')}:${issue.code}`;
  };

  it('B2B-4 is demanded only where it is required', () => {
    assert.equal(issueOf(undefined), 'contacted:required');
    for (const contact of ['none', 'recommended'] as const) assert.equal(issueOf(undefined, null, contact), null);
  });

  it('is stated by a clock that is five minutes ahead at most', () => {
    const stated = (at: number) => issueOf({ statedAt: new Date(at).toISOString() });
    assert.equal(stated(placed + clockTolerance), null);
    assert.equal(stated(placed + clockTolerance + 1), 'contacted.statedAt:too-late');
    assert.equal(issueOf({ statedAt: 'yesterday' }), 'contacted.statedAt:format');
  });

  it('is a message about this order, by who cancels, to the other side', () => {
    const ours = { orderId: order.id, from: 'buyer', to: 'seller' } as const;
    const named = { messageId: 'm-1' };
    assert.equal(issueOf(named, ours), null);
    for (const other of [
      null,
      { ...ours, orderId: 'o-2' },
      { ...ours, from: 'seller' as const },
      { ...ours, to: 'platform' as const },
    ]) {
      assert.equal(issueOf(named, other), 'contacted.messageId:value', JSON.stringify(other));
    }
  });
});
