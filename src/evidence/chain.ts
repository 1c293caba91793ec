import {
  type EvidenceEntry,
  type LogEntry,
  outlineMembers,
  type PersonalMember,
  personalMembers,
  sharedOutline,
  type WithheldEntry,
} from '../domain/log-entry.ts';
import type { Actor } from '../domain/records.ts';
import { canonicalJson } from '../domain/values/canonical-json.ts';
import { isObject } from '../domain/values/is-object.ts';
import { own } from '../domain/values/own-member.ts';
import { sha256Hex } from '../domain/values/sha256.ts';

/** An entry whose personal members are committed to, before it has its place in a log. */
export type SealedEntry = LogEntry & Pick<EvidenceEntry, 'commitments' | 'salts'>;

/** Commits to an entry's personal members. `salt` gives 128 random bits in lower-case hex, new ones each time. */
export function sealEntry(entry: LogEntry, salt: () => string): SealedEntry {
  const commitments: EvidenceEntry['commitments'] = {};
  const salts: EvidenceEntry['salts'] = {};
  for (const member of personalMembers) {
    const value = entry[member];
    if (value === undefined || value === null) continue;
    const bits = salt();
    salts[member] = bits;
    commitments[member] = commitmentTo(bits, value);
  }
  return Object.keys(salts).length > 0 ? { ...entry, commitments, salts } : { ...entry };
}

/** Gives an entry its place after `previous`, the last one of the order's log; `null`: it is the first. */
export function linkEntry(
  orderId: string,
  previous: Pick<EvidenceEntry, 'seq' | 'hash'> | null,
  entry: SealedEntry,
): EvidenceEntry {
  const placed = { ...entry, seq: (previous?.seq ?? 0) + 1, prev: previous?.hash ?? genesisOf(orderId), hash: '' };
  return { ...placed, hash: hashOf(placed) };
}

/** What the first entry of an order's log refers to. */
export function genesisOf(orderId: string): string {
  return sha256Hex(canonicalJson(['order-cancel-log', orderId]));
}

/** The hash that an entry has to have. */
export function hashOf(entry: EvidenceEntry | WithheldEntry): string {
  const outline: Record<string, unknown> = {};
  for (const member of outlineOf(entry)) if (entry[member] !== undefined) outline[member] = entry[member];
  return sha256Hex(canonicalJson({ ...outline, content: isWithheld(entry) ? entry.content : contentOf(entry) }));
}

function outlineOf({ shared }: Pick<LogEntry, 'shared'>): typeof outlineMembers | typeof sharedOutline {
  return shared ? sharedOutline : outlineMembers;
}

function contentOf(entry: EvidenceEntry): string {
  const fixed: Record<string, unknown> = { ...entry };
  for (const member of [...outlineOf(entry), 'hash', 'salts']) delete fixed[member];
  for (const member of Object.keys(entry.commitments ?? {})) if (isPersonal(member)) delete fixed[member];
  return sha256Hex(canonicalJson(fixed));
}

export function commitmentTo(salt: string, value: unknown): string {
  return sha256Hex(canonicalJson([salt, value]));
}

/** The entry without some of its personal members: their commitments stay, and so does its hash. */
export function eraseFrom(entry: EvidenceEntry, members: readonly PersonalMember[]): EvidenceEntry {
  const rest: EvidenceEntry = { ...entry, ...(entry.salts && { salts: { ...entry.salts } }) };
  for (const member of members) {
    if (!entry.commitments || !Object.hasOwn(entry.commitments, member)) continue;
    delete rest[member];
    delete rest.salts?.[member];
  }
  if (rest.salts && Object.keys(rest.salts).length === 0) delete rest.salts;
  return rest;
}

/** What remains of an entry for somebody who may not read it. */
export function withhold(entry: EvidenceEntry): WithheldEntry {
  const { seq, prev, hash, at, by, type, to, shared } = entry;
  if (shared) return { seq, prev, hash, at, shared, withheld: true, content: contentOf(entry) };
  return { seq, prev, hash, at, by, type, ...(to && { to }), withheld: true, content: contentOf(entry) };
}

/** Whether an entry may be kept from somebody: only what others wrote to support, or support to them. */
export function isBetweenOthers(
  { type, by, to }: Partial<Pick<LogEntry, 'type' | 'by' | 'to'>>,
  reader: Actor,
): boolean {
  const sides = [by, to];
  return reader !== 'platform' && type === 'message' && sides.includes('platform') && !sides.includes(reader);
}

export function isWithheld(entry: EvidenceEntry | WithheldEntry): entry is WithheldEntry {
  return 'withheld' in entry;
}

