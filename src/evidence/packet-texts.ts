import badge from '../i18n/chunks/en/badge.ts';
import packet from '../i18n/chunks/en/packet.ts';
import record from '../i18n/chunks/en/record.ts';
import type { TextKey } from '../i18n/chunks/keys.ts';

/** The texts of a packet's page, in English: they stand in where the caller passes none. `{…}` is filled in. */
export const packetTexts = { ...badge, ...record, ...packet };

export type PacketText = keyof typeof packetTexts & TextKey;
