import type { CancelPolicy } from '../domain/policy.ts';
import { policyHash } from '../domain/values/policy-hash.ts';
import type { EvidencePacket } from './packet.ts';

/** Those that have a hash at all: of some values there is no canonical text. */
export function policiesByHash(policies: EvidencePacket['policies']): Map<string, CancelPolicy> {
  const byHash = new Map<string, CancelPolicy>();
  for (const policy of policies) {
    try {
      byHash.set(policyHash(policy), policy);
    } catch {}
  }
  return byHash;
}
