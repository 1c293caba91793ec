import PDFDocument from 'pdfkit';
import type { PrintedReceipt } from '../options.ts';

export interface PdfOptions {
  /**
   * The bytes of a TrueType or OpenType font, which is embedded as far as it is used. It has the letters of the languages that you
   * sell in: those of the Union are Latin, Greek and Cyrillic (DejaVu Sans, Noto Sans). What it lacks is an empty box.
   */
  font: Uint8Array;
}

/**
 * A receipt of a withdrawal as a PDF: the same text, tagged and with its language, so that it can be read aloud. Needs the package
 * `pdfkit`. Rejects where the font cannot be read.
 */
export async function receiptPdf(
  { language, text }: Pick<PrintedReceipt, 'language' | 'text'>,
  { font }: PdfOptions,
): Promise<Uint8Array> {
  const [title = '', ...paragraphs] = text.split('\n\n');
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: 56, lang: language, tagged: true, displayTitle: true, pdfVersion: '1.7' },
    ...{ info: { Title: title }, font: null },
  });
  const parts: Uint8Array[] = [];
  const written = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Uint8Array) => parts.push(part));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.font(font);
  const document = pdf.struct('Document');
  pdf.addStructure(document);
  document.add(pdf.struct('H1', () => pdf.fontSize(16).text(title, { paragraphGap: 12 })));
  for (const paragraph of paragraphs) {
    document.add(pdf.struct('P', () => pdf.fontSize(11).text(paragraph, { paragraphGap: 8 })));
  }
  document.end();
  pdf.end();
  await written;
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => {
    bytes.set(part, at);
    return at + part.length;
  }, 0);
  return bytes;
}
