import type { Issue } from '../domain/errors.ts';
import type { PublicKey } from '../domain/log-entry.ts';
import type { PolicyReference } from '../domain/records.ts';
import type { ChainReport } from './chain.ts';
import type { CheckpointFit } from './checkpoint.ts';
import type { ProofCode } from './codes.ts';

/** One line of the verification, and the numbers of the entries that it is about (none: the whole). */
export interface Proof {
  code: ProofCode;
  seqs: number[];
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
 * vouches for every entry; `partly-verified`: the same, but not for the last entries; `consistent`: nothing is wrong, but only
 * the packet's own key vouches for it; `untrusted`: nothing is wrong, but it is signed by another key than those that were
 * given; `unsigned`: nothing is wrong, and nothing vouches for all of it; `incomplete`: what is there was not altered, but words
 * were cut out of it that nobody erased on record; `refuted`: something is wrong; `unusable`: it is no packet, or what it should
 * be held against is no key or checkpoint.
 */
export interface PacketReport {
  verdict:
    | 'verified'
    | 'partly-verified'
    | 'consistent'
    | 'untrusted'
    | 'unsigned'
    | 'incomplete'
    | 'refuted'
    | 'unusable';
  /** Why it is unusable; paths begin with `keys` or `checkpoints` where what was given with it is at fault. */
  issues: Issue[];
  chain: ChainReport | null;
  signing: Signing;
  /** The key that the checkpoint names. */
  key: PublicKey | null;
  fit: CheckpointFit | null;
  /** How the log stands to the checkpoints that were kept outside, in the order given. `own`: it is the packet's, and so proves nothing more. */
  kept: { signing: Signing; fit: CheckpointFit; own: boolean }[];
  /** How many entries, from the first, a key that the reader trusts or a checkpoint that was kept outside vouches for. */
  vouched: number;
  withheld: number[];
  /** Entries that were left out of the packet although its reader may read them. */
  leftOut: number[];
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
