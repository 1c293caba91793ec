import * as z from 'zod/mini';
import { actions } from '../../domain/lifecycle/actions.ts';
import { conditionSchema, policySchema } from '../../policy/schemas/policy.ts';
import { fileTypes } from '../files.ts';
import {
  actionBody,
  cancellationBody,
  evidenceBody,
  matchBody,
  messageBody,
  noticeBody,
  previewBody,
  settleBody,
  withdrawalBody,
} from '../schemas/requests.ts';
import {
  attachmentSchema,
  cancellationSchema,
  checkpointSchema,
  decisionSchema,
  eventStreamSchema,
  evidenceEntrySchema,
  keysSchema,
  logPageSchema,
  orderListSchema,
  orderSchema,
  orderViewSchema,
  previewSchema,
  problemSchema,
  queuePageSchema,
  queueSchema,
  reasonsReportSchema,
  sentMessageSchema,
  statementSchema,
  withdrawalSchema,
  withdrawalsPageSchema,
} from '../schemas/responses.ts';
import { zodOf } from '../schemas/zod-of.ts';
import { sorts } from '../stores/store.ts';

const schemas = {
  Order: orderSchema,
  Cancellation: cancellationSchema,
  CancelPolicy: zodOf(policySchema),
  Condition: zodOf(conditionSchema),
  Decision: decisionSchema,
  OrderView: orderViewSchema,
  OrderList: orderListSchema,
  Preview: previewSchema,
  SentMessage: sentMessageSchema,
  Problem: problemSchema,
  CancellationBody: cancellationBody,
  PreviewBody: previewBody,
  ActionBody: actionBody,
  NoticeBody: noticeBody,
  MessageBody: messageBody,
  EvidenceBody: evidenceBody,
  MatchBody: matchBody,
  SettleBody: settleBody,
  WithdrawalBody: withdrawalBody,
  Withdrawal: withdrawalSchema,
  Statement: statementSchema,
  Queue: queueSchema,
  QueuePage: queuePageSchema,
  WithdrawalsPage: withdrawalsPageSchema,
  LogPage: logPageSchema,
  EvidenceEntry: evidenceEntrySchema,
  Attachment: attachmentSchema,
  Checkpoint: checkpointSchema,
  Keys: keysSchema,
  ReasonsReport: reasonsReportSchema,
  EventStream: eventStreamSchema,
} satisfies Record<string, z.core.$ZodType>;

type SchemaName = keyof typeof schemas;

const text = { type: 'string' } as const;
const instant = { type: 'string', format: 'date-time' } as const;
const inPath = (name: string, schema: object = text) => ({ name, in: 'path', required: true, schema });
const inQuery = (name: string, schema: object = text) => ({ name, in: 'query', required: false, schema });
const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { ...text, pattern: '^[!-~]{1,255}$' } };
const match = { name: 'If-Match', in: 'header', required: true, schema: text };

const content = (schema: SchemaName, type = 'application/json') => ({
  [type]: { schema: { $ref: `#/components/schemas/${schema}` } },
});
const problem = (description: string) => ({ description, content: content('Problem', 'application/problem+json') });

/** An operation: what it takes, what it answers with, and how it refuses beside 400, 401, 404 and 503. */
function operation(
  summary: string,
  parameters: object[],
  [status, schema]: [number, SchemaName],
  {
    body,
    refusals = {},
    open = false,
    found = false,
    accepts = false,
    type,
  }: {
    body?: SchemaName;
    refusals?: Record<number, string>;
    /** For everybody. */
    open?: boolean;
    /** Always there: no 404. */
    found?: boolean;
    /** The shop may still be carrying it out: 202. */
    accepts?: boolean;
    /** Of the answer, where it is not JSON. */
    type?: string;
  } = {},
): object {
  const posts = { 403: 'cross-site', 413: 'too-large', 415: 'unsupported-media-type' };
  const codes: Record<number, string> = {
    400: 'invalid-request',
    ...(!open && { 401: 'sign-in-required', 429: 'rate-limited' }),
    ...(!found && { 404: 'not-found' }),
    ...(body && posts),
    ...refusals,
    503: 'unavailable',
  };
  return {
    summary,
    parameters,
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: {
      [status]: { description: schema, content: content(schema, type) },
      ...(accepts && { 202: { description: 'It is being carried out: `pending`', content: content(schema) } }),
      ...Object.fromEntries(Object.entries(codes).map(([refusal, code]) => [refusal, problem(code)])),
    },
  };
}

