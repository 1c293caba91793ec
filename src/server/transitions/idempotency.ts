import type { Actor } from '../../domain/records.ts';
import { sha256Hex } from '../../domain/values/sha256.ts';
import type { OrderView } from '../../domain/view.ts';
import { answerResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { demandKey, readKey } from '../http/preconditions.ts';
import { Refusal } from '../http/problem.ts';
import { inRole } from '../owners.ts';
import type { Answer, KeyClaim } from '../stores/store.ts';

/** What the request stands for (428 without a key). The order of the body's members does not count. */
export function claimOf({ request, input, principal }: Call<unknown>, actor: Actor): KeyClaim {
  const key = demandKey(readKey(request));
  return { principalId: inRole(actor, principal.id), key, fingerprint: fingerprintOf(request, input) };
}

function fingerprintOf(request: Request, input: unknown): string {
  const { pathname } = new URL(request.url);
  const text = JSON.stringify([request.method, pathname, input], (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return sha256Hex(text);
}

/** What tells a statement of withdrawal from another. */
export interface StatementClaim extends KeyClaim {
  /** What it was called before names were under a secret: who sent it then may send it again now. */
  former: string;
}

/**
 * The same of a statement of withdrawal, which none is refused for: what is sent under a key that was used for something else
 * is an intent of its own, and without a key the same words are the same intent. Under the secret of the database, so that from
 * the name nobody without it can guess the words, which are personal and may be erased before the name is dropped.
 */
export async function withdrawalClaimOf(
  { context, request, input, principal }: Call<unknown>,
  key: string | null,
): Promise<StatementClaim> {
  const fingerprint = fingerprintOf(request, input);
  const nameOf = (...parts: unknown[]): string => `withdrawal:${sha256Hex(JSON.stringify(parts))}`;
  // The name says all: a hash of the words alone is not kept beside it.
  return {
    principalId: inRole('buyer', principal.id),
    key: nameOf(await context.secret(), key, fingerprint),
    former: nameOf(key, fingerprint),
    fingerprint: '',
  };
}

/**
 * The first answer to the same claim, byte for byte; `null` where there is none yet. Only successes are kept: a refusal
 * changed nothing, so that the request may be corrected under its key.
 */
export async function replay(call: Call<unknown>, claim: KeyClaim): Promise<Response | null> {
  const answer = await answerTo(call, claim);
  return answer && answerResponse(answer);
}

/** The same as it was kept. */
export async function answerTo({ context }: Call<unknown>, claim: KeyClaim): Promise<Answer | null> {
  const kept = await context.store.answered(claim.principalId, claim.key);
  if (!kept) return null;
  // Empty, it fits nothing: what it was given to was erased, and nobody can tell any more whether this is the same.
  if (kept.fingerprint !== claim.fingerprint) throw new Refusal('key-reused');
  if (!kept.answer) throw inProgress();
  return kept.answer;
}

/** `view`: of the order, where something else is under way. */
export function inProgress(view?: OrderView): Refusal {
  return new Refusal('in-progress', view ? { view } : {}, { 'Retry-After': '1' });
}
