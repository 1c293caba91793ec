import { nearestOf } from './nearest.ts';

/** What people say who do not know the language yet, and the words that it has for it. */
const words: Readonly<Record<string, readonly string[]>> = {
  ...{ customer: ['buyer'], client: ['buyer'], user: ['buyer'], consumer: ['buyer'], guest: ['buyer'] },
  ...{ shop: ['seller'], merchant: ['seller'], vendor: ['seller'], store: ['seller'], supplier: ['seller'] },
  ...{ admin: ['platform'], support: ['platform'], marketplace: ['platform'], staff: ['platform', 'seller'] },
  ...{ system: ['nobody'], server: ['nobody'], auto: ['nobody'], anyone: ['buyer', 'seller', 'platform'] },
  ...{ allow: ['cancel'], allowed: ['cancel'], permit: ['cancel'], approve: ['cancel'], yes: ['cancel'] },
  ...{
    deny: ['none'],
    denied: ['declined', 'none'],
    refuse: ['none'],
    reject: ['none'],
    no: ['none'],
    block: ['none'],
  },
  ...{ ask: ['request', 'ask-server'], review: ['request'], manual: ['request'], refund: ['return'] },
  ...{
    new: ['open'],
    pending: ['open', 'requested'],
    active: ['open'],
    processing: ['open'],
    paid: ['open', 'paidAt'],
  },
  ...{ sent: ['shipped'], dispatched: ['shipped'], fulfilled: ['shipped'], received: ['delivered'] },
  ...{
    completed: ['delivered'],
    closed: ['delivered', 'cancelled'],
    canceled: ['cancelled'],
    refunding: ['cancelling'],
  },
  ...{ orderedAt: ['placedAt'], createdAt: ['placedAt'], purchasedAt: ['placedAt'], dispatchedAt: ['shippedAt'] },
  ...{ sentAt: ['shippedAt'], receivedAt: ['deliveredAt'], arrivedAt: ['deliveredAt'], askedAt: ['requestedAt'] },
  ...{ and: ['all'], allOf: ['all'], or: ['any'], anyOf: ['any'], none: ['not'], unless: ['not'] },
  ...{ role: ['actor'], who: ['actor'], by: ['actor'], state: ['status'], phase: ['status'], after: ['since'] },
  ...{ within: ['since', 'until'], age: ['since'], alert: ['notice'], tag: ['fact'], meta: ['fact'] },
  ...{ total: ['amount'], price: ['amount'], item: ['someLine', 'lineFact'], line: ['someLine', 'lineFact'] },
  ...{
    min: ['atLeast'],
    gte: ['atLeast'],
    from: ['atLeast'],
    max: ['below', 'atMost'],
    lt: ['below'],
    to: ['until'],
    til: ['until'],
  },
  ...{ equals: ['is'], value: ['is'], eq: ['is'], in: ['is'], if: ['when'], condition: ['when'], result: ['then'] },
  ...{ action: ['outcome', 'then'], why: ['reason'], default: ['otherwise'], else: ['otherwise'], name: ['id'] },
  ...{ percent: ['basisPoints'], percentage: ['basisPoints'], rate: ['basisPoints'], timezone: ['timeZone'] },
  ...{ mandatory: ['required'], forbidden: ['none'], bool: ['boolean'], int: ['number'], integer: ['number'] },
  ...{ text: ['string'], datetime: ['instant'], timestamp: ['instant'], time: ['instant'], day: ['date'] },
};

/** Of the names that are allowed, those that a wrong one was meant to be, the likeliest first; perhaps none. */
export function meantBy(written: string, allowed: readonly string[]): string[] {
  const key = Object.hasOwn(words, written) ? written : written.toLowerCase();
  const known = (Object.hasOwn(words, key) ? words[key] : undefined) ?? [];
  const fitting = known.filter((word) => allowed.includes(word));
  return [...new Set([...fitting, ...nearestOf(written, allowed)])].slice(0, 3);
}

const units: readonly [pattern: RegExp, seconds: number][] = [
  [/^(s|secs?|seconds?|sekunden?)$/, 1],
  [/^(m|mins?|minutes?|minuten?)$/, 60],
  [/^(h|hrs?|hours?|stunden?|std)$/, 3600],
  [/^(d|days?|tage?n?)$/, 86_400],
  [/^(w|weeks?|wochen?)$/, 604_800],
  [/^(mo|months?|monate?)$/, 30 * 86_400],
  [/^(y|years?|jahre?)$/, 365 * 86_400],
];

/** What a text that is no duration was meant to be: `3h` → `PT3H`, `P1M` → `P30D`, `PT1.5H` → `PT1H30M`. */
export function durationMeant(text: string): string | undefined {
  const bare = text.trim().toLowerCase();
  if (bare.length > 32) return undefined;
  const iso = /^p[\d.,wdthmsy]*$/.test(bare) ? readIso(bare) : undefined;
  return writeSeconds(iso ?? readWords(bare));
}

/** Whether months or years are what is wrong. */
export function countsMonths(text: string): boolean {
  return /^p[^t]*\d(m|y)/i.test(text.trim()) || /\d\s*(mo|month|monat|y|year|jahr)/i.test(text);
}

function readIso(text: string): number | undefined {
  // Whatever would be dropped may be what was meant.
  if (!/^p([\d.,]+[wdmyhs])*(t([\d.,]+[a-z])*)?$/.test(text)) return undefined;
  const [date = '', time] = text.slice(1).split('t');
  // `P3H` forgets the T: hours and seconds are none of the date's. Its M is a month.
  const ofDate: Record<string, string> = { w: 'w', d: 'd', m: 'mo', y: 'y', h: 'h', s: 's' };
  const spelled = [...date.matchAll(/([\d.,]+)([wdmyhs])/g)].map(
    ([, count, unit]) => `${count}${ofDate[unit as string]}`,
  );
  return readWords([...spelled, ...(time?.match(/[\d.,]+[a-z]/g) ?? [])].join(' '));
}

function readWords(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/g)];
  const rest = text.replace(/(\d+(?:[.,]\d+)?)\s*([a-z]+)|[\s,+]|\band\b|\bund\b/g, '');
  if (parts.length === 0 || rest) return undefined;
  let seconds = 0;
  for (const [, count = '', unit = ''] of parts) {
    const [, each] = units.find(([pattern]) => pattern.test(unit)) ?? [];
    if (each === undefined) return undefined;
    seconds += Number(count.replace(',', '.')) * each;
  }
  return seconds;
}

function writeSeconds(seconds: number | undefined): string | undefined {
  if (seconds === undefined || !Number.isSafeInteger(seconds)) return undefined;
  const [days, hours, minutes, rest] = [
    Math.floor(seconds / 86_400),
    Math.floor((seconds % 86_400) / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  const part = (count: number, unit: string): string => (count ? `${count}${unit}` : '');
  const time = part(hours, 'H') + part(minutes, 'M') + part(rest, 'S');
  return days === 0 && time === '' ? 'PT0S' : `P${part(days, 'D')}${time && `T${time}`}`;
}
