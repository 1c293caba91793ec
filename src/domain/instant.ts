const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Reads an RFC 3339 date-time with offset as epoch milliseconds; `NaN` where it is malformed.
 * Strict: `2026-02-30T00:00:00Z` is malformed, and so is a time without an offset. Digits past the millisecond are cut.
 */
export function parseInstant(text: unknown): number {
  if (typeof text !== 'string' || text.length < 20 || text.length > 40) return Number.NaN;
  const digits = (at: number, count: number): number => {
    let value = 0;
    for (let index = at; index < at + count; index++) {
      const digit = text.charCodeAt(index) - 48;
      if (!(digit >= 0 && digit <= 9)) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  };
  const separator = text[10];
  if (
    text[4] !== '-' ||
    text[7] !== '-' ||
    (separator !== 'T' && separator !== 't') ||
    text[13] !== ':' ||
    text[16] !== ':'
  ) {
    return Number.NaN;
  }
  const year = digits(0, 4);
  const month = digits(5, 2);
  const day = digits(8, 2);
  const hour = digits(11, 2);
  const minute = digits(14, 2);
  const second = digits(17, 2);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= length && hour < 24 && minute < 60 && second < 60)) {
    return Number.NaN;
  }
  let at = 19;
  let milliseconds = 0;
  if (text[at] === '.') {
    let scale = 100;
    const first = ++at;
    for (; ; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      milliseconds += digit * scale;
      scale = scale > 1 ? scale / 10 : 0;
    }
    if (at === first) return Number.NaN;
  }
  const sign = text[at];
  let offset = 0;
  if (sign === 'Z' || sign === 'z') {
    if (text.length !== at + 1) return Number.NaN;
  } else {
    const offsetHour = digits(at + 1, 2);
    const offsetMinute = digits(at + 4, 2);
    if ((sign !== '+' && sign !== '-') || text[at + 3] !== ':' || text.length !== at + 6) return Number.NaN;
    if (!(offsetHour < 24 && offsetMinute < 60)) return Number.NaN;
    offset = (offsetHour * 60 + offsetMinute) * (sign === '-' ? -1 : 1);
  }
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const days = year * 365 + leaps + (daysBefore[month - 1] as number) + (leap && month > 2 ? 1 : 0) + day - 719528;
  return (((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + milliseconds;
}

/** An instant as the records hold it: RFC 3339 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}
