import type { ReasonsQuery, ReasonsReport } from '../../backend/backend.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { invalid } from '../http/problem.ts';
import { fillListings, scopeOf } from '../orders/listing.ts';

type Bucket = NonNullable<ReasonsQuery['bucket']>;

/** No chart shows more. */
const maxBuckets = 400;
const day = 86_400_000;
const buckets: readonly Bucket[] = ['day', 'week', 'month'];

interface ReasonsInput {
  /** Epoch ms; `null`: not given. */
  from: number | null;
  to: number | null;
  bucket: Bucket;
  seller: string | null;
}

/** `?from=&to=&bucket=&seller=` (400). */
export function readReasonsQuery(query: URLSearchParams): ReasonsInput {
  const instant = (name: string): number | null => {
    const text = query.get(name);
    if (!text) return null;
    const at = parseInstant(text);
    if (Number.isNaN(at)) throw invalid({ path: [name], code: 'format' });
    return at;
  };
  const bucket = buckets.find((one) => one === (query.get('bucket') || 'month'));
  if (!bucket) throw invalid({ path: ['bucket'], code: 'value' });
  return { from: instant('from'), to: instant('to'), bucket, seller: query.get('seller') || null };
}

/** `GET reports/reasons` (PM-18): a seller of their orders, a buyer of their own record, the platform of all. */
export async function getReasons({ context, input, principal }: Call<ReasonsInput>): Promise<Response> {
  const { bucket, seller } = input;
  const to = input.to ?? context.now();
  const from = input.from ?? startsBefore(to, bucket);
  if (from >= to) throw invalid({ path: ['to'], code: 'too-early' });
  const edges = edgesOf(from, to, bucket);
  if (!edges) throw invalid({ path: ['from'], code: 'too-many' });
  await fillListings(context);
  const counts = await context.store.countReasons(scopeOf(principal), seller, edges);
  const totals: Record<string, number> = {};
  for (const one of counts) {
    for (const [reason, count] of Object.entries(one)) {
      totals[reason] = (Object.hasOwn(totals, reason) ? (totals[reason] ?? 0) : 0) + count;
    }
  }
  const report: ReasonsReport = {
    buckets: counts.map((one, at) => ({
      from: formatInstant(edges[at] as number),
      to: formatInstant(edges[at + 1] as number),
      counts: one,
    })),
    totals,
  };
  return jsonResponse(report);
}

/** Where no beginning is given: a year of months, a quarter of weeks, a month of days. */
function startsBefore(to: number, bucket: Bucket): number {
  if (bucket !== 'month') return startOf(to, bucket) - (bucket === 'week' ? 12 * 7 : 30) * day;
  const date = new Date(to);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 11, 1);
}

/** The beginning of the day, week (from Monday) or month of an instant, in UTC. */
function startOf(at: number, bucket: Bucket): number {
  const date = new Date(at);
  if (bucket === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const midnight = Math.floor(at / day) * day;
  return bucket === 'day' ? midnight : midnight - ((date.getUTCDay() + 6) % 7) * day;
}

/** Where the intervals of a range begin and end: at the calendar's borders, the first and the last cut off; `null`: too many. */
function edgesOf(from: number, to: number, bucket: Bucket): number[] | null {
  const edges = [from];
  for (let at = startOf(from, bucket); ; ) {
    const date = new Date(at);
    at =
      bucket === 'month'
        ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
        : at + (bucket === 'week' ? 7 : 1) * day;
    if (at >= to) return [...edges, to];
    if (edges.push(at) > maxBuckets) return null;
  }
}
