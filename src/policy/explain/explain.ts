import type { Issue } from '../../domain/errors.ts';
import { membersOf } from '../members.ts';
import { conditionWords } from '../schemas/policy.ts';
import { isObject, type Schema } from '../schemas/types.ts';
import { written } from '../schemas/written.ts';
import { conditionExamples, exampleOf } from './examples.ts';
import { countsMonths, durationMeant, meantBy } from './meant.ts';
import { type Place, placesOn } from './schema-at.ts';
import { shown } from './shown.ts';

/** An issue in such words that who wrote the input needs no documentation. */
export interface Explanation extends Issue {
  /** The path as people write it: `rules[2].when.status`. */
  place: string;
  /** The rule that it is in. */
  ruleId: string | null;
  /** What stands there, shortly. */
  found: string;
  /** What may stand there, where that can be listed. */
  allowed: string[];
  /** What was perhaps meant, the likeliest first. */
  nearest: string[];
  /** What would be right there, as JSON. */
  example: string | null;
}

/** What is said of an issue beside its code. */
type Lesson = Partial<Pick<Explanation, 'allowed' | 'nearest'>> & { say?: string; example?: unknown };

interface Case {
  path: Issue['path'];
  input: unknown;
  /** The last step of the path. */
  name: string | number | undefined;
  here: Place;
  around: Place | undefined;
}

/** Explains an issue of an input that was read by `schema`, and the sentence that says it. */
export function explainIssue(issue: Issue, input: unknown, schema: Schema | undefined): [Explanation, say: string] {
  const { path, code } = issue;
  let lesson: Lesson = {};
  let sample: string | undefined;
  let found = '';
  let ruleId: string | null = null;
  try {
    const places = placesOn(path, input, schema);
    const here = places.at(-1) as Place;
    found = shown(here.value);
    const rule = path[0] === 'rules' ? membersOf(places[2]?.value).id : undefined;
    if (typeof rule === 'string') ruleId = rule.slice(0, 256);
    lesson = lessonOf(code, { path, input, name: path.at(-1), here, around: places.at(-2) });
    // What cannot be written as JSON is no example.
    sample = JSON.stringify(lesson.example);
  } catch {
    // Only a getter or a proxy throws; its place and its code are said all the same.
  }
  const { allowed = [], nearest = issue.nearest ?? [], say = '' } = lesson;
  return [{ path, code, place: placeOf(path), ruleId, found, allowed, nearest, example: sample ?? null }, say];
}

function lessonOf(code: string, situation: Case): Lesson {
  const { here, around, name, input } = situation;
  const declaredIn = (member: string): string[] => Object.keys(membersOf(membersOf(input)[member]));
  switch (code) {
    case 'value':
      return oneOfThose(here);
    case 'type':
      return otherType(here, name);
    case 'format':
      return otherFormat(here);
    case 'required':
      return missing(situation);
    case 'unknown-key':
      return unknownMember(around, name);
    case 'no-word': {
      const names = isObject(here.value) ? Object.keys(here.value) : [];
      const nearest = names.flatMap((key) => meantBy(key, conditionWords)).slice(0, 3);
      const word = (nearest[0] ?? 'status') as keyof typeof conditionExamples;
      return { allowed: [...conditionWords], nearest, example: conditionExamples[word] };
    }
    case 'several-words': {
      const words = Object.keys(membersOf(here.value)).filter((key) => conditionWords.includes(key));
      const parts = words.slice(0, 2).map((word) => conditionExamples[word as keyof typeof conditionExamples]);
      return { say: `the words are ${words.map((word) => `\`${word}\``).join(' and ')}`, example: { all: parts } };
    }
    case 'unknown-status':
      return named(here.value, declaredIn('statuses'));
    case 'unknown-notice':
      return named(here.value, declaredIn('notices'));
    case 'unknown-instant':
      return named(
        here.value,
        declaredIn('instants').map((one) => `instants.${one}`),
      );
    case 'unknown-fact':
      return unknownFact(situation, declaredIn);
    case 'fact-type':
      return otherFactType(situation);
    case 'too-small':
    case 'too-large':
      return outOfBounds(here, name);
    case 'empty-range': {
      const { from, until, atLeast, below } = membersOf(around?.value);
      const sides = { from, until, atLeast, below };
      const stated = Object.entries(sides).filter(([, value]) => value !== undefined);
      const say = stated.map(([side, value]) => `\`${side}\` is ${shown(value)}`).join(' and ');
      const counts = 'before' in membersOf(around?.value);
      if (!counts) return { say };
      return { say: `${say}; it is counted back: \`from\` is the longer one`, example: { from: 'P7D', until: 'P1D' } };
    }
    default:
      return {};
  }
}

