import { isObject } from '../../domain/decision/conditions.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Path } from './tree.ts';
import type { SettingChange } from './types.ts';

/** What shows in the answers, and what only names a policy. */
const elsewhere = ['id', 'version', 'description', 'language', 'rules', 'otherwise', 'refund'];
const inAnswers = ['stock', 'marketplaceFee', 'coupons', 'penalty'];

/** Where two policies differ outside of what their rules answer: in the lifecycle, reasons, links, words, … */
export function settingChanges(one: CancelPolicy, other: CancelPolicy): SettingChange[] {
  const changes: SettingChange[] = [];
  const compare = (from: unknown, to: unknown, path: Path): void => {
    if (JSON.stringify(from) === JSON.stringify(to)) return;
    if (isObject(from) && isObject(to)) {
      for (const name of new Set([...Object.keys(from), ...Object.keys(to)]))
        compare(from[name], to[name], [...path, name]);
      return;
    }
    const place = `\`${path.join('.')}\``;
    const sentence =
      from === undefined
        ? `${place} is new: ${shown(to)}.`
        : to === undefined
          ? `${place} is gone: it was ${shown(from)}.`
          : `${place} is ${shown(to)} in place of ${shown(from)}.`;
    changes.push({ path, from, to, sentence });
  };
  const strip = (policy: CancelPolicy): Record<string, unknown> => {
    const rest = Object.fromEntries(Object.entries(policy).filter(([name]) => !elsewhere.includes(name)));
    if (!isObject(rest['consequences'])) return rest;
    const own = Object.entries(rest['consequences']).filter(([name]) => !inAnswers.includes(name));
    return { ...rest, consequences: Object.fromEntries(own) };
  };
  compare(strip(one), strip(other), []);
  return changes;
}

const longest = 120;

/** A value in a sentence. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
