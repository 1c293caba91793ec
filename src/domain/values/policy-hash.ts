import type { CancelPolicy } from '../policy.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './sha256.ts';

/**
 * The hash that names one exact text of a policy: lower-case hex SHA-256 of its canonical JSON.
 *
 * @throws {CancelError} `invalid-json` where the policy is no JSON.
 */
export function policyHash(policy: CancelPolicy): string {
  return sha256Hex(canonicalJson(policy));
}
