import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { Refusal } from '../http/problem.ts';

/** `GET policies/{policyId}`: the current version, or the one that `hash` names, which never changes. Public. */
export async function getPolicy({
  context,
  request,
  segments: [id = ''],
}: Pick<Call<unknown>, 'context' | 'request' | 'segments'>): Promise<Response> {
  const hash = new URL(request.url).searchParams.get('hash');
  const found = hash === null ? context.policies.current(id) : await context.policies.version(hash);
  if (found?.policy.id !== id) throw new Refusal('not-found');
  const { policy, reference } = found;
  return jsonResponse(policy, {
    ETag: `"${reference.hash}"`,
    ...(hash !== null && { 'Cache-Control': 'public, max-age=31536000, immutable' }),
  });
}
