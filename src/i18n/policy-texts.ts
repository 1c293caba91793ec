import button from './chunks/button.ts';
import codes from './chunks/codes.ts';
import details from './chunks/details.ts';
import dialog from './chunks/dialog.ts';
import lookup from './chunks/lookup.ts';
import policy from './chunks/policy.ts';
import record from './chunks/record.ts';
import timeline from './chunks/timeline.ts';
import { loadTexts } from './load-texts.ts';
import type { TextTable } from './part.ts';
import { tongueFor } from './tongue.ts';

/** The texts in which a policy is described, and the language that they are in. `routes`: ways on are named too. */
export async function loadPolicyTexts(tag: string, routes: boolean): Promise<{ texts: TextTable; language: string }> {
  const ways = routes ? [timeline] : [];
  const texts = await loadTexts(tag, button, details, dialog, codes, lookup, record, ...ways, policy);
  return { texts, language: tongueFor(tag).lang };
}
