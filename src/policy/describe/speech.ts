import type { CancelPolicy, DerivedInstant, InstantName, Outcome } from '../../domain/policy.ts';
import type { Money, Scalar } from '../../domain/records.ts';
import { parseTimeOfDay } from '../../domain/values/date.ts';
import { parseDuration } from '../../domain/values/duration.ts';
import { own } from '../../domain/values/own-member.ts';
import { formatMoney } from '../../i18n/format-money.ts';
import type { TextTable, Values } from '../../i18n/part.ts';
import { fill, ownMessage } from '../../i18n/wording.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** Says what a policy names, in one language: its own messages first, then the package's words, then the name itself as words. */
export class Speech {
  readonly policy: CancelPolicy;
  readonly language: string;
  readonly #texts: TextTable;

  constructor(policy: CancelPolicy, language: string, texts: TextTable) {
    this.policy = policy;
    this.language = language;
    this.#texts = texts;
  }

  say(key: string, values: Values = {}): string {
    return fill(own(this.#texts, `policy.${key}`), values);
  }

  /** A text of another part, empty where there is none, or where it speaks of one order. */
  text(key: string, values: Values = {}): string {
    const text = fill(own(this.#texts, key), values);
    return /\{[a-z]+\}/.test(text) ? '' : text;
  }

  list(items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
    return new Intl.ListFormat(this.language, { type }).format(items);
  }

  /** A time, in ms or as a duration: “2 days, 12 hours”. A day has 24 hours. */
  length(time: number | string): string {
    let left = typeof time === 'string' ? parseDuration(time) : time;
    const parts: string[] = [];
    for (const [unit, size] of units) {
      const count = Math.floor(left / size);
      left -= count * size;
      if (count > 0) parts.push(this.#unit(count, unit));
    }
    const all = parts.length > 0 ? parts : [this.#unit(0, 'second')];
    return new Intl.ListFormat(this.language, { type: 'unit' }).format(all);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  percent(basisPoints: number): string {
    const options = { style: 'percent', maximumFractionDigits: 2 } as const;
    return new Intl.NumberFormat(this.language, options).format(basisPoints / 10_000);
  }

  money(amounts: Money | readonly Money[]): string {
    const all = [amounts].flat() as Money[];
    return this.list(
      all.map((amount) => formatMoney(this.language, amount)),
      'disjunction',
    );
  }

  role(role: string): string {
    return this.text(`actor.${role}`) || wordsOf(role);
  }

  roles(roles: readonly string[]): string {
    return this.list(roles.map((role) => this.role(role)));
  }

  status(status: string): string {
    return this.#own(status) ?? (this.say(`status-of.${status}`) || wordsOf(status));
  }

  fact(name: string): string {
    return this.quoted(this.#own(name) ?? (this.say(`fact.${name}`) || wordsOf(name)));
  }

  value(value: Scalar): string {
    if (value === null) return this.say('nothing');
    if (typeof value === 'boolean') return this.say(value ? 'yes' : 'no');
    if (typeof value === 'number') return this.number(value);
    const text = own(this.policy.statuses, value) ? this.status(value) : (this.#own(value) ?? value);
    return this.quoted(text);
  }

  quoted(name: string): string {
    return this.say('quoted', { name });
  }

  /** What an instant is called after “after” and “since”. */
  instant(name: InstantName | string): string {
    const known = this.say(`instant.${name}`);
    if (known) return known;
    const derived = name.startsWith('instants.') && own(this.policy.instants, name.slice(9));
    const plain = name.replace(/^(line\.)?(facts|instants)\./, '');
    const message = this.#own(plain);
    if (derived && message === undefined) return this.say('instant.own', { name: this.#derived(derived) });
    return this.say('instant.own', { name: message ?? wordsOf(plain) });
  }

  alert(kind: string): string {
    return this.quoted(this.#own(kind) ?? (this.text(`alert.${kind}`) || wordsOf(kind)));
  }

  /** A code of one of the package's groups, such as `reason` or `method`. */
  code(group: string, code: string): string {
    return this.#own(code) ?? (this.text(`${group}.${code}`) || wordsOf(code));
  }

  /** Why an answer is as it is; empty where nobody has said so for all orders alike. */
  reason(outcome: Outcome, code: string): string {
    const denied = this.text(`denied.${code}`);
    const why = this.text(`why.${code}`);
    return this.#own(code) ?? (outcome === 'none' || outcome === 'return' ? denied || why : why);
  }

  /** Another way, by its code. */
  way(code: string): string {
    return this.#own(code) ?? (this.say(`way.${code}`) || this.text(`instead.${code}`) || wordsOf(code));
  }

  /** A time of day as people of the language write it. */
  timeOfDay(at: string): string {
    const clock = new Intl.DateTimeFormat(this.language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
    // The end of a day is no time that a clock of every language shows.
    return at === '24:00' ? at : clock.format(parseTimeOfDay(at));
  }

  date(date: string): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(date));
  }

  weekday(day: number): string {
    // 2024-01-01 was a Monday.
    const format = new Intl.DateTimeFormat(this.language, { weekday: 'long', timeZone: 'UTC' });
    return format.format(Date.UTC(2024, 0, day));
  }

  country(code: string): string {
    return new Intl.DisplayNames([this.language], { type: 'region' }).of(code) ?? code;
  }

  #derived({ of, days, at, count }: DerivedInstant): string {
    const since = this.instant(of);
    const time = at && this.timeOfDay(at);
    if (days === undefined)
      // With neither it is that instant by another name.
      return time ? this.say(count === 'working' ? 'instant.next-working' : 'instant.next', { time, since }) : since;
    const amount = Math.abs(days);
    const counted = count === 'working' ? this.say('working-days', { count: amount }) : this.#unit(amount, 'day');
    const key = days === 0 ? 'instant.same-day' : days > 0 ? 'instant.after' : 'instant.before';
    const day = this.say(key, { days: counted, since });
    return time ? this.say('instant.at', { day, time }) : day;
  }

  #unit(count: number, unit: string): string {
    return new Intl.NumberFormat(this.language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }

  #own(code: string): string | undefined {
    return ownMessage(this.policy.messages, this.language, code);
  }
}

/** A code as words: `AWAITING_SHIPMENT`, `awaitingShipment` and `awaiting-shipment` are “Awaiting shipment”. */
export function wordsOf(code: string): string {
  const words = code
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim();
  const lower = /[a-z]/.test(words) || words.length > 4 ? words.toLowerCase() : words;
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
