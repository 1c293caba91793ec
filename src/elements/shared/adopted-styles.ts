import type { CSSResult, CSSResultOrNative } from 'lit';

const adopted = new WeakMap<ShadowRoot, CSSResult[]>();
const copies = new WeakMap<Document, Map<CSSResult, CSSStyleSheet>>();

/** Brings styles into a shadow tree, once. */
export function adoptStyles(root: ShadowRoot, styles: readonly CSSResultOrNative[]): void {
  const there = adopted.get(root) ?? [];
  const more = (styles as readonly CSSResult[]).filter((one) => !there.includes(one));
  if (!more.length) return;
  adopted.set(root, [...there, ...more]);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...more.flatMap((one) => sheetOf(root.ownerDocument, one))];
}

/** Another document drops the style sheets of the former, and takes none of its: it gets its own. */
export function readoptStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = (adopted.get(root) ?? []).flatMap((one) => sheetOf(root.ownerDocument, one));
}

function sheetOf(of: Document, styles: CSSResult): CSSStyleSheet[] {
  if (of === document) return styles.styleSheet ? [styles.styleSheet] : [];
  const known = copies.get(of) ?? new Map<CSSResult, CSSStyleSheet>();
  copies.set(of, known);
  // A document without a window shows nothing.
  const Sheet = (of.defaultView as typeof globalThis | null)?.CSSStyleSheet;
  let sheet = known.get(styles);
  if (!sheet && Sheet) {
    sheet = new Sheet();
    sheet.replaceSync(styles.cssText);
    known.set(styles, sheet);
  }
  return sheet ? [sheet] : [];
}
