/** How a text of a format is written. `pattern` (ECMA-262) may let through what no calendar has; what it refuses is malformed. */
export interface Written {
  /** What it is, with its article. */
  is: string;
  pattern: string;
  example: string;
}

/** How each format is written: for who describes it, as errors and JSON schemas do. */
export const written = {
  instant: {
    is: 'an instant, RFC 3339 with an offset',
    pattern: '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,19})?([Zz]|[+-]\\d{2}:\\d{2})$',
    example: '2026-03-01T12:00:00+01:00',
  },
  duration: {
    is: 'an ISO 8601 duration of weeks, days, hours, minutes and seconds, in this order, as whole numbers',
    pattern: '^P(?!$)(\\d+W)?(\\d+D)?(T(?!$)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
    example: 'P1DT12H30M',
  },
  currency: { is: 'an ISO 4217 code, in capitals', pattern: '^[A-Z]{3}$', example: 'EUR' },
  country: { is: 'an ISO 3166 alpha-2 code, in capitals', pattern: '^[A-Z]{2}$', example: 'AT' },
  timeZone: { is: 'an IANA name', pattern: '^[A-Za-z][\\w+\\-]*(/[\\w+\\-]+)*$', example: 'Europe/Vienna' },
  language: { is: 'a BCP 47 language tag', pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$', example: 'de-AT' },
  revision: { is: 'a revision that fits an ETag', pattern: '^[!#-~]{1,128}$', example: 'rev-1' },
  hash: { is: 'a SHA-256 in lower-case hex', pattern: '^[0-9a-f]{64}$', example: '0'.repeat(64) },
  month: { is: 'a month, YYYY-MM', pattern: '^\\d{4}-(0[1-9]|1[0-2])$', example: '2026-03' },
  date: { is: 'a date, YYYY-MM-DD', pattern: '^\\d{4}-\\d{2}-\\d{2}$', example: '2026-12-24' },
  timeOfDay: {
    is: 'a time of day, 00:00 to 24:00',
    pattern: '^([01]\\d:[0-5]\\d|2[0-3]:[0-5]\\d|24:00)$',
    example: '18:30',
  },
  plannedInstant: {
    is: 'the name of an instant: of a fact, one that the policy derives, or one of a line',
    pattern: '^(((line\\.)?facts|instants)\\.[^]|line\\.(shipped|delivered|expected)At$)',
    example: 'facts.promisedAt',
  },
  derivedName: { is: 'the name of an instant of `instants`', pattern: '^instants\\.[^]', example: 'instants.cutOff' },
  link: {
    is: 'a link: https, mailto, tel, or relative to the page',
    pattern: '^[^\\s\\\\]*$',
    example: 'https://shop.example/returns/{orderId}',
  },
} as const satisfies Record<string, Written>;

export type FormatName = keyof typeof written;