/**
 * What is wrong with an entry, or a log. `malformed`: it is no entry at all; `order`: its number does not follow; `link`: it
 * does not refer to the one before; `altered`: its content is not what its hash says; `commitment`: a personal member is not
 * what was committed to, or its salt is missing; `salt`: there is a salt without its value, or an empty list of them.
 */
export type ChainFault = 'malformed' | 'order' | 'link' | 'altered' | 'commitment' | 'salt';

export interface ChainReport {
  /** Whether nothing is wrong. An empty log is whole. */
  ok: boolean;
  /** `at`: place in the list, from 0. */
  faults: { at: number; code: ChainFault }[];
  size: number;
  /** Hash of the last entry; of an empty log: what the first one would refer to. */
  head: string;
  /** Numbers of the entries that are not the reader's to read: their place is proven, not their content. */
  withheld: number[];
  /** Numbers of the entries with personal members that were erased. */
  erased: number[];
}

/** Checks a whole log, from its first entry: order, links, content, commitments. Never throws for what was read from JSON. */
export function verifyChain(orderId: string, log: readonly unknown[]): ChainReport {
  const report: ChainReport = { ok: true, faults: [], size: log.length, head: '', withheld: [], erased: [] };
  let head = startOf(orderId);
  for (const [at, entry] of log.entries()) {
    const found = faultsOf(entry, at + 1, head);
    for (const code of found) report.faults.push({ at, code });
    if (isObject(entry) && typeof entry.hash === 'string') head = entry.hash;
    if (found.length > 0) continue;
    const whole = entry as unknown as EvidenceEntry | WithheldEntry;
    if (isWithheld(whole)) report.withheld.push(whole.seq);
    else if (lacking(whole).length > 0) report.erased.push(whole.seq);
  }
  return { ...report, head, ok: report.faults.length === 0 };
}

/** Of an id that has no canonical JSON nothing can begin, so that the first entry's link is at fault. */
function startOf(orderId: string): string {
  try {
    return genesisOf(orderId);
  } catch {
    return '';
  }
}

function faultsOf(entry: unknown, seq: number, head: string): ChainFault[] {
  if (!isObject(entry) || typeof entry.hash !== 'string') return ['malformed'];
  const faults: ChainFault[] = [];
  if (entry.seq !== seq) faults.push('order');
  if (entry.prev !== head) faults.push('link');
  if ('withheld' in entry) {
    const isStrict = entry.withheld === true && isHash(entry.content) && Object.keys(entry).every(isOfWithheld);
    if (!isStrict) return [...faults, 'malformed'];
  }
  const { commitments = {}, salts = {} } = entry;
  if (!isObject(commitments) || !isObject(salts)) return [...faults, 'malformed'];
  try {
    if (hashOf(entry as unknown as EvidenceEntry) !== entry.hash) faults.push('altered');
  } catch {
    // What has no canonical JSON was never hashed.
    return [...faults, 'altered'];
  }
  if ('withheld' in entry) return faults;
  if (!Object.entries(commitments).every(([member, value]) => isPersonal(member) && isHash(value))) {
    return [...faults, 'malformed'];
  }
  const isBroken = Object.entries(commitments).some(
    ([member, commitment]) => !isKept(own(entry, member), own(salts, member), commitment),
  );
  if (isBroken) faults.push('commitment');
  // A second text of the same entry: salts are not in its hash.
  const names = Object.keys(salts);
  const isStray = names.some((name) => !Object.hasOwn(commitments, name) || own(entry, name) === undefined);
  if (isStray || (entry.salts !== undefined && names.length === 0)) faults.push('salt');
  return faults;
}

function isOfWithheld(member: string): boolean {
  return ['hash', 'withheld', 'content', ...outlineMembers, ...sharedOutline].includes(member);
}

/** Whether a personal member is what was committed to, or was erased whole: value and salt. */
function isKept(value: unknown, salt: unknown, commitment: unknown): boolean {
  if (value === undefined) return true;
  try {
    return typeof salt === 'string' && commitmentTo(salt, value) === commitment;
  } catch {
    return false;
  }
}

/** The personal members of which only the commitment is left. */
export function lacking({
  commitments = {},
  salts = {},
}: Pick<EvidenceEntry, 'commitments' | 'salts'>): PersonalMember[] {
  return Object.keys(commitments).filter((member): member is PersonalMember => !Object.hasOwn(salts, member));
}

function isPersonal(member: string): member is PersonalMember {
  return (personalMembers as readonly string[]).includes(member);
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
