// Whether the dialog keeps up with typing and choosing where an order has hundreds of lines, or thousands.
import { median } from '../support/measure.ts';
import { count, printTable, verdict } from '../support/report.ts';
import { openSite } from '../support/site.ts';

const letters = Number(process.env.BENCH_LETTERS ?? 30);
/** A frame of most screens, ms, for so many lines. */
const target = { lines: 200, atMost: 16 };

const site = await openSite({ entries: { dialog: 'bench/dialog/dialog.page.ts' } });
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const rows: string[][] = [];
for (const lines of [20, 200, 2000]) {
  const page = await site.open('dialog', (one) => one.setViewport({ width: 1280, height: 900 }));
  await page.waitForFunction(() => 'typeInDialog' in window);
  const { keys, boxes } = await page.evaluate((many, some) => window.typeInDialog(many, some), lines, letters);
  await page.close();
  const wanted = lines === target.lines ? target : {};
  for (const [what, values] of [
    ['a letter is typed', keys],
    ['a line is chosen', boxes],
  ] as const) {
    // The first ones are those of code that has not run before.
    const settled = values.slice(letters / 5);
    const middle = median(settled);
    rows.push([
      `${count(lines)} lines: ${what}`,
      ms(middle),
      ms(Math.max(...settled)),
      what === 'a letter is typed' ? verdict(middle, wanted) : '',
    ]);
  }
}
await site.close();
printTable(
  `The dialog of an order whose lines are all shown, ${letters} times each`,
  ['until it is rendered and laid out', 'median', 'worst', 'target'],
  rows,
);
