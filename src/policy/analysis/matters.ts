import { permits } from '../../domain/decision/compile.ts';
import type { Inquiry } from './inquiry.ts';
import type { Goal } from './search.ts';
import type { Ruled, Setting } from './settings.ts';
import { isTrue } from './variables.ts';

/**
 * What has to hold besides, so that it matters to anybody that a rule decides; `null`: in this setting it never does.
 * To the clock a refusal matters only where it keeps from it what a later rule lets happen by itself, or where the clock
 * is whom it is about.
 */
export function goalsToMatter(inquiry: Inquiry, setting: Setting, rule: Ruled): Goal[] | null {
  if (setting.actor !== 'nobody' || permits(rule.then) || rule.names || !isForPeople(inquiry, rule)) return [];
  const kept = (inquiry.standingsOf(setting) ?? []).filter(
    (later) =>
      later.rule.index > rule.index &&
      later.reaches &&
      permits(later.rule.then) &&
      (inquiry.possibleIn(setting, later.rule.index) & isTrue) !== 0,
  );
  if (kept.length === 0) return null;
  return [{ node: { op: 'any', parts: kept.map(({ node }) => node), path: [] }, slot: 0, wanted: isTrue }];
}

/** Whether a rule may be true of anything that a person asks. */
function isForPeople(inquiry: Inquiry, { index }: Ruled): boolean {
  return inquiry.settings.some(
    (setting) => setting.actor !== 'nobody' && (inquiry.possibleIn(setting, index) & isTrue) !== 0,
  );
}