const sha256 = inPath('sha256', { ...text, pattern: '^[0-9a-f]{64}$' });
/** A file as it is. */
const files = Object.fromEntries(fileTypes.map((type) => [type, {}]));
const signedIn = {
  401: problem('sign-in-required'),
  429: problem('rate-limited'),
  503: problem('unavailable'),
};

function put(summary: string): object {
  const kept = (description: string) => ({ description, content: content('Attachment') });
  return {
    summary,
    parameters: [sha256],
    requestBody: { required: true, content: files },
    responses: {
      200: kept('It was put by you before'),
      201: kept('It is there'),
      400: problem('invalid-request'),
      403: problem('cross-site'),
      413: problem('too-large'),
      415: problem('unsupported-media-type'),
      ...signedIn,
    },
  };
}

function get(summary: string): object {
  const disposition = { description: 'Always `attachment`', schema: text };
  return {
    summary,
    parameters: [sha256],
    responses: {
      200: { description: 'The file', headers: { 'Content-Disposition': disposition }, content: files },
      404: problem('not-found'),
      ...signedIn,
    },
  };
}

/** Of what is kept, once a key and within what its sender may do. */
const once = { 428: 'precondition-required', 429: 'rate-limited' };

/** Paths as the handler serves them, below its base path. */
const paths = {
  '/orders': {
    get: operation(
      'Views of several orders, by id, of one by number, or of what the asker has bought, the latest 50 first, as far as the shop lists it',
      [
        inQuery('id', { type: 'array', items: text, maxItems: 100 }),
        inQuery('number'),
        inQuery('own', { type: 'string', enum: ['true'] }),
      ],
      [200, 'OrderList'],
    ),
  },
  '/orders/{orderId}': { get: operation('View of an order', [inPath('orderId')], [200, 'OrderView']) },
  '/policies/{policyId}': {
    get: operation(
      'A policy, or the version that a hash names',
      [inPath('policyId'), inQuery('hash')],
      [200, 'CancelPolicy'],
      {
        open: true,
      },
    ),
  },
  '/cancellations/{cancellationId}': {
    get: operation('View of an order with one of its cancellations', [inPath('cancellationId')], [200, 'OrderView']),
  },
  '/cancellations': {
    get: operation(
      'Cancellations of orders that are yours, by state, search, order and page; or, as `kind`, statements of withdrawal, by state (open, unmatched, settled, all), search and page',
      [
        inQuery('kind', { ...text, enum: ['cancellation', 'withdrawal'] }),
        inQuery('state'),
        inQuery('q'),
        inQuery('sort', { ...text, enum: sorts }),
        inQuery('cursor'),
        inQuery('limit', { type: 'integer', minimum: 1, maximum: 500 }),
      ],
      [200, 'Queue'],
      { found: true },
    ),
  },
  '/cancellations/{cancellationId}/{action}': {
    post: operation(
      'Withdraw, accept, decline, refund, undo, reopen, uphold, escalate, resolve, dispute or remark on',
      [inPath('cancellationId'), inPath('action', { ...text, enum: actions }), key, match],
      [200, 'OrderView'],
      {
        accepts: true,
        body: 'ActionBody',
        refusals: {
          ...once,
          409: 'decision-changed, illegal-transition, in-progress',
          412: 'stale-revision',
          422: 'key-reused, reason-invalid, comment-required, order-unreadable, payment-unreadable, undo-unsafe',
        },
      },
    ),
  },
  '/cancellations/{cancellationId}/evidence': {
    post: operation(
      'Add a statement, or files, to the record of the case',
      [inPath('cancellationId'), key, match],
      [200, 'OrderView'],
      {
        body: 'EvidenceBody',
        refusals: { ...once, 409: 'in-progress', 412: 'stale-revision', 422: 'key-reused' },
      },
    ),
  },
  '/attachments/{sha256}': {
    put: put('Put a file under the hash of its bytes'),
    get: get('A file of your own, or of an entry that you may read; for saving, not for showing'),
  },
  '/orders/{orderId}/notices': {
    post: operation(
      'File, answer or lift an alert, or accept its penalty',
      [inPath('orderId'), key, match],
      [200, 'OrderView'],
      {
        accepts: true,
        body: 'NoticeBody',
        refusals: {
          ...once,
          409: 'illegal-transition, in-progress',
          412: 'stale-revision',
          422: 'key-reused',
        },
      },
    ),
  },
  '/orders/{orderId}/events': {
    get: operation(
      'What happened about an order, oldest first',
      [inPath('orderId'), inQuery('cursor')],
      [200, 'LogPage'],
    ),
  },
  '/keys': {
    get: operation('The keys that checkpoints of the log are signed with', [], [200, 'Keys'], {
      open: true,
      found: true,
    }),
  },
  '/reports/reasons': {
    get: operation(
      'How many cancellations were asked for, by reason and over time',
      [
        inQuery('from', instant),
        inQuery('to', instant),
        inQuery('bucket', { ...text, enum: ['day', 'week', 'month'] }),
        inQuery('seller'),
      ],
      [200, 'ReasonsReport'],
      { found: true },
    ),
  },
  '/events': {
    get: operation(
      'Server-sent events `order`, `cancellation` and `reset`: ids and revisions only',
      [inQuery('wait', { ...text, enum: ['0'] }), { name: 'Last-Event-ID', in: 'header', schema: text }],
      [200, 'EventStream'],
      { found: true, type: 'text/event-stream' },
    ),
  },
  '/orders/{orderId}/cancellation': {
    post: operation(
      'Cancel, or ask to cancel; or withdraw from the contract, which takes neither key nor match',
      [inPath('orderId'), key, match],
      [201, 'OrderView'],
      {
        accepts: true,
        body: 'CancellationBody',
        refusals: {
          ...once,
          409: 'decision-changed, illegal-transition, in-progress',
          412: 'stale-revision',
          422: 'key-reused, reason-invalid, comment-required, contact-required, order-unreadable, payment-unreadable',
        },
      },
    ),
  },
  '/withdrawals': {
    post: operation(
      'Withdraw from a contract: taken whatever it says, and answered the same whichever orders there are',
      [{ ...key, required: false }],
      [201, 'Withdrawal'],
      { body: 'WithdrawalBody', open: true, found: true },
    ),
  },
  '/withdrawals/{reference}/match': {
    post: operation('Say which order a statement is about', [inPath('reference')], [200, 'Statement'], {
      body: 'MatchBody',
    }),
  },
  '/withdrawals/{reference}/settle': {
    post: operation('Say that what was owed for a statement is done', [inPath('reference')], [200, 'Statement'], {
      body: 'SettleBody',
    }),
  },
  '/orders/{orderId}/preview': {
    post: operation('What would happen; changes nothing', [inPath('orderId')], [200, 'Preview'], {
      body: 'PreviewBody',
      refusals: { 422: 'contact-required' },
    }),
  },
  '/orders/{orderId}/messages': {
    post: operation('Write to the other side', [inPath('orderId'), key], [201, 'SentMessage'], {
      body: 'MessageBody',
      refusals: { ...once, 409: 'in-progress', 422: 'key-reused' },
    }),
  },
};

/** The HTTP interface as an OpenAPI 3.1 document, its schemas generated from those that the handler checks with. */
export function openapi(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  // As `input`: what a schema ignores beside its members is allowed there.
  const generated = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  const components = Object.entries(generated.schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema]);
  return {
    openapi: '3.1.0',
    info: { title: 'Order cancellation', version: '1' },
    paths,
    components: { schemas: Object.fromEntries(components) },
  };
}
