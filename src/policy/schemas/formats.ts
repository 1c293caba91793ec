import { parseDate, parseTimeOfDay } from '../../domain/values/date.ts';
import { parseDuration } from '../../domain/values/duration.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { isQuantity, maxQuantity } from '../../domain/values/quantity.ts';
import { type Schema, shaped, sized, typed, whole } from './types.ts';

const maxMilliseconds = parseDuration('P36525D');
const matches = (pattern: RegExp) => (value: string) => value.length <= 256 && pattern.test(value);

/** Any text; how much there may be is bounded for the whole input. */
export const text = sized(0, Number.POSITIVE_INFINITY);

/** An id, a code or another name: never empty, at most 256 characters. */
export const name = sized(1, 256);

/** RFC 3339 with offset. */
export const instant = shaped('instant', (value) => !Number.isNaN(parseInstant(value)));

/** ISO 8601, of exact length, at most 36,525 days. */
export const duration = typed(
  'string',
  (value: string) => {
    const length = parseDuration(value);
    return Number.isNaN(length) ? 'format' : length > maxMilliseconds && 'too-large';
  },
  { format: 'duration' },
);

/** Shaped like an ISO 4217 code. */
export const currency = shaped('currency', matches(/^[A-Z]{3}$/));

/** Shaped like an ISO 3166 alpha-2 code. */
export const country = shaped('country', matches(/^[A-Z]{2}$/));

/** Shaped like an IANA name; whether there is such a zone is looked up with the references. */
export const timeZone = shaped('timeZone', matches(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/));

/** Shaped like a BCP 47 language tag. */
export const language = shaped('language', matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/));

/** An opaque revision that fits an ETag. */
export const revision = shaped('revision', matches(/^[!#-~]{1,128}$/));

/** Lower-case hex SHA-256. */
export const hash = shaped('hash', matches(/^[0-9a-f]{64}$/));

/** `YYYY-MM`. */
export const month = shaped('month', matches(/^\d{4}-(0[1-9]|1[0-2])$/));

/** `YYYY-MM-DD`, a day that the calendar has. */
export const date = shaped('date', (value) => !Number.isNaN(parseDate(value)));

/** `HH:MM`, from `00:00` to `24:00`. */
export const timeOfDay = shaped('timeOfDay', (value) => !Number.isNaN(parseTimeOfDay(value)));

/** The name of an instant that is known ahead: a fact that holds it, or one that the policy derives. */
export const plannedInstant = shaped(
  'plannedInstant',
  matches(/^(((line\.)?facts|instants)\..|line\.(shipped|delivered|expected)At$)/),
);

/** The name of an instant that the policy derives. */
export const derivedName = shaped('derivedName', matches(/^instants\../)) as Schema<`instants.${string}`>;

/** A whole number from 0 that a double holds exactly. */
export const count = whole(0);

/** How much of a line: from 0, with at most three decimals. */
export const quantity = typed(
  'number',
  (value: number) => (value < 0 ? 'too-small' : !isQuantity(value) && (value > maxQuantity ? 'too-large' : 'type')),
  { min: 0, max: maxQuantity },
);

/** The same, of something. */
export const someQuantity = typed(
  'number',
  (value: number) => (value <= 0 ? 'too-small' : !isQuantity(value) && (value > maxQuantity ? 'too-large' : 'type')),
  { min: 0, max: maxQuantity },
);

/** https with a host, mailto, tel, or relative to the page; `{orderId}` may stand anywhere but in the scheme or the host. */
export const link = shaped('link', (value) => {
  // Browsers drop tabs and line ends, trim other controls and read a backslash as a slash: none may stand in a link.
  if (value.length > 2048 || /[\0-\x20\\\x7f]/.test(value)) return false;
  const [, scheme] = /^([^/?#]*):/.exec(value) ?? [];
  if (scheme === undefined) return !/^(\/\/|\{|$)/.test(value);
  return /^https:\/\/[^/?#{}]+([/?#]|$)/i.test(value) || /^(mailto|tel):[^/{]/i.test(value);
});
