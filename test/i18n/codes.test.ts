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

it('every refusal that a seller’s decision meets has words in the queue', () => {
  // Whoever is of another mind sees the current state: `changed` or `gone`. Nobody is asked to write to anybody there.
  const elsewhere = ['decision-changed', 'stale-revision', 'illegal-transition', 'contact-required', 'too-large'];
  const codes = [...refusalCodes, ...ofThePage, 'changed', 'gone', 'too-long'];
  assert.deepEqual(
    lacking(
      'failed',
      codes.filter((code) => ![...ofPrograms, ...elsewhere].includes(code)),
    ),
    [],
  );
  assert.ok(english.failed);
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
