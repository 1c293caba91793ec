import type { Issue } from '../domain/errors.ts';
import type {
  Checkpoint,
  EvidenceEntry,
  LogEntry,
  PersonalMember,
  PublicKey,
  WithheldEntry,
} from '../domain/log-entry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, PolicyReference } from '../domain/records.ts';
import { formatInstant } from '../domain/values/instant.ts';
import { policyHash } from '../domain/values/policy-hash.ts';
import { type ChainReport, isBetweenOthers, isWithheld, lacking, verifyChain } from './chain.ts';
import { type CheckpointFit, fitOf, verifySignature } from './checkpoint.ts';
import type { PacketReport, PolicyFinding, Signing } from './packet-report.ts';
import { copyJson, isCheckpoint, isPublicKey, packetIssues } from './packet-shape.ts';
import { proofsOf } from './proofs.ts';

export type { PacketReport, PolicyFinding, Proof, Signing } from './packet-report.ts';

/** Everything about one order's case in one file. Nothing in it but `madeAt` and `madeFor` goes unproven by the log. */
export interface EvidencePacket {
  format: 'order-cancel-evidence';
  version: 1;
  orderId: string;
  /** RFC 3339. */
  madeAt: string;
  madeFor: Actor;
  log: (EvidenceEntry | WithheldEntry)[];
  checkpoint: Checkpoint | null;
  /** Every version that the log names. */
  policies: CancelPolicy[];
}

export interface PacketParts {
  orderId: string;
  madeFor: Actor;
  /** Epoch ms. */
  now: number;
  /** The whole log, as its reader may see it. */
  log: readonly (EvidenceEntry | WithheldEntry)[];
  checkpoint: Checkpoint | null;
  /** Those that the log does not name are left out. */
  policies: readonly CancelPolicy[];
}

/** Puts a packet together. */
export function makePacket({ orderId, madeFor, now, log, checkpoint, policies }: PacketParts): EvidencePacket {
  const byHash = new Map(policies.map((policy) => [policyHash(policy), policy]));
  const named = [...namedPolicies(log).keys()].flatMap((hash) => byHash.get(hash) ?? []);
  const madeAt = formatInstant(now);
  return {
    format: 'order-cancel-evidence',
    version: 1,
    orderId,
    madeAt,
    madeFor,
    log: [...log],
    checkpoint,
    policies: named,
  };
}

/** What the reader of a packet trusts: the platform's keys, and checkpoints that were kept outside. */
export interface Trust {
  keys?: readonly PublicKey[];
  checkpoints?: readonly Checkpoint[];
}

const nothing: PacketReport = {
  verdict: 'unusable',
  issues: [],
  chain: null,
  signing: 'none',
  key: null,
  fit: null,
  kept: [],
  vouched: 0,
  withheld: [],
  leftOut: [],
  erased: [],
  omitted: [],
  unsigned: [],
  policies: [],
  strayPolicies: [],
  proven: [],
  notProven: [],
};

/** Checks a packet. Strict: members that are not known are refused. Never rejects, whatever the input. */
export async function verifyPacket(input: unknown, trust: Trust = {}): Promise<PacketReport> {
  const issues: Issue[] = [];
  try {
    // What is checked is what was read: an input that changes meanwhile changes nothing.
    const packet = copyJson(input, issues);
    if (issues.length === 0) issues.push(...packetIssues(packet), ...(await trustIssues(trust)));
    if (issues.length > 0) return { ...nothing, issues };
    return await reportOf(packet as EvidencePacket, trust);
  } catch {
    return { ...nothing, issues: issues.length > 0 ? issues : [{ path: [], code: 'type' }] };
  }
}

/** What is wrong with what a packet is to be held against. */
async function trustIssues({ keys = [], checkpoints = [] }: Trust): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const [at, key] of keys.entries()) {
    if (!isPublicKey(publicPartOf(key))) issues.push({ path: ['keys', at], code: 'type' });
  }
  for (const [at, one] of checkpoints.entries()) {
    if (!isCheckpoint(one)) issues.push({ path: ['checkpoints', at], code: 'type' });
    else if ((await verifySignature(one)) === 'invalid') issues.push({ path: ['checkpoints', at], code: 'signature' });
  }
  return issues;
}

/** A key may carry more: its use, its name in a list, what a platform exports with it. */
function publicPartOf(key: PublicKey): PublicKey {
  const { kty, crv, x } = Object(key) as PublicKey;
  return { kty, crv, x };
}

