import badge from './chunks/badge.ts';
import button from './chunks/button.ts';
import codes from './chunks/codes.ts';
import dialog from './chunks/dialog.ts';
import form from './chunks/form.ts';
import outcome from './chunks/outcome.ts';
import packet from './chunks/packet.ts';
import record from './chunks/record.ts';
import timeline from './chunks/timeline.ts';
import { loadTexts } from './load-texts.ts';
import type { TextTable } from './part.ts';
import { tongueFor } from './tongue.ts';

/** The texts of the timeline: whatever a policy's codes are, all the words that the package has for them come along. */
export function loadTimelineTexts(tag: string): Promise<TextTable> {
  return loadTexts(tag, button, badge, dialog, form, outcome, codes, record, timeline);
}

/** The texts of the printed packet beside the timeline's, and the language that they are in. */
export async function loadPacketTexts(tag: string): Promise<{ words: TextTable; lang: string }> {
  const [before, more] = await Promise.all([loadTimelineTexts(tag), loadTexts(tag, packet)]);
  return { words: { ...before, ...more }, lang: tongueFor(tag).lang };
}
