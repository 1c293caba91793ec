// How long 1,000 buttons and badges take until they are to be seen, with everything they show at hand.
import { interleave, median, ratio } from '../support/measure.ts';
import { printTable, type Target, times, verdict } from '../support/report.ts';
import { openSite, type Site } from '../support/site.ts';
import type { Timing } from './contestant.ts';

const pairs = 1000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 12);
/** Mounts in the same page after the first, whose last ones count as warm. */
const warmMounts = 6;

const contestants = {
  native: 'native pair, by hand',
  lit: 'barest Lit pair',
  ours: 'order-cancel-elements',
  countdown: 'the same, each counting down',
  webawesome: '@awesome.me/webawesome',
};
type Contestant = keyof typeof contestants;
const names = Object.keys(contestants) as Contestant[];

/** What this package's pair may take at most, as a part of another's. */
const targets: Partial<Record<Contestant, Target>> = { lit: { atMost: 1.3 }, webawesome: { atMost: 0.6 } };

const site = await openSite({
  entries: Object.fromEntries(names.map((name) => [name, `bench/mount/${name}.page.ts`])),
  styles: { webawesome: '@awesome.me/webawesome/dist/styles/webawesome.css' },
});
const first = Object.fromEntries(names.map((name) => [name, [] as Timing[]])) as Record<Contestant, Timing[]>;
const warm = structuredClone(first);
await interleave(
  Object.fromEntries(names.map((name) => [name, () => visit(site, name)])) as Record<Contestant, () => Promise<number>>,
  { rounds },
);
await site.close();

print(`Mounting ${pairs} pairs in a page that was just opened`, first);
print(`Mounting ${pairs} pairs again in the same page`, warm);
console.log(
  `\nMedians of ${rounds} rounds; a ratio is the median of the rounds' ratios. "rendered": every element's update is`,
);
console.log('complete; "shown": the frame with all of them was made, layout and paint included.');

/** Opens a page, mounts there for the first time, and again until that is warm. */
async function visit(site: Site, name: Contestant): Promise<number> {
  const page = await site.open(name);
  await page.waitForFunction(() => 'mountPairs' in window);
  await page.evaluate(() => globalThis.gc?.());
  const timings: Timing[] = [];
  for (let mount = 0; mount <= warmMounts; mount++) {
    const timing = await page.evaluate((count) => window.mountPairs(count), pairs);
    if (timing.visible !== 2 * pairs) throw new Error(`${name} shows ${timing.visible} of ${2 * pairs} elements`);
    timings.push(timing);
    await page.evaluate(() => window.unmountPairs());
  }
  await page.close();
  const [cold, ...later] = timings as [Timing, ...Timing[]];
  const settled = later.slice(warmMounts >> 1);
  first[name].push(cold);
  warm[name].push({
    updated: median(settled.map(({ updated }) => updated)),
    framed: median(settled.map(({ framed }) => framed)),
    visible: cold.visible,
  });
  return cold.framed;
}

function print(title: string, timings: Record<Contestant, Timing[]>): void {
  const of = (name: Contestant, what: 'updated' | 'framed'): number[] => timings[name].map((timing) => timing[what]);
  const milliseconds = (values: number[]): string => `${median(values).toFixed(1)} ms`;
  const rows = names.map((name) => {
    const shown = ratio(of('ours', 'framed'), of(name, 'framed'));
    const rendered = ratio(of('ours', 'updated'), of(name, 'updated'));
    const cells = [
      contestants[name],
      milliseconds(of(name, 'updated')),
      milliseconds(of(name, 'framed')),
      times(ratio(of(name, 'framed'), of('native', 'framed'))),
    ];
    if (name === 'ours') return cells;
    return [...cells, times(rendered), times(shown), targets[name] ? verdict(shown, targets[name]) : ''];
  });
  const head = ['pair', 'rendered', 'shown', 'against native', 'this package: rendered', 'shown', 'target'];
  printTable(title, head, rows);
}
