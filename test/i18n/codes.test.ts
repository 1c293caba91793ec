import assert from 'node:assert/strict';
import { it } from 'node:test';
import { entryTypes } from '../../src/domain/log-entry.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import { refusalCodes } from '../../src/server/http/problem.ts';
import { textsIn } from '../support/messages.ts';

const english = textsIn('en');
const lacking = (group: string, codes: readonly string[]): string[] =>
  codes.map((code) => `${group}.${code}`).filter((key) => !english[key]);

/** What a page's code meets that is wrong: a person can do nothing about it, and is told the general sentence. */
const ofPrograms = [
  'invalid-request',
  'cross-site',
  'method-not-allowed',
  'unsupported-media-type',
  'key-reused',
  'precondition-required',
];
/** What the page finds out by itself. */
const ofThePage = ['offline', 'unknown-outcome'];

it('every refusal of the server has words for a person', () => {
  const codes = [...refusalCodes, ...ofThePage];
  assert.deepEqual(
    lacking(
      'problem',
      codes.filter((code) => !ofPrograms.includes(code)),
    ),
    [],
  );
  assert.deepEqual(
    ofPrograms.filter((code) => !codes.includes(code)),
    [],
  );
  assert.ok(english.problem);
});

it('a code of the queue has no second wording there but for who reads it', () => {
  const own = Object.keys(english).filter((key) => key.startsWith('failed.'));
  // Who decides is of another mind than before, or is the shop that cannot be reached.
  assert.deepEqual(own.sort(), ['failed.changed', 'failed.gone', 'failed.unavailable']);
});

it('every state has a name on the badge and in the filter of the queue', () => {
  assert.deepEqual([...lacking('state', cancellationStates), ...lacking('filter', cancellationStates)], []);
});

it('every entry of a record has words: its type, or each of what it may say', () => {
  const byContent: Record<string, string> = {
    cancellation: 'did.cancellation.request',
    notice: 'did.notice.file',
    scan: 'scan.delivered',
    evidence: 'kind.statement',
    verification: 'did.marked',
  };
  assert.deepEqual(
    entryTypes.filter((type) => !english[`did.${type}`] && !english[byContent[type] ?? '']),
    [],
  );
});
