/** Rows of one height in a viewport, all in px. */
export interface Scrolled {
  scrollTop: number;
  viewport: number;
  rowHeight: number;
  count: number;
}

/** The rows that are made, and where they stand. */
export interface RowWindow {
  first: number;
  /** Exclusive. */
  last: number;
  /** Height of what is scrolled. */
  height: number;
  /** A row stands at its index times the row's height less this. */
  shift: number;
}

/** Engines lay out no box that is much higher, px: beyond it the scroll position stands for more than its distance. */
const highest = 8_000_000;
/** Rows made beyond each edge of the viewport. */
const spare = 6;

/** Scrolled px of rows for each px of the scroll bar. */
function ratioOf({ viewport, rowHeight, count }: Omit<Scrolled, 'scrollTop'>): number {
  const full = rowHeight * count;
  return full > highest ? (full - viewport) / (highest - viewport) : 1;
}

/** Which rows have to be there. As many as the viewport holds and a few, however many there are. */
export function windowOf(scrolled: Scrolled): RowWindow {
  const { scrollTop, viewport, rowHeight, count } = scrolled;
  const full = rowHeight * count;
  const top = Math.max(0, Math.min(scrollTop * ratioOf(scrolled), full - viewport));
  return {
    first: Math.max(0, Math.floor(top / rowHeight) - spare),
    last: Math.min(count, Math.ceil((top + viewport) / rowHeight) + spare),
    height: Math.min(full, highest),
    shift: full > highest ? top - scrollTop : 0,
  };
}

/** Where to scroll so that a row is wholly seen; the same position where it is. */
export function scrollTopFor(index: number, scrolled: Scrolled): number {
  const { scrollTop, viewport, rowHeight } = scrolled;
  const ratio = ratioOf(scrolled);
  const top = scrollTop * ratio;
  const start = index * rowHeight;
  if (start < top) return start / ratio;
  if (start + rowHeight > top + viewport) return (start + rowHeight - viewport) / ratio;
  return scrollTop;
}

/** How many rows a page key moves. */
export function rowsPerPage({ viewport, rowHeight }: Pick<Scrolled, 'viewport' | 'rowHeight'>): number {
  return Math.max(1, Math.floor(viewport / rowHeight) - 1);
}
