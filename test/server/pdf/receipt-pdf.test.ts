import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { receiptWords } from '../../../src/i18n/withdrawal/receipt-words.ts';
import { receiptPdf } from '../../../src/server/pdf/index.ts';
import { receiptOf } from '../../../src/server/withdrawals/receipt.ts';

const font = readFileSync(new URL(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')));

/** What a PDF says, letter by letter: its streams, read by what they say their glyphs stand for. */
function textOf(pdf: Uint8Array): { text: string; plain: string } {
  const bytes = Buffer.from(pdf);
  const plain = bytes.toString('latin1');
  const streams = [...plain.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: begin }) => {
    try {
      return [inflateSync(bytes.subarray(index + begin.length, plain.indexOf('endstream', index))).toString('latin1')];
    } catch {
      return [];
    }
  });
  const map = new Map<number, string>();
  for (const [, from = '', list = ''] of streams.join('\n').matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    for (const [at, [, code = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) {
      const units = code.match(/\w{4}/g)?.map((unit) => Number.parseInt(unit, 16)) ?? [];
      map.set(Number.parseInt(from, 16) + at, String.fromCharCode(...units));
    }
  }
  const shown = streams.flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, glyphs = '']) => glyphs));
  const text = shown.map((glyphs) =>
    [...glyphs.matchAll(/<(\w+)>/g)]
      .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      .map((glyph) => map.get(Number.parseInt(glyph, 16)) ?? '?')
      .join(''),
  );
  return { text: text.join(''), plain };
}

const without = (text: string): string => text.replace(/\s+/g, '');

describe('EU-6: the receipt as a PDF', () => {
  it('says the same in each of the 24 languages, with its letters, tagged and with its language', async () => {
    for (const language of Object.keys(receiptWords)) {
      const said = {
        language,
        name: 'Ζωή Łąćż Ёж',
        orderNumber: '1001',
        address: 'zoe@example.com',
        text: 'Ο, ő, ș, ħ, ġ: 2 × №',
      };
      const instants = { sentAt: Date.parse('2026-06-20T10:00:00Z'), receivedAt: Date.parse('2026-06-20T10:00:01Z') };
      const trader = { name: 'Kawabe Crafts', address: 'Kirchweg 1\n10115 Berlin' };
      const received = { reference: 'W-2026-06-AAAAAAAAAA', ...instants, trader, timeZone: 'Europe/Berlin' };
      const receipt = receiptOf({ said, lines: null }, received);
      const { text, plain } = textOf(await receiptPdf(receipt, { font }));
      assert.equal(without(text), without(receipt.text), language);
      assert.ok(plain.startsWith('%PDF-1.7') && plain.includes(`/Lang (${language})`), language);
      assert.ok(plain.includes('/Marked true') && plain.includes('/S /H1') && plain.includes('/FontFile2'), language);
    }
  });

  it('goes on over pages where somebody wrote much', async () => {
    const text = ['Title', ...Array.from({ length: 200 }, (_, at) => `Line ${at}: ${'much '.repeat(20)}`)].join('\n\n');
    const { text: shown, plain } = textOf(await receiptPdf({ language: 'en', text }, { font }));
    assert.equal(without(shown), without(text));
    assert.ok((plain.match(/\/Type \/Page\b/g) ?? []).length > 5);
  });

  it('is not made with a font that cannot be read', async () => {
    await assert.rejects(receiptPdf({ language: 'en', text: 'Title' }, { font: new Uint8Array(10) }));
  });
});
