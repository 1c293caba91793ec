import { html, nothing, svg } from 'lit';
import type { ReasonsReport } from '../../backend/backend.ts';
import type { QueueController } from '../../controllers/queue-controller.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import { cached, tagOf } from '../../i18n/cached.ts';
import chartPart from '../../i18n/chunks/chart.ts';
import { loadTexts } from '../../i18n/load-texts.ts';
import type { TextTable } from '../../i18n/part.ts';
import { textsKey } from '../../i18n/texts.ts';
import { fill } from '../../i18n/wording.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import seriesColours from '../shared/look/series.ts';
import { type QueueScope, type Rendered, reasonName } from './scope.ts';
import styles from './styles/chart.styles.ts';

/** Reasons with a bar of their own; the rest is one. */
const most = 5;
/** Months that are looked back on. */
const months = 12;

/** One bar of the chart: a reason, over all buckets. */
interface Series {
  /** `null`: the others. */
  code: string | null;
  counts: number[];
  total: number;
}

/** The most frequent reasons, then all others together. */
export function seriesOf({ buckets, totals }: ReasonsReport, limit = most): Series[] {
  const codes = new Set([...Object.keys(totals ?? {}), ...buckets.flatMap(({ counts }) => Object.keys(counts))]);
  const all = [...codes].map((code): Series => {
    const counts = buckets.map((bucket) => (Object.hasOwn(bucket.counts, code) ? (bucket.counts[code] as number) : 0));
    return { code, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  const sorted = all
    .filter(({ total }) => total > 0)
    .sort((one, other) => other.total - one.total || (String(one.code) < String(other.code) ? -1 : 1));
  if (sorted.length <= limit) return sorted;
  const rest = sorted.slice(limit - 1);
  const counts = buckets.map((_, at) => rest.reduce((sum, one) => sum + (one.counts[at] as number), 0));
  return [...sorted.slice(0, limit - 1), { code: null, counts, total: counts.reduce((sum, count) => sum + count, 0) }];
}

/** The reasons of the last months: bars one upon the other, and the same as a table. */
export class ReasonsChart {
  readonly #queue: QueueController;
  #report: ReasonsReport | null | undefined;
  /** Its own words, and of which language they are, or will be. */
  #texts: TextTable = {};
  #textsOf = '';

  constructor(queue: QueueController, root: ShadowRoot) {
    this.#queue = queue;
    adoptStyles(root, [seriesColours, styles]);
  }

  async read(): Promise<void> {
    const { backend } = this.#queue.list?.store ?? {};
    const now = new Date(this.#queue.now);
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1)).toISOString();
    try {
      const report = (await backend?.reasons?.({ from, bucket: 'month' }, {})) ?? null;
      this.#report = Array.isArray(report?.buckets) ? report : null;
    } catch {
      this.#report = null;
    }
    this.#queue.update();
  }

  async #loadTexts(language: string): Promise<void> {
    const key = textsKey(language);
    if (key === this.#textsOf) return;
    this.#textsOf = key;
    const texts = await loadTexts(language, chartPart).catch((error) => {
      warnOfMissing(error);
      return {};
    });
    if (key !== this.#textsOf) return;
    this.#texts = texts;
    this.#queue.update();
  }

  render(scope: QueueScope): Rendered {
    const { queue, language } = scope;
    this.#loadTexts(language);
    const texts = { ...scope.texts, ...this.#texts };
    const report = this.#report;
    if (report === undefined) return html`<p role="status" class="muted">${texts['queue.more']}</p>`;
    if (report === null) {
      return html`<p role="status">${texts['chart.failed']} <button type="button" @click=${() => this.read()}>${texts['retry']}</button></p>`;
    }
    const series = seriesOf(report);
    if (series.length === 0) return html`<p role="status">${texts['chart.none']}</p>`;
    const [first] = queue.list?.items ?? [];
    const policy = first ? queue.policyOf(first.cancellation) : null;
    const name = ({ code }: Series): string =>
      (code === null ? fill(texts['chart.others']) : reasonName(scope, code || null, policy)) ?? '';
    const format = cached(
      `${language} chart month`,
      () => new Intl.DateTimeFormat(tagOf(language), { month: 'short', year: '2-digit', timeZone: 'UTC' }),
    );
    const labels = report.buckets.map(({ from }) =>
      Number.isNaN(Date.parse(from)) ? '' : format.format(Date.parse(from)),
    );
    return html`<figure part="chart-drawing">
      ${renderBars(series, labels)}
      <ul class="legend" aria-hidden="true">
        ${series.map((one, at) => html`<li><svg class="series-${at}" viewBox="0 0 1 1"><rect width="1" height="1" /></svg>${name(one)} (${one.total})</li>`)}
      </ul>
      <table class="unseen">
        <caption>${texts['chart']}</caption>
        <thead>
          <tr>
            <th scope="col">${texts['chart.reason']}</th>
            ${labels.map((label) => html`<th scope="col">${label}</th>`)}
            <th scope="col">${texts['chart.total']}</th>
          </tr>
        </thead>
        <tbody>
          ${series.map((one) => html`<tr><th scope="row">${name(one)}</th>${one.counts.map((count) => html`<td>${count}</td>`)}<td>${one.total}</td></tr>`)}
        </tbody>
      </table>
    </figure>`;
  }
}

/** Height of the bars, and width of a month, in the drawing's own units. */
const high = 100;
const wide = 40;

function renderBars(series: Series[], labels: string[]): Rendered {
  const sums = labels.map((_, at) => series.reduce((sum, { counts }) => sum + (counts[at] as number), 0));
  const top = Math.max(1, ...sums);
  return html`<svg class="bars" viewBox="0 0 ${labels.length * wide} ${high + 30}" aria-hidden="true" direction="ltr">
    <line x1="0" x2=${labels.length * wide} y1=${high + 12} y2=${high + 12} />
    ${labels.map((label, at) => {
      let y = high + 12;
      return svg`${series.map(({ counts }, which) => {
        const height = ((counts[at] as number) / top) * high;
        y -= height;
        return height > 0
          ? svg`<rect class="series-${which}" x=${at * wide + 6} y=${y} width=${wide - 12} height=${height} />`
          : nothing;
      })}<text x=${at * wide + wide / 2} y=${y - 3}>${sums[at] || ''}</text><text x=${at * wide + wide / 2} y=${high + 25}>${label}</text>`;
    })}
  </svg>`;
}
