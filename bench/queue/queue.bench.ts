// How soon the seller's queue shows 100,000 requests that are in memory, and whether it keeps up while it is scrolled.
import { median, ratio } from '../support/measure.ts';
import { count, printTable, times, verdict } from '../support/report.ts';
import { openSite } from '../support/site.ts';
import type { Scrolled, Shown } from './queue.page.ts';

const requests = 100_000;
const frames = 300;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

const site = await openSite({ entries: { queue: 'bench/queue/queue.page.ts' } });
const shown: Shown[] = [];
const scrolled: Scrolled[] = [];
const floor: Scrolled[] = [];
const idle: number[] = [];
const busy: number[] = [];
for (let round = 0; round < rounds; round++) {
  const page = await site.open('queue', (one) => one.setViewport({ width: 1280, height: 900 }));
  await page.waitForFunction(() => 'showQueue' in window);
  shown.push(await page.evaluate((howMany) => window.showQueue(howMany), requests));
  await page.evaluate(() => globalThis.gc?.());
  idle.push(await page.evaluate((howMany) => window.idleFrames(howMany), frames / 3));
  const before = await page.metrics();
  scrolled.push(await page.evaluate((howMany) => window.scrollQueue(howMany), frames));
  const after = await page.metrics();
  busy.push((((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) / frames) * 1000);
  await page.evaluate(() => window.hideQueue());
  floor.push(await page.evaluate((many, howMany) => window.scrollFloor(many, howMany), requests, frames));
  await page.close();
}
await site.close();

const first = median(shown.map((one) => one.first));
const worst = scrolled.map((one) => one.worst);
const rows = Math.max(...shown.map((one) => one.rows), ...scrolled.map((one) => one.rows));
// Two frames of a screen are 33.3 ms, and its clock is not more exact.
const ms = (value: number): string => `${value.toFixed(1)} ms`;
printTable(
  `${count(requests)} requests in memory, ${rounds} rounds`,
  ['what', 'measured', 'target'],
  [
    ['first rows after the data', ms(first), verdict(first, { atMost: 100 })],
    [`worst frame of ${frames} while scrolling, median`, ms(median(worst)), verdict(median(worst), { atMost: 34 })],
    ['the same, worst round', ms(Math.max(...worst)), ''],
    [
      'the same of the barest rows, written by hand',
      ms(median(floor.map((one) => one.worst))),
      `${times(
        ratio(
          worst,
          floor.map((one) => one.worst),
        ),
      )}`,
    ],
    ['work of the page for a frame, mean', ms(median(busy)), ''],
    ['worst frame while nothing is done, median', ms(median(idle)), ''],
    ['most rows in the document', String(rows), verdict(rows, { atMost: 40 })],
  ],
);
