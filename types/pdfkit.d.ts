/** As much of `pdfkit` as is used here: it comes without types. */
declare module 'pdfkit' {
  interface Structure {
    add(element: Structure): Structure;
    end(): void;
  }

  interface Options {
    size: 'A4';
    margin: number;
    lang: string;
    tagged: boolean;
    displayTitle: boolean;
    pdfVersion: '1.7';
    info: { Title: string };
    /** `null`: none of the built-in ones, which have no Greek and no Cyrillic letters. */
    font: null;
  }

  export default class PDFDocument {
    constructor(options: Options);
    on(event: 'data', listener: (part: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    font(source: Uint8Array): this;
    fontSize(size: number): this;
    text(text: string, options?: { paragraphGap?: number }): this;
    struct(type: 'Document' | 'H1' | 'P', content?: () => void): Structure;
    addStructure(structure: Structure): this;
    end(): void;
  }
}