function oneOfThose({ value, schema }: Place): Lesson {
  if (schema?.shape.kind !== 'one-of') return {};
  const allowed = schema.shape.values.map(String);
  const nearest = typeof value === 'string' ? meantBy(value, allowed) : [];
  // A list of one does not need an example.
  return { allowed, nearest };
}

function named(value: unknown, allowed: string[]): Lesson {
  return { allowed, nearest: typeof value === 'string' ? meantBy(value, allowed) : [] };
}

function unknownFact({ here, path }: Case, declaredIn: (member: string) => string[]): Lesson {
  const text = String(here.value);
  const prefix = /^(line\.)?facts\./.exec(text)?.[0] ?? '';
  const isLine = path.at(-1) === 'lineFact' || prefix.startsWith('line.');
  const names = declaredIn(isLine ? 'lineFacts' : 'facts');
  const elsewhere = declaredIn(isLine ? 'facts' : 'lineFacts').includes(text.slice(prefix.length));
  const allowed = names.map((name) => prefix + name);
  const nearest = meantBy(text.slice(prefix.length), names).map((name) => prefix + name);
  if (elsewhere) {
    const say = isLine ? 'it is a fact of the order: ask with `fact`' : 'it is a fact of a line: ask with `lineFact`';
    return { allowed, nearest, say };
  }
  const say = names.length === 0 ? `this policy declares no \`${isLine ? 'lineFacts' : 'facts'}\`` : '';
  const own = text.slice(prefix.length, prefix.length + 64);
  return {
    allowed,
    nearest,
    say,
    ...(nearest.length === 0 && { example: { [own]: { type: 'boolean', default: false } } }),
  };
}

function otherFactType({ here, around, name, input, path }: Case): Lesson {
  const condition = path.includes('is') ? placeWith('is', path, input) : membersOf(around?.value);
  const word = 'lineFact' in condition ? 'lineFact' : 'fact';
  const instant = condition.since ?? condition.before;
  const own = String(instant ?? condition[word]).replace(/^(line\.)?facts\./, '');
  const ofLine = word === 'lineFact' || String(instant).startsWith('line.');
  const declarations = membersOf(membersOf(input)[ofLine ? 'lineFacts' : 'facts']);
  const type = membersOf(declarations[own]).type;
  if (type === undefined) return {};
  const declared = `\`${own.slice(0, 64)}\` is declared as ${shown(type)}`;
  if (instant !== undefined) {
    return {
      say: `${declared}; \`since\` and \`before\` need an instant or a date`,
      example: { [own]: { type: 'instant' } },
    };
  }
  const instantName = `${ofLine ? 'line.' : ''}facts.${own}`;
  if (type === 'instant' || type === 'date') {
    const say = `${declared}: ask about it with \`since\` or \`before\`; \`is\` takes only \`null\`${type === 'date' ? ' and a date' : ', for one that is not recorded'}`;
    return { say, example: { since: instantName, from: 'PT0S' } };
  }
  if (name === word) {
    return {
      say: `${declared}; \`atLeast\` and \`below\` need a number`,
      example: { [word]: own, is: type === 'boolean' ? true : 'x' },
    };
  }
  const value = here.value;
  if (type === 'boolean') {
    const no = /^(no|false|0|off|nein|n)$/i.test(String(value));
    return { say: declared, allowed: ['true', 'false'], example: { [word]: own, is: !no } };
  }
  if (type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return { say: declared, example: { [word]: own, is: Number.isFinite(number) ? number : 1 } };
  }
  return { say: declared, example: { [word]: own, is: shown(value).replace(/^"|"$/g, '') } };
}

/** The record on a path that has a member of this name there. */
function placeWith(name: string, path: Issue['path'], input: unknown): Record<string, unknown> {
  const places = placesOn(path, input, undefined);
  return membersOf(places[path.lastIndexOf(name)]?.value);
}

function otherType({ value, schema }: Place, name: string | number | undefined): Lesson {
  if (!schema) return {};
  const { shape } = schema;
  if (shape.kind === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return { say: 'a number stands without quotes', example: Number(value) };
  }
  if (shape.kind === 'number' && typeof value === 'number' && shape.whole) {
    return { say: 'a whole number is wanted', example: Math.round(value) };
  }
  if (shape.kind === 'string' && shape.format === 'duration' && typeof value === 'number') {
    return { say: `${written.duration.is} is wanted`, example: durationMeant(`${value}h`) ?? written.duration.example };
  }
  if (shape.kind === 'list' && value !== null && !Array.isArray(value)) {
    const alone = ['string', 'number'].includes(typeof value) ? [value] : exampleOf(schema, name);
    return { say: 'a list is wanted', example: alone };
  }
  const wanted: Partial<Record<Schema['shape']['kind'], string>> = {
    ...{ string: 'text', number: 'a number', boolean: '`true` or `false`', object: 'an object', list: 'a list' },
    ...{ dictionary: 'an object with names of your own', choice: 'an object' },
  };
  const kind = wanted[shape.kind];
  return { ...(kind && { say: `${kind} is wanted` }), example: exampleOf(schema, name) };
}

