import type { PacketText } from '../evidence/packet-texts.ts';
import type page from './en.ts';
import type badge from './en-badge.ts';
import type choices from './en-choices.ts';
import type codes from './en-codes.ts';
import type details from './en-details.ts';
import type dialog from './en-dialog.ts';
import type inventory from './en-inventory.ts';
import type lookup from './en-lookup.ts';
import type message from './en-message.ts';
import type outcome from './en-outcome.ts';
import type queue from './en-queue.ts';
import type story from './en-story.ts';
import type timeline from './en-timeline.ts';

/** The languages that the package speaks: every part of the texts is in each of them. */
export type Language = 'en' | 'de' | 'ar';

/** What a language's page part words: English has it in three, since it comes with the elements that need it. */
export type Texts = Record<keyof typeof page | keyof typeof details | keyof typeof badge, string>;

/** What a language's dialog part words, which English has in three too. */
export type DialogTexts = Record<keyof typeof dialog | keyof typeof message | keyof typeof outcome, string>;

/** What a language's part for the codes of some marketplaces words. */
export type CodeTexts = Record<keyof typeof codes, string>;

/** What a language's part for the fate of a cancellation words. */
export type StoryTexts = Record<keyof typeof story, string>;

/** What a language's part for finding an order words. */
export type LookupTexts = Record<keyof typeof lookup, string>;

/** What a language's part for the seller's queue words. */
export type QueueTexts = Record<keyof typeof queue, string>;

/** What a language's part for the printed packet words: English is with the packet itself. */
export type PacketTexts = Record<Extract<PacketText, `packet.${string}`>, string>;

/** What a language's part for the record of a case words. */
export type TimelineTexts = Record<keyof typeof timeline, string>;

/** What a language's part for the items of a cancelled order words. */
export type InventoryTexts = Record<keyof typeof inventory, string>;

/** What a language's part for the dialog's choices words. */
export type ChoiceTexts = Record<keyof typeof choices, string>;
