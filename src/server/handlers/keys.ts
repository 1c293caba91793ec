import type { PublicKey } from '../../domain/log-entry.ts';
import { publicKeyOf } from '../../evidence/checkpoint.ts';
import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';

/** `GET keys`: what checkpoints are signed with, the present key first. Public. */
export async function getKeys({ context }: Pick<Call<unknown>, 'context'>): Promise<Response> {
  const { signingKey, formerKeys = [] } = context.evidence;
  const keys: PublicKey[] = [...(signingKey ? [publicKeyOf(signingKey)] : []), ...formerKeys];
  return jsonResponse({ keys });
}
