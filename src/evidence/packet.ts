import type { Issue } from '../domain/errors.ts';
import { formatInstant } from '../domain/instant.ts';
import type { Checkpoint, EvidenceEntry, PublicKey, WithheldEntry } from '../domain/log-entry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import { policyHash } from '../domain/policy-hash.ts';
import type { Actor, PolicyReference } from '../domain/records.ts';
import { type ChainReport, isWithheld, lacking, verifyChain } from './chain.ts';
import { type CheckpointFit, fitOf, verifySignature } from './checkpoint.ts';
import { copyJson, isCheckpoint, isPublicKey, packetIssues } from './packet-shape.ts';
import { type Proof, proofsOf } from './proofs.ts';

export type { Proof } from './proofs.ts';

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

/**
 * Who signed. `trusted`: a key that the reader gave, or that signed a checkpoint which was kept outside; `own-key`: rightly by
 * the key that it names itself, and there is none to compare; `other-key`: rightly, but by none of the keys that were given;
 * `unchecked`: this platform cannot tell; `none`: nobody.
 */
export type Signing = 'trusted' | 'own-key' | 'other-key' | 'invalid' | 'unchecked' | 'none';

/** A policy that the log names. `seqs`: the entries that it applied to; `shown`: those that say that people saw it. */
export interface PolicyFinding {
  hash: string;
  /** `null`: it was shown, but no entry says which one it is. */
  reference: PolicyReference | null;
  state: 'present' | 'missing';
  seqs: number[];
  shown: number[];
}

/**
 * What a packet proves. `verified`: nothing is wrong, and a key that the reader trusts or a checkpoint that was kept outside
 * vouches for it; `consistent`: nothing is wrong, but only the packet's own key vouches for it; `unsigned`: nothing is wrong,
 * and nothing vouches for it; `refuted`: something is wrong; `unusable`: it is no packet.
 */
export interface PacketReport {
  verdict: 'verified' | 'consistent' | 'unsigned' | 'refuted' | 'unusable';
  /** Why it is no packet. */
  issues: Issue[];
  chain: ChainReport | null;
  signing: Signing;
  /** The key that the checkpoint names. */
  key: PublicKey | null;
  fit: CheckpointFit | null;
  /** How the log stands to the checkpoints that were kept outside, in the order given. `null`: it is no checkpoint. */
  kept: { signing: Signing; fit: CheckpointFit | null }[];
  withheld: number[];
  /** Entries with personal members that were erased, as a later entry tells. */
  erased: number[];
  /** Entries whose personal members are lacking though no entry tells of an erasure: whoever made the packet left them out. */
  omitted: number[];
  /** Entries after the last one that is vouched for. */
  unsigned: number[];
  policies: PolicyFinding[];
  /** Places in the list of policies, from 0, of those that the log does not name: altered, or put in. */
  strayPolicies: number[];
  proven: Proof[];
  notProven: Proof[];
}

const nothing: PacketReport = {
  verdict: 'unusable',
  issues: [],
  chain: null,
  signing: 'none',
  key: null,
  fit: null,
  kept: [],
  withheld: [],
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
    if (issues.length === 0) issues.push(...packetIssues(packet));
    if (issues.length > 0) return { ...nothing, issues };
    return await reportOf(packet as EvidencePacket, trust);
  } catch {
    return { ...nothing, issues: issues.length > 0 ? issues : [{ path: [], code: 'type' }] };
  }
}

async function reportOf({ orderId, log, checkpoint, policies }: EvidencePacket, trust: Trust): Promise<PacketReport> {
  const chain = verifyChain(orderId, log);
  const given = trust.keys?.filter(isPublicKey);
  const kept = await Promise.all(
    (trust.checkpoints ?? []).map(async (one) => {
      if (!isCheckpoint(one)) return { one: null, signing: 'invalid' as const, fit: null };
      return { one, signing: await signingOf(one, given), fit: fitOf(orderId, log, one) };
    }),
  );
  const keys = given ?? keysOf(kept);
  const signing = checkpoint ? await signingOf(checkpoint, keys) : 'none';
  const fit = checkpoint && fitOf(orderId, log, checkpoint);
  const { findings, stray } = policyFindings(log, policies);
  const sizes = kept.flatMap(({ one, signing: by, fit: stands }) =>
    one && isRight(by) && stands?.code === 'fits' ? [one.size] : [],
  );
  if (checkpoint && signing === 'trusted' && fit?.code === 'fits') sizes.push(checkpoint.size);
  const isWrong =
    !chain.ok ||
    signing === 'invalid' ||
    signing === 'other-key' ||
    (fit !== null && fit.code !== 'fits') ||
    stray.length > 0 ||
    kept.some(({ signing: by, fit: stands }) => isRight(by) && isDenied(stands));
  const signed = sizes.length > 0 ? Math.max(...sizes) : isRight(signing) ? (checkpoint?.size ?? 0) : 0;
  const report: PacketReport = {
    ...nothing,
    verdict: isWrong ? 'refuted' : sizes.length > 0 ? 'verified' : isRight(signing) ? 'consistent' : 'unsigned',
    chain,
    signing,
    key: checkpoint?.key ?? null,
    fit,
    kept: kept.map(({ signing: by, fit: stands }) => ({ signing: by, fit: stands })),
    withheld: chain.withheld,
    ...lackingOf(log, chain.erased),
    unsigned: log.slice(signed).map(({ seq }) => seq),
    policies: findings,
    strayPolicies: stray,
  };
  return { ...report, ...proofsOf(report) };
}

/** The keys of checkpoints that the reader kept, which are as good as given; none kept: none to compare. */
function keysOf(kept: readonly { one: Checkpoint | null; signing: Signing }[]): PublicKey[] | undefined {
  const keys = kept.flatMap(({ one, signing }) => (one && isRight(signing) ? [one.key] : []));
  return keys.length > 0 ? keys : undefined;
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
function isDenied(fit: CheckpointFit | null): boolean {
  return fit?.code === 'truncated' || fit?.code === 'diverged';
}

/** Which of the entries that lack something were erased on record, and which were not. */
function lackingOf(
  log: EvidencePacket['log'],
  incomplete: readonly number[],
): Pick<PacketReport, 'erased' | 'omitted'> {
  const readable = log.filter((entry) => !isWithheld(entry));
  const erasures = readable.filter(({ type, by }) => type === 'erasure' && by === 'platform');
  const told = readable.filter(
    (entry) =>
      incomplete.includes(entry.seq) &&
      lacking(entry).every((member) =>
        erasures.some(
          ({ seq, party, erased }) =>
            seq > entry.seq &&
            erased?.includes(entry.seq) &&
            (member === 'buyer' || member === 'seller' ? party === member : party === entry.by),
        ),
      ),
  );
  const erased = new Set(told.map(({ seq }) => seq));
  return { erased: [...erased], omitted: incomplete.filter((seq) => !erased.has(seq)) };
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
