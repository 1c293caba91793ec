import type { EvidencePacket, PacketReport } from './packet.ts';

export interface PacketHtmlOptions {
  /** Texts by key; those that are absent are in English. See `packetTexts` for the keys. */
  words?: Readonly<Record<string, string>>;
  /** BCP 47; default `en`. */
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** IANA name of the zone in which times are told, beside UTC. Default `UTC`. */
  timeZone?: string;
}

/** The packet as one HTML file that can be printed: no script, nothing loaded from anywhere. */
export function packetHtml(_packet: EvidencePacket, _report: PacketReport, _options: PacketHtmlOptions = {}): string {
  return '';
}
