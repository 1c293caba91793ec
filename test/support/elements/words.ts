import page from '../../../src/i18n/en.ts';
import badge from '../../../src/i18n/en-badge.ts';
import choices from '../../../src/i18n/en-choices.ts';
import codes from '../../../src/i18n/en-codes.ts';
import details from '../../../src/i18n/en-details.ts';
import dialog from '../../../src/i18n/en-dialog.ts';
import lookup from '../../../src/i18n/en-lookup.ts';
import message from '../../../src/i18n/en-message.ts';
import outcome from '../../../src/i18n/en-outcome.ts';
import story from '../../../src/i18n/en-story.ts';
import { fill } from '../../../src/i18n/wording.ts';

const all = {
  ...story,
  ...lookup,
  ...choices,
  ...page,
  ...details,
  ...badge,
  ...dialog,
  ...message,
  ...outcome,
  ...codes,
};

/** The English text of a key: what is tested is that it stands there, not how it is put. */
export function text(key: keyof typeof all, values: Record<string, string | number> = {}): string {
  return fill(all[key], values);
}

/** As {@link text}, for one whose values are not known: what stands before the first of them. */
export function beginning(key: keyof typeof all): string {
  return (all[key].split('{')[0] as string).trim();
}
