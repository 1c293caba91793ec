/** A target that a figure is held against. */
export interface Target {
  atLeast?: number;
  atMost?: number;
}

/** What a target is and whether the value meets it; a dash where there is none. */
export function verdict(value: number, { atLeast, atMost }: Target = {}): string {
  const least = atLeast === undefined || value >= atLeast;
  const most = atMost === undefined || value <= atMost;
  const wanted =
    atLeast !== undefined && atLeast === atMost
      ? `${atLeast}`
      : [atLeast !== undefined && `≥ ${atLeast}`, atMost !== undefined && `≤ ${atMost}`].filter(Boolean).join(', ');
  return wanted ? `${wanted}: ${least && most ? 'met' : 'MISSED'}` : '–';
}

/** Prints rows under a head, the first column to the left, the others to the right. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column ? cell.padStart(widths[column] as number) : cell.padEnd(widths[0] as number)))
      .join('   ');
  console.log(`\n${title}`);
  console.log(line(head));
  console.log(widths.map((width) => '-'.repeat(width)).join('   '));
  for (const row of rows) console.log(line(row));
}

/** `12,345` */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `1.23 ×`, `123 ×` */
export const times = (value: number): string => `${value >= 100 ? count(value) : value.toPrecision(3)} ×`;
