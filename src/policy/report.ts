import type { Issue } from '../domain/errors.ts';

const wordings: Record<string, string> = {
  type: 'is of another type than the format asks for',
  required: 'is missing; give it',
  'unknown-key': 'has no place here; remove it or correct its name',
  format: 'is malformed',
  value: 'is none of the values allowed here',
  'too-small': 'is too small, too short or empty',
  'too-large': 'is too large or too long',
  'too-deep': 'is nested more than 32 levels deep',
  'too-many': 'holds too much; split or shorten it',
  'forbidden-key': 'is a name that no member may have; rename it',
  conflict: 'is declared otherwise by another policy; declare it alike or rename it',
  'duplicate-id': 'is used before; give each its own',
  'unknown-status': 'is no status of this policy; declare it under `statuses` or correct it',
  'unknown-fact': 'is no fact of this policy; declare it under `facts` (of lines: `lineFacts`) or correct it',
  'no-line': 'asks of a line where there is none; use `someLine`',
  'unknown-notice': 'is no alert of this policy; declare it under `notices` or correct it',
  'unknown-instant': 'is no instant of this policy; declare it under `instants` or correct it',
  'unknown-zone': 'is no time zone that this system knows; use the IANA name',
  circular: 'is derived from itself; begin with an instant that is recorded',
  'fact-type': 'does not fit the type that `facts` declares',
  'empty-range': 'ends before the range begins; nothing falls in it',
  'never-opens': 'is a way on that `lifecycle` never opens; let it, or remove it',
  'never-starts': 'is a time that never begins; count it from something that comes before',
  'no-word': 'holds no word of the language; give one, such as `status`',
  'several-words': 'holds several words; combine them with `all` or `any`',
};

/** Every code that an issue may have. */
export const issueCodes: readonly string[] = Object.keys(wordings);

const shown = 5;

/** An issue list in one line for the console: `rules[2].when.status is no status of this policy; …`. */
export function reportIssues(what: string, issues: Issue[]): string {
  const lines = issues
    .slice(0, shown)
    .map(
      ({ path, code, nearest }) =>
        `${placeOf(path)} ${wordings[code] ?? code}${nearest ? `, such as ${nearest.join(', ')}` : ''} (${code})`,
    );
  const more = issues.length > shown ? `; and ${issues.length - shown} more` : '';
  return `invalid ${what}: ${lines.join('; ')}${more}`;
}

function placeOf(path: Issue['path']): string {
  const place = path
    .map((step) =>
      typeof step === 'number'
        ? `[${step}]`
        : /^\w+$/.test(step)
          ? `.${step}`
          : `[${JSON.stringify(step.slice(0, 64))}]`,
    )
    .join('');
  return place.replace(/^\./, '') || 'it';
}
