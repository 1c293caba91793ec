import type { Issue } from '../domain/errors.ts';
import { attachmentTypes, claims, type EvidenceEntry, entryTypes, personalMembers } from '../domain/log-entry.ts';
import { cancellationStates } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { isObject } from '../domain/values/is-object.ts';

/**
 * More than any packet has, however much either side wrote: what one of them makes long must not be too long for the other.
 * They keep a hostile one from taking the reader's time and memory.
 */
const bounds = { depth: 64, values: 50_000_000, text: 1_000_000, list: 1_000_000 };

type Path = (string | number)[];

/**
 * A plain copy of a JSON value, every member read once; `undefined` with an issue where it is none, or out of bounds.
 * Members named `__proto__` are refused: what they mean depends on who reads them.
 */
export function copyJson(input: unknown, issues: Issue[]): unknown {
  let left = bounds.values;
  // One path for the whole walk: a packet of a million values would make as many lists.
  const path: Path = [];
  const refuse = (code: string): undefined => void issues.push({ path: [...path], code });
  const copyAt = (step: string | number, value: unknown): unknown => {
    path.push(step);
    const copied = copy(value);
    path.pop();
    return copied;
  };
  const copy = (value: unknown): unknown => {
    if (--left < 0 || path.length > bounds.depth) return refuse(path.length > bounds.depth ? 'too-deep' : 'too-large');
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : refuse('type');
    if (typeof value === 'string') return value.length > bounds.text ? refuse('too-large') : value;
    if (typeof value !== 'object') return refuse('type');
    if (Array.isArray(value)) {
      const { length } = value;
      if (length > bounds.list) return refuse('too-large');
      const list: unknown[] = [];
      for (let at = 0; at < length && issues.length === 0; at++) list.push(copyAt(at, value[at]));
      return list;
    }
    const members: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      if (issues.length > 0) break;
      if (name === '__proto__') return void issues.push({ path: [...path, name], code: 'unknown-key' });
      const item = (value as Record<string, unknown>)[name];
      if (item !== undefined) members[name] = copyAt(name, item);
    }
    return members;
  };
  const copied = copy(input);
  return issues.length > 0 ? undefined : copied;
}

/** More issues help nobody. */
const maxIssues = 20;

/** Adds what is wrong with a value to the issues. `path` is the walk's own: whoever keeps it copies it. */
type Check = (value: unknown, path: Path, issues: Issue[]) => void;

const when =
  (holds: (value: unknown) => boolean, code: string): Check =>
  (value, path, issues) => {
    if (!holds(value)) issues.push({ path: [...path], code });
  };

/** Checks what stands one step further. */
function checkAt(step: string | number, check: Check | undefined, value: unknown, path: Path, issues: Issue[]): void {
  path.push(step);
  if (check) check(value, path, issues);
  else issues.push({ path: [...path], code: 'unknown-key' });
  path.pop();
}

const text = when((value) => typeof value === 'string', 'type');
const anything: Check = () => undefined;
const truth = when((value) => typeof value === 'boolean', 'type');
const whole = when((value) => Number.isSafeInteger(value), 'type');
const count = when((value) => Number.isSafeInteger(value) && (value as number) >= 0, 'type');
const instant = when((value) => !Number.isNaN(parseInstant(value)), 'format');
const matching = (pattern: RegExp): Check =>
  when((value) => typeof value === 'string' && pattern.test(value), 'format');
const hash = matching(/^[0-9a-f]{64}$/);
const salt = matching(/^[0-9a-f]{32}$/);
const oneOf = (values: readonly unknown[]): Check => when((value) => values.includes(value), 'value');
const actor = oneOf(['buyer', 'seller', 'platform']);
const orNull =
  (check: Check): Check =>
  (value, path, issues) => {
    if (value !== null) check(value, path, issues);
  };

const list =
  (check: Check): Check =>
  (value, path, issues) => {
    if (!Array.isArray(value)) return void issues.push({ path: [...path], code: 'type' });
    for (let at = 0; at < value.length && issues.length < maxIssues; at++) checkAt(at, check, value[at], path, issues);
  };

