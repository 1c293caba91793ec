import { boundsOf, isObject, type Json, listOf } from '../../domain/decision/conditions.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { isTrue, type Recorded, truthsOf, type Variable } from './variables.ts';

/** The times since at which a window of any atom opens or closes, ms, with 0, from when on it is there at all. */
function spansOf(variable: Variable): { from: number; until: number }[] {
  const cuts = new Set([0]);
  for (const { condition } of variable.atoms) {
    const [start, end] = boundsOf(condition);
    for (const cut of [Math.max(start, 0), end]) if (Number.isFinite(cut) && cut >= 0) cuts.add(cut);
  }
  const sorted = [...cuts].sort((one, other) => one - other);
  return sorted.map((from, index) => ({ from, until: sorted[index + 1] ?? Number.POSITIVE_INFINITY }));
}

const distinct = (all: Recorded[]): Recorded[] => {
  const seen = new Map<string, Recorded>();
  for (const one of all) {
    const key = JSON.stringify([one.holds, one.code, one.from]);
    if (one.holds.includes(true) && !seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
};

/** Every alert that makes some atom true. One that was lifted is none. */
export function alertTypes(variable: Variable, now: number): Recorded[] {
  const kinds = new Set(variable.atoms.flatMap(({ condition }) => listOf(condition['notice'] as string)));
  const all: Recorded[] = [];
  for (const code of kinds) {
    for (const { from, until } of spansOf(variable)) {
      for (const responded of [false, true]) {
        for (const penaltyAccepted of [false, true]) {
          const made = { code, from, until, responded, penaltyAccepted };
          const truths = truthsOf(variable, { notices: [noticeOf(made, now, from)] }, { now });
          all.push({ ...made, holds: truths.map((truth) => truth === isTrue), usual: true });
        }
      }
    }
  }
  return distinct(all);
}

/** Every scan that makes some atom true. */
export function scanTypes(variable: Variable, now: number): Recorded[] {
  const codes = new Set(
    variable.atoms.map(({ condition: { scan } }) => (isObject(scan) ? String(scan['not']) : String(scan))),
  );
  // One more, which is other than each that is named.
  codes.add(['in-transit', 'sorted', 'other'].find((code) => !codes.has(code)) ?? `${[...codes].join('-')}-other`);
  const all: Recorded[] = [];
  for (const code of codes) {
    for (const { from, until } of spansOf(variable)) {
      const truths = truthsOf(variable, { scans: [{ code, at: formatInstant(now - from) }] }, { now });
      const holds = truths.map((truth) => truth === isTrue);
      all.push({ ...{ code, from, until, responded: false, penaltyAccepted: false, holds }, usual: true });
    }
  }
  return distinct(all);
}

/** An alert as an order records it, filed `elapsed` ms before `now`. */
export function noticeOf(
  { code, responded, penaltyAccepted }: Pick<Recorded, 'code' | 'responded' | 'penaltyAccepted'>,
  now: number,
  elapsed: number,
): Json {
  const at = formatInstant(now);
  return {
    ...{ kind: code, filedAt: formatInstant(now - elapsed) },
    ...(responded && { respondedAt: at }),
    ...(penaltyAccepted && { penaltyAcceptedAt: at }),
  };
}
