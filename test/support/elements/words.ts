import badge from '../../../src/i18n/chunks/en/badge.ts';
import button from '../../../src/i18n/chunks/en/button.ts';
import chart from '../../../src/i18n/chunks/en/chart.ts';
import choices from '../../../src/i18n/chunks/en/choices.ts';
import codes from '../../../src/i18n/chunks/en/codes.ts';
import details from '../../../src/i18n/chunks/en/details.ts';
import dialog from '../../../src/i18n/chunks/en/dialog.ts';
import form from '../../../src/i18n/chunks/en/form.ts';
import inventory from '../../../src/i18n/chunks/en/inventory.ts';
import letters from '../../../src/i18n/chunks/en/letters.ts';
import lookup from '../../../src/i18n/chunks/en/lookup.ts';
import message from '../../../src/i18n/chunks/en/message.ts';
import outcome from '../../../src/i18n/chunks/en/outcome.ts';
import packet from '../../../src/i18n/chunks/en/packet.ts';
import policy from '../../../src/i18n/chunks/en/policy.ts';
import queue from '../../../src/i18n/chunks/en/queue.ts';
import record from '../../../src/i18n/chunks/en/record.ts';
import story from '../../../src/i18n/chunks/en/story.ts';
import timeline from '../../../src/i18n/chunks/en/timeline.ts';
import withdrawal from '../../../src/i18n/chunks/en/withdrawal.ts';
import withdrawals from '../../../src/i18n/chunks/en/withdrawals.ts';
import type { TextKey } from '../../../src/i18n/chunks/keys.ts';
import type { Text } from '../../../src/i18n/part.ts';
import { fill } from '../../../src/i18n/wording.ts';

/** Every English text of the package. */
export const all: Readonly<Record<TextKey, Text>> = {
  ...button,
  ...badge,
  ...details,
  ...dialog,
  ...message,
  ...outcome,
  ...form,
  ...codes,
  ...choices,
  ...story,
  ...lookup,
  ...queue,
  ...inventory,
  ...withdrawals,
  ...chart,
  ...record,
  ...timeline,
  ...packet,
  ...letters,
  ...withdrawal,
  ...policy,
};

/** The English text of a key: what is tested is that it stands there, not how it is put. */
export function text(key: TextKey, values: Record<string, string | number> = {}): string {
  return fill(all[key], values);
}

/** As {@link text}, for one whose values are not known: what stands before the first of them. */
export function beginning(key: TextKey): string {
  return (text(key).split('{')[0] as string).trim();
}