/** An object with these members and no others. */
const record = (required: Record<string, Check>, optional: Record<string, Check> = {}): Check => {
  const demanded = Object.keys(required);
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, path, issues) => {
    if (!isObject(value)) return void issues.push({ path: [...path], code: 'type' });
    for (const name of demanded) {
      if (!Object.hasOwn(value, name)) issues.push({ path: [...path, name], code: 'required' });
    }
    for (const name of Object.keys(value)) {
      if (issues.length >= maxIssues) return;
      checkAt(name, known.get(name), value[name], path, issues);
    }
  };
};

const reference = record({ id: text, version: text, hash });
const attachment = record({ sha256: hash, type: oneOf(attachmentTypes), size: count });
const person = record({ id: anything, name: anything });
/** Details are in the shop's own words, whatever these are: they are told as they stand. */
const details = record(
  { status: anything, placedAt: anything, total: anything, payment: anything, lines: anything },
  { number: anything, paidAt: anything, shippedAt: anything, deliveredAt: anything },
);
const ofPersonal = (check: Check): Check =>
  record({}, Object.fromEntries(personalMembers.map((name) => [name, check])));
const place = { seq: whole, prev: hash, hash };

const readable = record({ ...place, id: text, at: instant, by: actor, type: oneOf(entryTypes) }, {
  occurredAt: instant,
  cancellationId: text,
  action: text,
  state: oneOf(cancellationStates),
  reason: orNull(text),
  comment: orNull(text),
  lines: anything,
  declinedLines: anything,
  amount: anything,
  refund: oneOf(['settled', 'pending', 'failed']),
  retracted: oneOf([true]),
  outcome: oneOf(['cancel', 'decline']),
  ruleId: orNull(text),
  policy: reference,
  shown: text,
  orderStatus: anything,
  shared: oneOf([true]),
  to: actor,
  sellerIds: list(text),
  text,
  ticket: orNull(text),
  representative: text,
  attachments: list(attachment),
  names: list(text),
  kind: text,
  claim: oneOf(claims),
  claimedAt: instant,
  cites: list(text),
  code: anything,
  carrier: anything,
  place: anything,
  reference: text,
  flags: list(text),
  receivedAt: instant,
  matches: text,
  statement: anything,
  marked: truth,
  order: details,
  items: anything,
  buyer: person,
  seller: person,
  party: oneOf(['buyer', 'seller']),
  erased: list(whole),
  commitments: ofPersonal(hash),
  salts: ofPersonal(salt),
} satisfies Record<Exclude<keyof EvidenceEntry, 'id' | 'at' | 'by' | 'type' | keyof typeof place>, Check>);
const unreadable = record(
  { ...place, at: instant, withheld: oneOf([true]), content: hash },
  { by: actor, type: oneOf(entryTypes), to: actor, shared: oneOf([true]) },
);
const entry: Check = (value, path, issues) =>
  (isObject(value) && Object.hasOwn(value, 'withheld') ? unreadable : readable)(value, path, issues);

const publicKey = record({ kty: oneOf(['OKP']), crv: oneOf(['Ed25519']), x: text });
const checkpoint = record({ orderId: text, size: count, head: hash, at: instant, key: publicKey, signature: text });

const packet = record({
  format: oneOf(['order-cancel-evidence']),
  version: oneOf([1]),
  orderId: text,
  madeAt: instant,
  madeFor: actor,
  log: list(entry),
  checkpoint: orNull(checkpoint),
  policies: list(when((value) => isObject(value) && typeof value.id === 'string', 'type')),
});

/** What keeps a plain JSON value from being a packet; the first of them. */
export function packetIssues(value: unknown): Issue[] {
  const issues: Issue[] = [];
  packet(value, [], issues);
  return issues.slice(0, maxIssues);
}

export function isCheckpoint(value: unknown): boolean {
  const issues: Issue[] = [];
  checkpoint(value, [], issues);
  return issues.length === 0;
}

export function isPublicKey(value: unknown): boolean {
  const issues: Issue[] = [];
  publicKey(value, [], issues);
  return issues.length === 0;
}
