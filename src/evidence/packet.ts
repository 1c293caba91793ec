import type { Issue } from '../domain/errors.ts';
import type { Checkpoint, EvidenceEntry, PublicKey, WithheldEntry } from '../domain/log-entry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, PolicyReference } from '../domain/records.ts';
import type { ChainReport } from './chain.ts';
import type { CheckpointFit } from './checkpoint.ts';
import type { ProofCode } from './codes.ts';

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
  log: readonly (EvidenceEntry | WithheldEntry)[];
  checkpoint: Checkpoint | null;
  /** Those that the log does not name are left out. */
  policies: readonly CancelPolicy[];
}

/** Puts a packet together. */
export function makePacket({ orderId, madeFor, now, log, checkpoint }: PacketParts): EvidencePacket {
  const madeAt = new Date(now).toISOString();
  return {
    format: 'order-cancel-evidence',
    version: 1,
    orderId,
    madeAt,
    madeFor,
    log: [...log],
    checkpoint,
    policies: [],
  };
}

/** What the reader of a packet trusts: the platform's keys, and checkpoints that were kept outside. */
export interface Trust {
  keys?: readonly PublicKey[];
  checkpoints?: readonly Checkpoint[];
}

/**
 * Who signed. `trusted`: a key that the reader gave; `own-key`: rightly by the key that it names itself, and no key was
 * given to compare; `other-key`: rightly, but by none of the keys that were given; `unchecked`: this platform cannot tell;
 * `none`: nobody.
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

/** One line of the verification, and the numbers of the entries that it is about (none: the whole). */
export interface Proof {
  code: ProofCode;
  seqs: number[];
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
  /** How the log stands to the checkpoints that were kept outside, in the order given. */
  kept: { signing: Signing; fit: CheckpointFit }[];
  withheld: number[];
  erased: number[];
  /** Entries after the checkpoint. */
  unsigned: number[];
  policies: PolicyFinding[];
  proven: Proof[];
  notProven: Proof[];
}

/** Checks a packet. Strict: members that are not known are refused. Never rejects. */
export async function verifyPacket(_input: unknown, _trust: Trust = {}): Promise<PacketReport> {
  return {
    verdict: 'unusable',
    issues: [],
    chain: null,
    signing: 'none',
    key: null,
    fit: null,
    kept: [],
    withheld: [],
    erased: [],
    unsigned: [],
    policies: [],
    proven: [],
    notProven: [],
  };
}
