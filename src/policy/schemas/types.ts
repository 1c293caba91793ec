import type { Issue } from '../../domain/errors.ts';
import { boundless, enter, enterList, isForbidden, isWithin, type Left, maxIssues, passes, reads } from '../bounds.ts';
import type { FormatName } from './written.ts';

/** Adds what is wrong with a value, in order; paths are from the value on. */
type Read = (value: unknown, issues: Issue[]) => void;

/** Whether nothing is wrong with a value, within what is left to be looked at: the same at once, for who does not ask what. */
type Holds = (value: unknown, left: Left) => boolean;

/** What an input has to be, and how that is said to whoever describes it (a JSON schema, the reference of the language). */
export interface Schema<T = unknown> {
  readonly shape: Shape;
  readonly read: Read;
  readonly holds: Holds;
  /** For the compiler only. */
  readonly type?: T;
}

/** What of a primitive can be said beforehand: how it is written, how long or great it may be. */
export interface Detail {
  /** Its name in the list of formats. */
  format?: FormatName;
  /** Of a number; of a text its length. */
  min?: number;
  max?: number;
  whole?: true;
}

type Shape =
  | ({ kind: 'string' | 'number' } & Detail)
  | { kind: 'boolean' }
  | { kind: 'one-of'; values: readonly (string | number | boolean)[] }
  | { kind: 'object'; members: Members; strict: boolean }
  | { kind: 'list'; item: Schema; min: number; max: number }
  | { kind: 'dictionary'; key: Schema<string>; item: Schema }
  | { kind: 'choice'; options: readonly Schema[]; choose: (input: unknown) => Schema | string }
  | { kind: 'nullable' | 'optional'; inner: Schema };

/** A member that may be absent; there, it is not `undefined`. */
export interface Optional<T> extends Schema<T> {
  readonly shape: { kind: 'optional'; inner: Schema<T> };
}

type Members = Readonly<Record<string, Schema>>;

/** The type of what a schema lets through. */
export type Output<S> = S extends Schema<infer T> ? T : never;

type OptionalNames<M> = { [K in keyof M]: M[K] extends Optional<unknown> ? K : never }[keyof M];
type Flat<T> = { [K in keyof T]: T[K] } & {};
type ObjectOf<M> = Flat<
  { -readonly [K in Exclude<keyof M, OptionalNames<M>>]: Output<M[K]> } & {
    -readonly [K in OptionalNames<M>]?: Output<M[K]>;
  }
>;

/** An object of known members. What else it holds is ignored, and never read. */
export interface ObjectSchema<M extends Members> extends Schema<ObjectOf<M>> {
  readonly shape: { kind: 'object'; members: M; strict: boolean };
}

const report = (issues: Issue[], code: string): void => void issues.push({ path: [], code });

/** What is no value at all is missing; any other is of another type, or none of those allowed. */
const misfit = (value: unknown, code = 'type'): string => (value === undefined ? 'required' : code);

/** A primitive of which `fault` finds no fault. */
export function typed<T>(type: 'string' | 'number', fault: (value: T) => string | false, detail?: Detail): Schema<T> {
  return {
    shape: { kind: type, ...detail },
    read(value, issues) {
      const code = typeof value === type ? fault(value as T) : misfit(value);
      if (code) report(issues, code);
    },
    holds(value, left) {
      if (typeof value !== type || fault(value as T)) return false;
      return type !== 'string' || reads(value as string, left);
    },
  };
}

/** Text of a given shape. */
export function shaped(format: FormatName, holds: (text: string) => boolean): Schema<string> {
  return typed('string', (text: string) => !holds(text) && 'format', { format });
}

/** Text of a given length. */
export function sized(min: number, max: number): Schema<string> {
  const fault = ({ length }: string) => (length < min ? 'too-small' : length > max && 'too-large');
  return typed('string', fault, { min, max });
}

/** A whole number that a double holds exactly. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): Schema<number> {
  const fault = (value: number) =>
    !Number.isInteger(value) ? 'type' : value < min ? 'too-small' : value > max && 'too-large';
  return typed('number', fault, { whole: true, min, max });
}

/** Any finite number. */
export const number: Schema<number> = typed('number', (value: number) => !Number.isFinite(value) && 'type');

export const boolean: Schema<boolean> = {
  shape: { kind: 'boolean' },
  read(value, issues) {
    if (typeof value !== 'boolean') report(issues, misfit(value));
  },
  holds: (value) => typeof value === 'boolean',
};

/** One of a closed list. */
export function oneOf<const T extends string | number | boolean>(values: readonly T[]): Schema<T> {
  return {
    shape: { kind: 'one-of', values },
    read(value, issues) {
      if (!values.includes(value as T)) report(issues, misfit(value, 'value'));
    },
    holds: (value, left) => values.includes(value as T) && (typeof value !== 'string' || reads(value, left)),
  };
}

export function nullable<T>(inner: Schema<T>): Schema<T | null> {
  return {
    shape: { kind: 'nullable', inner },
    read(value, issues) {
      if (value !== null) inner.read(value, issues);
    },
    holds: (value, left) => value === null || inner.holds(value, left),
  };
}

