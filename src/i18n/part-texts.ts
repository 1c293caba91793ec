import { own } from '../domain/values/own-member.ts';
import type { Language } from './keys.ts';
import { base, type TextTable } from './texts.ts';

type Load = () => Promise<{ default: TextTable }>;

/** A part of the texts that comes with what needs it, by language; English is among them. */
type Part = Record<Language, Load>;

const parts = {
  /** What became of a cancellation. */
  story: {
    en: () => import('./en-story.ts'),
    de: () => import('./de-story.ts'),
    ar: () => import('./ar-story.ts'),
  },
  /** Which items of an order are cancelled. */
  choices: {
    en: () => import('./en-choices.ts'),
    de: () => import('./de-choices.ts'),
    ar: () => import('./ar-choices.ts'),
  },
  /** The seller's queue. */
  queue: {
    en: () => import('./en-queue.ts'),
    de: () => import('./de-queue.ts'),
    ar: () => import('./ar-queue.ts'),
  },
  /** Items back to the seller's inventory. */
  inventory: {
    en: () => import('./en-inventory.ts'),
    de: () => import('./de-inventory.ts'),
    ar: () => import('./ar-inventory.ts'),
  },
  /** The record of a case. */
  timeline: {
    en: () => import('./en-timeline.ts'),
    de: () => import('./de-timeline.ts'),
    ar: () => import('./ar-timeline.ts'),
  },
  /** The printed packet; its English is with the packet itself. */
  packet: {
    en: async () => ({ default: {} }),
    de: () => import('./de-packet.ts'),
    ar: () => import('./ar-packet.ts'),
  },
  /** Finding an order by its number. */
  lookup: {
    en: () => import('./en-lookup.ts'),
    de: () => import('./de-lookup.ts'),
    ar: () => import('./ar-lookup.ts'),
  },
} satisfies Record<string, Part>;

/** The texts of a part in a language; English where the package lacks the language. */
export async function loadPart(name: keyof typeof parts, tag: string): Promise<TextTable> {
  const part: Part = parts[name];
  return (await (own<Load>(part, base(tag)) ?? part.en)()).default;
}

/** The languages that the parts are in. */
export const partLanguages: Readonly<Part> = parts.queue;