async function reportOf(
  { orderId, madeFor, log, checkpoint, policies }: EvidencePacket,
  trust: Trust,
): Promise<PacketReport> {
  const chain = verifyChain(orderId, log);
  const given = trust.keys?.map(publicPartOf);
  const kept = await Promise.all(
    (trust.checkpoints ?? []).map(async (one) => ({
      one,
      signing: await signingOf(one, given),
      fit: fitOf(orderId, log, one),
      // What came with the packet was not kept apart from it.
      own: one.signature === checkpoint?.signature,
    })),
  );
  const outside = kept.filter(({ own, signing: by }) => !own && isRight(by));
  const keys = given ?? (outside.length > 0 ? outside.map(({ one }) => one.key) : undefined);
  const signing = checkpoint ? await signingOf(checkpoint, keys) : 'none';
  const fit = checkpoint && fitOf(orderId, log, checkpoint);
  const { findings, stray } = policyFindings(log, policies);
  const hidden = log.filter(isWithheld);
  const mayLack = (entry: WithheldEntry): boolean =>
    entry.shared ? madeFor !== 'platform' : isBetweenOthers(entry, madeFor);
  const leftOut = hidden.filter((entry) => !mayLack(entry)).map(({ seq }) => seq);
  const isWrong =
    !chain.ok ||
    signing === 'invalid' ||
    (fit !== null && fit.code !== 'fits') ||
    stray.length > 0 ||
    leftOut.length > 0 ||
    outside.some(({ fit: stands }) => isDenied(stands));

  const sizes = outside.flatMap(({ one, fit: stands }) => (stands.code === 'fits' ? [one.size] : []));
  if (checkpoint && signing === 'trusted' && fit?.code === 'fits') sizes.push(checkpoint.size);
  const vouched = isWrong ? 0 : Math.max(0, ...sizes);
  const signed = Math.max(vouched, isRight(signing) ? (checkpoint?.size ?? 0) : 0);
  // Anybody can add entries after the last one that was signed, and say there that something was erased.
  const cut = lackingOf(log, chain.erased, signed || log.length);
  const verdict = (): PacketReport['verdict'] => {
    if (isWrong) return 'refuted';
    if (signing === 'other-key') return 'untrusted';
    // However well the rest is vouched for: the other side's words may be what is missing.
    if (cut.omitted.length > 0 || hidden.some(({ shared }) => shared)) return 'incomplete';
    if (vouched > 0) return vouched === log.length ? 'verified' : 'partly-verified';
    return isRight(signing) && signed === log.length ? 'consistent' : 'unsigned';
  };
  const report: PacketReport = {
    ...nothing,
    verdict: verdict(),
    chain,
    signing,
    key: checkpoint?.key ?? null,
    fit,
    kept: kept.map(({ signing: by, fit: stands, own }) => ({ signing: by, fit: stands, own })),
    vouched,
    withheld: chain.withheld,
    leftOut,
    ...cut,
    unsigned: log.slice(signed).map(({ seq }) => seq),
    policies: findings,
    strayPolicies: stray,
  };
  return { ...report, ...proofsOf(report) };
}

async function signingOf(checkpoint: Checkpoint, keys: readonly PublicKey[] | undefined): Promise<Signing> {
  const state = await verifySignature(checkpoint);
  if (state !== 'valid') return state;
  if (!keys) return 'own-key';
  return keys.some(({ x }) => x === checkpoint.key.x) ? 'trusted' : 'other-key';
}

function isRight(signing: Signing): boolean {
  return signing === 'trusted' || signing === 'own-key';
}

/** A checkpoint of another order says nothing of this one. */
function isDenied({ code }: CheckpointFit): boolean {
  return code === 'truncated' || code === 'diverged';
}

/** Which of the entries that lack something were erased on record, and which were not. */
function lackingOf(
  log: EvidencePacket['log'],
  incomplete: readonly number[],
  signed: number,
): Pick<PacketReport, 'erased' | 'omitted'> {
  const readable = log.filter((entry) => !isWithheld(entry));
  const erasures = readable.filter(({ seq, type, by }) => seq <= signed && type === 'erasure' && by === 'platform');
  // Whose erasures name an entry, so that a long record is gone through once.
  const parties = new Map<number, Set<LogEntry['party']>>();
  for (const { seq, party, erased = [] } of erasures) {
    for (const named of erased) {
      if (named < seq) parties.set(named, (parties.get(named) ?? new Set()).add(party));
    }
  }
  const candidates = new Set(incomplete);
  const told = readable.filter(
    (entry) =>
      candidates.has(entry.seq) &&
      lacking(entry).every((member) => [...(parties.get(entry.seq) ?? [])].some((party) => isOf(party, member, entry))),
  );
  const erased = new Set(told.map(({ seq }) => seq));
  return { erased: [...erased], omitted: incomplete.filter((seq) => !erased.has(seq)) };
}

/** Whether a personal member is a party's to have erased: what the items are called is of both, where they went the buyer's. */
function isOf(party: LogEntry['party'], member: PersonalMember, { by }: LogEntry): boolean {
  if (member === 'items') return party !== undefined;
  if (member === 'place') return party === 'buyer';
  return party === (member === 'buyer' || member === 'seller' ? member : by);
}

/** The policies that a log names, by hash, in the order in which they come up. */
function namedPolicies(log: PacketParts['log']): Map<string, Omit<PolicyFinding, 'state'>> {
  const named = new Map<string, Omit<PolicyFinding, 'state'>>();
  const findingOf = (hash: string): Omit<PolicyFinding, 'state'> => {
    const finding = named.get(hash) ?? { hash, reference: null, seqs: [], shown: [] };
    named.set(hash, finding);
    return finding;
  };
  for (const entry of log) {
    if (isWithheld(entry)) continue;
    if (entry.policy) {
      const finding = findingOf(entry.policy.hash);
      finding.reference ??= entry.policy;
      finding.seqs.push(entry.seq);
    }
    if (entry.shown) findingOf(entry.shown).shown.push(entry.seq);
  }
  return named;
}

function policyFindings(
  log: EvidencePacket['log'],
  policies: readonly CancelPolicy[],
): { findings: PolicyFinding[]; stray: number[] } {
  const named = namedPolicies(log);
  const present = new Set<string>();
  const stray: number[] = [];
  for (const [at, policy] of policies.entries()) {
    const hash = hashIfAny(policy);
    const finding = named.get(hash);
    // Twice the same, or one whose name in the log is another.
    const { reference = null } = finding ?? {};
    const isOther = reference !== null && (reference.id !== policy.id || reference.version !== policy.version);
    if (!finding || isOther || present.has(hash)) stray.push(at);
    else present.add(hash);
  }
  const findings = [...named.values()].map(
    (finding): PolicyFinding => ({ ...finding, state: present.has(finding.hash) ? 'present' : 'missing' }),
  );
  return { findings, stray };
}

function hashIfAny(policy: CancelPolicy): string {
  try {
    return policyHash(policy);
  } catch {
    return '';
  }
}
