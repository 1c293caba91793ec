import type { TextTable } from '../i18n/part.ts';
import { html, Markup } from './html.ts';
import type { EvidencePacket, PacketReport } from './packet.ts';
import { packetSections } from './packet-sections.ts';
import { numberOf, wordingOf } from './wording.ts';

export interface PacketHtmlOptions {
  /** Texts by key; those that are absent are in English. See `packetTexts` for the keys. */
  words?: TextTable;
  /** BCP 47; default `en`. */
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** IANA name of the zone in which times are told, beside UTC. Default `UTC`. */
  timeZone?: string;
}

/** The packet as one HTML file that can be printed: no script, nothing loaded from anywhere. */
export function packetHtml(packet: EvidencePacket, report: PacketReport, options: PacketHtmlOptions = {}): string {
  const { lang = 'en', dir = 'ltr', timeZone = 'UTC', words = {} } = options;
  const wording = wordingOf(words, lang, timeZone, packet);
  const { word } = wording;
  // Of what is no packet nothing is told but that.
  const body =
    report.verdict === 'unusable'
      ? html`<p role="status">${word('packet.verdict.unusable')}</p>`
      : packetSections(packet, report, wording, timeZone);
  const title = plain(word('packet.title', { number: report.verdict === 'unusable' ? '' : numberOf(packet) }));
  return html`<!doctype html>
<html lang="${lang}" dir="${dir === 'rtl' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${styles}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text;
}

/** Markup's text alone: a title holds no elements. */
function plain({ text }: Markup): Markup {
  return new Markup(text.replace(/<\/?bdi>/g, ''));
}

const styles = html`
:root { color-scheme: light; font: 11pt/1.45 system-ui, sans-serif; color: #111; background: #fff; }
body { margin: 0; }
main { max-inline-size: 52rem; margin-inline: auto; padding: 1rem; }
h1 { font-size: 1.6em; line-height: 1.2; }
h2 { font-size: 1.25em; margin-block: 2em .5em; border-block-end: 1px solid #777; }
h3 { font-size: 1em; margin-block: 1em .25em; }
table { inline-size: 100%; border-collapse: collapse; font-size: .92em; }
th, td { padding: .3em .5em; border: 1px solid #999; text-align: start; vertical-align: top; }
thead { display: table-header-group; }
th { background: #eee; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .15em 1em; margin-block: .5em; }
dt { font-weight: 600; }
dd { margin: 0; }
article { margin-block: .75em; padding: .5em .75em; border: 1px solid #999; }
article > h3 { margin-block-start: 0; }
.said { white-space: pre-wrap; margin-block: .5em; padding-inline-start: .75em; border-inline-start: 3px solid #999; }
.verdict { padding: .6em .8em; border: 2px solid #111; font-weight: 600; }
.notice { padding: .6em .8em; border: 1px solid #777; }
body { overflow-wrap: break-word; }
bdi, code, pre { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; font-size: .85em; }
code, small { font-size: .85em; }
small { color: #444; display: inline-block; }
@page { margin: 15mm; }
@media print {
  :root { font-size: 10pt; }
  main { max-inline-size: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr, dl, .verdict, .notice, li { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  th { print-color-adjust: exact; }
}
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; }
  dd { margin-block-end: .4em; }
}
`;
