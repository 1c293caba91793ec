type Options = Intl.DateTimeFormatOptions;

/**
 * How instants are told in a language. Few browsers know Irish and Maltese months: where the runtime does not, a date is in
 * digits, the day first, as both write it, and not in English words among theirs.
 * @throws {RangeError} no language has such a tag
 */
export function dateFormat(tag: string, options: Options): Intl.DateTimeFormat {
  if (Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0) return new Intl.DateTimeFormat(tag, options);
  return new Intl.DateTimeFormat(
    'en-GB',
    options.dateStyle ? { ...options, dateStyle: 'short' } : { ...options, day: '2-digit', month: '2-digit' },
  );
}