function otherFormat({ value, schema }: Place): Lesson {
  const shape = schema?.shape;
  if (shape?.kind !== 'string' || !shape.format) return {};
  const { is, example } = written[shape.format];
  const text = String(value);
  if (shape.format === 'duration') {
    const meant = durationMeant(text);
    const why = countsMonths(text) ? 'months and years have no exact length; write days' : `it is ${is}`;
    return { say: why, ...(meant ? { nearest: [meant] } : { example }) };
  }
  const better = repaired[shape.format]?.(text);
  return { say: `it is ${is}`, ...(better ? { nearest: [better] } : { example }) };
}

/** What a text was probably meant to be, where that can be told from it. */
const repaired: Partial<Record<keyof typeof written, (text: string) => string | undefined>> = {
  instant: (text) => {
    const [, date, time = '00:00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? [];
    return date && `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
  },
  date: (text) => /^(\d{4}-\d{2}-\d{2})T/.exec(text)?.[1],
  currency: (text) => (/^[a-z]{3}$/i.test(text) ? text.toUpperCase() : { '€': 'EUR', $: 'USD', '£': 'GBP' }[text]),
  country: (text) => (/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : undefined),
  language: (text) => (/^[a-z]{2,3}_[a-z]{2}$/i.test(text) ? text.replace('_', '-') : undefined),
  timeZone: (text) => (/^[\w/ ]+$/.test(text) ? text.trim().replaceAll(' ', '_') : undefined),
  timeOfDay: (text) => (/^\d:[0-5]\d$/.test(text) ? `0${text}` : undefined),
  link: (text) => (/^http:\/\/[^/]/i.test(text) ? text.replace(/^http:/i, 'https:') : undefined),
  plannedInstant: (text) => (/^[a-z]\w*$/i.test(text) ? `facts.${text}` : undefined),
  derivedName: (text) => (/^[a-z]\w*$/i.test(text) ? `instants.${text}` : undefined),
};

function missing({ name, here, around }: Case): Lesson {
  const value = exampleOf(here.schema ?? memberOf(around, name), name);
  const lesson = oneOfThose({ value: undefined, schema: here.schema });
  // Written beside it under another name?
  const there = Object.keys(membersOf(around?.value)).filter((key) => !memberOf(around, key));
  const meant = typeof name === 'string' ? there.find((key) => meantBy(key, [name]).length > 0) : undefined;
  return {
    ...lesson,
    ...(meant && { say: `perhaps ${shown(meant)} was meant to be it` }),
    ...(name !== undefined && value !== undefined && { example: { [name]: value } }),
  };
}

function memberOf(place: Place | undefined, name: string | number | undefined): Schema | undefined {
  const shape = place?.schema?.shape;
  if (shape?.kind !== 'object' || name === undefined) return undefined;
  return Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}

function unknownMember(around: Place | undefined, name: string | number | undefined): Lesson {
  const shape = around?.schema?.shape;
  if (shape?.kind !== 'object') return {};
  const there = membersOf(around?.value);
  // A range beside `is`: both are known, and only one of them may stand there.
  if (memberOf(around, name)) return { say: '`is` and a range are two questions: keep one of them' };
  const allowed = Object.keys(shape.members);
  const free = allowed.filter((member) => !Object.hasOwn(there, member));
  return { allowed, nearest: meantBy(String(name), free) };
}

function outOfBounds({ value, schema }: Place, name: string | number | undefined): Lesson {
  const shape = schema?.shape;
  if (name === 'statuses') return { example: exampleOf(schema, name) };
  if (shape?.kind === 'string' && shape.format === 'duration') return { say: 'at most `P36525D` is read' };
  const length = typeof value === 'string' ? `, it has ${value.length} characters` : '';
  const bounds = shape && 'min' in shape ? [shape.min, shape.max] : [];
  const [min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY] = bounds as (number | undefined)[];
  const least = Math.abs(min) < Number.MAX_SAFE_INTEGER ? `from ${min}` : '';
  const most = Math.abs(max) < Number.MAX_SAFE_INTEGER ? `up to ${max}` : '';
  const range = [least, most].filter(Boolean).join(' ');
  return { say: range && `allowed is ${range}${typeof value === 'string' ? ' characters' : ''}${length}` };
}

/** `rules[2].when.status`; `it` for the input itself. */
export function placeOf(path: Issue['path']): string {
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
