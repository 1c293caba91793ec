import badge from './chunks/badge.ts';
import button from './chunks/button.ts';
import codes from './chunks/codes.ts';
import dialog from './chunks/dialog.ts';
import form from './chunks/form.ts';
import outcome from './chunks/outcome.ts';
import queue from './chunks/queue.ts';
import { loadTexts } from './load-texts.ts';
import type { TextTable } from './part.ts';

/** The texts of the seller's queue: whatever a policy's codes are, all the words that the package has for them come along. */
export function loadQueueTexts(tag: string): Promise<TextTable> {
  return loadTexts(tag, button, badge, dialog, form, outcome, codes, queue);
}
