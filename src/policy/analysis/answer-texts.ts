import { shown } from './setting-changes.ts';
import type { Answer } from './types.ts';

/** An answer in a few words. */
export function answerText({ outcome, reason }: Answer): string {
  return `\`${outcome}\` (\`${reason}\`)`;
}

/** Where two answers of the same outcome and reason differ. */
export function differenceText(from: Answer, to: Answer): string {
  const names = {
    contact: 'contact',
    alternatives: 'alternatives',
    advice: 'advice',
    refund: 'refund terms',
    consequences: 'consequences',
  } as const;
  return (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
    .map((name) => `${names[name]} ${shown(to[name])} in place of ${shown(from[name])}`)
    .join('; ');
}