export function optional<T>(inner: Schema<T>): Optional<T> {
  return { shape: { kind: 'optional', inner }, read: inner.read, holds: inner.holds };
}

/** What may be absent in a record of a shop, many of which write `null` for it; who reads it gets it without. */
export function absentable<T>(inner: Schema<T>): Optional<T> {
  return optional(nullable(inner) as Schema<T>);
}

/** An object. Members beside the known ones are the input's own. */
export function object<M extends Members>(members: M): ObjectSchema<M> {
  return objectOf(members, false);
}

/** An object in which an unknown member is refused. */
export function strict<M extends Members>(members: M): ObjectSchema<M> {
  return objectOf(members, true);
}

function objectOf<M extends Members>(members: M, isStrict: boolean): ObjectSchema<M> {
  // Not before they are needed: a member may be of a schema that is defined later.
  let entries: [string, Schema][] | undefined;
  let byName: Map<string, Schema> | undefined;
  let required = 0;
  return {
    shape: { kind: 'object', members, strict: isStrict },
    read(value, issues) {
      if (!isObject(value)) {
        report(issues, misfit(value));
        return;
      }
      entries ??= Object.entries(members);
      for (const [name, member] of entries) {
        const found = value[name];
        if (found !== undefined || member.shape.kind !== 'optional' || name in value) {
          readMember(issues, name, found, member);
        }
      }
      if (!isStrict) return;
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(members, name)) issues.push({ path: [name], code: 'unknown-key' });
      }
    },
    holds(value, left) {
      if (!byName) {
        byName = new Map(Object.entries(members));
        for (const { shape } of byName.values()) if (shape.kind !== 'optional') required++;
      }
      if (!isObject(value) || !enter(value, left)) return false;
      let count = 0;
      let found = 0;
      for (const name in value) {
        if (!passes(name, ++count, left)) return false;
        const schema = byName.get(name);
        if (!schema) {
          if (isStrict || isForbidden(name) || !isWithin(value[name], left)) return false;
          continue;
        }
        if (!schema.holds(value[name], left)) return false;
        if (schema.shape.kind !== 'optional') found++;
      }
      left.depth++;
      return found === required;
    },
  };
}

/** A list of `min` to `max` items. */
export function list<T>(item: Schema<T>, max: number, min = 0): Schema<T[]> {
  return {
    shape: { kind: 'list', item, min, max },
    read(value, issues) {
      if (!Array.isArray(value)) report(issues, misfit(value));
      else if (value.length < min) report(issues, 'too-small');
      else if (value.length > max) report(issues, 'too-many');
      else {
        for (let index = 0; index < value.length && issues.length < maxIssues; index++) {
          readMember(issues, index, value[index], item);
        }
      }
    },
    holds(value, left) {
      if (!Array.isArray(value) || value.length < min || value.length > max || !enterList(value, left)) return false;
      for (let index = 0; index < value.length; index++) if (!item.holds(value[index], left)) return false;
      left.depth++;
      return true;
    },
  };
}

/** Members of one kind, under names that the input chooses. */
export function dictionary<T>(key: Schema<string>, item: Schema<T>): Schema<Record<string, T>> {
  return {
    shape: { kind: 'dictionary', key, item },
    read(value, issues) {
      if (!isObject(value)) {
        report(issues, misfit(value));
        return;
      }
      for (const name of Object.keys(value)) {
        readMember(issues, name, name, key);
        readMember(issues, name, value[name], item);
        if (issues.length >= maxIssues) break;
      }
    },
    holds(value, left) {
      if (!isObject(value) || !enter(value, left)) return false;
      let count = 0;
      for (const name in value) {
        if (!passes(name, ++count, left) || isForbidden(name)) return false;
        // The name is counted already.
        if (!key.holds(name, boundless) || !item.holds(value[name], left)) return false;
      }
      left.depth++;
      return true;
    },
  };
}

/**
 * The one of `options` that the input means, as `choose` says, so that issues keep their deep path;
 * or the code of the issue where it means none.
 */
export function choice<const T extends readonly Schema[]>(
  options: T,
  choose: (input: unknown) => Schema | string,
): Schema<Output<T[number]>> {
  return {
    shape: { kind: 'choice', options, choose },
    read(value, issues) {
      const option = choose(value);
      if (typeof option === 'string') report(issues, option);
      else option.read(value, issues);
    },
    holds(value, left) {
      const option = choose(value);
      return typeof option !== 'string' && option.holds(value, left);
    },
  };
}

/** One, or a list of at least one. */
export function oneOrMore<T>(item: Schema<T>): Schema<T | T[]> {
  const items = list(item, 256, 1);
  return choice([item, items], (input) => (Array.isArray(input) ? items : item));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMember(issues: Issue[], name: string | number, value: unknown, schema: Schema): void {
  const before = issues.length;
  schema.read(value, issues);
  for (let index = before; index < issues.length; index++) issues[index]?.path.unshift(name);
}
