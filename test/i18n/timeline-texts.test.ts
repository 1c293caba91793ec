import assert from 'node:assert/strict';
import { it } from 'node:test';
import { transitions } from '../../src/domain/lifecycle/transitions.ts';
import { claims, entryTypes, evidenceKinds, personalMembers } from '../../src/domain/log-entry.ts';
import { routeNames } from '../../src/domain/policy.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import * as codes from '../../src/evidence/codes.ts';
import { textsIn } from '../support/messages.ts';

const keys = new Set(Object.keys(textsIn('en')));
const lacking = (...wanted: string[]): string[] => wanted.filter((key) => !keys.has(key));
const each = (group: string, list: readonly string[]): string[] => list.map((code) => `${group}.${code}`);
/** Worded from what they hold, or by their action. */
const byContent = ['cancellation', 'notice', 'scan', 'evidence', 'verification'];

it('every code that the evidence gives has words', () => {
  const {
    checklistCodes,
    consequenceCodes,
    actionCodes,
    contradictionCodes,
    deadlineCodes,
    guidanceCodes,
    riskCodes,
    timeCodes,
    costCodes,
  } = codes;
  assert.deepEqual(
    lacking(
      ...each('checklist', checklistCodes),
      ...each('consequence', consequenceCodes),
      ...each('advice', actionCodes),
      ...each('contradiction', contradictionCodes),
      ...each('deadline', deadlineCodes),
      ...each('guidance', guidanceCodes),
      ...each('risk', riskCodes),
      ...each('time', timeCodes),
      ...each('cost', costCodes),
    ),
    [],
  );
});

it('everything that may stand in a record has words', () => {
  assert.deepEqual(
    lacking(
      ...each(
        'did.cancellation',
        [...new Set(transitions.map(({ action }) => action))].filter((one) => one !== 'resolve'),
      ),
      ...each('did.resolve', ['cancel', 'decline']),
      ...each(
        'did',
        entryTypes.filter((type) => !byContent.includes(type)),
      ),
      ...each('did.notice', ['file', 'respond', 'accept-penalty', 'lift']),
      ...each('state', cancellationStates),
      ...each('claim', claims),
      ...each('kind', ['message', ...evidenceKinds]),
      ...each('member', personalMembers),
      ...each('actor', ['buyer', 'seller', 'platform']),
    ),
    [],
  );
});

it('DP-15 every way on has words, and so has the step that takes it', () => {
  const steps = ['escalate', 'mediate', 'complain', 'dispute', 'arbitrate', 'abandon'];
  assert.deepEqual(
    lacking(
      ...each('route', routeNames),
      ...each('route.about', routeNames),
      ...each('route', ['is-open', 'is-taken', 'is-not-yet', 'is-over', 'is-cancel', 'is-decline']),
      ...each('do', steps),
      ...each('record.about', steps),
    ),
    [],
  );
});
