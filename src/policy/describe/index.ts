import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import { loadPolicyTexts } from '../../i18n/policy-texts.ts';
import { describeWith } from './describe.ts';
import type { PolicyDescription } from './description.ts';

/**
 * What a policy says to a role, in a language: headings, sentences, what is possible by status and time, plain text for e-mail and
 * JSON-LD. Its tables are made of the rules themselves and say of each status and time every case there is; what is usual of
 * them is decided by the package's own `decide`. `language`: BCP 47; English where the package lacks it. `actor`: default `buyer`.
 *
 * @throws {CancelError} `unavailable` where the words could not be loaded.
 */
export async function describePolicy(
  policy: CancelPolicy,
  { language = 'en', actor = 'buyer' }: { language?: string; actor?: Actor } = {},
): Promise<PolicyDescription> {
  const { texts, language: spoken } = await loadPolicyTexts(language, policy.disputes !== undefined);
  return describeWith(policy, { actor, language: spoken, texts });
}
