import * as z from 'zod/mini';
import { maxIssues } from '../bounds.ts';

type Payload = z.core.ParsePayload;

interface Def extends z.core.$ZodTypeDef {
  read: (payload: Payload, ctx: z.core.ParseContextInternal) => Payload;
}

const Base: z.core.$constructor<z.ZodMiniType> = z.ZodMiniType;

/** A type of our own: stops at a bound, copies nothing, and gives its issues the codes of `CancelError`. */
const Own = z.core.$constructor<z.ZodMiniType, Def>('OrderCancelType', (inst, def) => {
  Base.init(inst, def);
  inst._zod.parse = def.read;
});

/** The members of `def` beside `read` are those of zod's own type of that name, so that a schema generator knows it. */
function own<T>(def: Def & Record<string, unknown>): z.ZodMiniType<T> {
  return new Own(def) as z.ZodMiniType<T>;
}

function fail(payload: Payload, code: string): Payload {
  payload.issues.push({ code: 'custom', params: { code }, input: payload.value });
  return payload;
}

/** A primitive of which `fault` finds no fault. */
export function typed<T>(type: 'string' | 'number', fault: (value: T) => string | false): z.ZodMiniType<T> {
  return own({
    type,
    read(payload) {
      const { value } = payload;
      if (value === undefined) return fail(payload, 'required');
      const code = typeof value === type ? fault(value as T) : 'type';
      return code ? fail(payload, code) : payload;
    },
  });
}

/** Text of a given shape. */
export function shaped(holds: (text: string) => boolean): z.ZodMiniType<string> {
  return typed('string', (text: string) => !holds(text) && 'format');
}

/** Text of a given length. */
export function sized(least: number, most: number): z.ZodMiniType<string> {
  return typed('string', ({ length }: string) => (length < least ? 'too-small' : length > most && 'too-large'));
}

/** A whole number that a double holds exactly. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): z.ZodMiniType<number> {
  return typed('number', (value: number) =>
    !Number.isInteger(value) ? 'type' : value < least ? 'too-small' : value > most && 'too-large',
  );
}

/** A list of `least` to `most` items. */
export function list<T>(item: z.core.$ZodType<T>, most: number, least = 0): z.ZodMiniType<T[]> {
  return own({
    type: 'array',
    element: item,
    read(payload, ctx) {
      const { value } = payload;
      if (!Array.isArray(value)) return fail(payload, value === undefined ? 'required' : 'type');
      if (value.length < least) return fail(payload, 'too-small');
      if (value.length > most) return fail(payload, 'too-many');
      for (let index = 0; index < value.length && payload.issues.length < maxIssues; index++) {
        readMember(payload, index, value[index], item, ctx);
      }
      return payload;
    },
  });
}

/** Members of one kind, under names that the input chooses. */
export function dictionary<T>(key: z.ZodMiniType<string>, item: z.core.$ZodType<T>): z.ZodMiniType<Record<string, T>> {
  return own({
    type: 'record',
    keyType: key,
    valueType: item,
    read(payload, ctx) {
      const { value } = payload;
      if (!isObject(value)) return fail(payload, value === undefined ? 'required' : 'type');
      for (const name of Object.keys(value)) {
        readMember(payload, name, name, key, ctx);
        readMember(payload, name, value[name], item, ctx);
        if (payload.issues.length >= maxIssues) break;
      }
      return payload;
    },
  });
}

/**
 * The one of `options` that the input means, as `choose` says, so that issues keep their deep path;
 * or the code of the issue where it means none.
 */
export function choice<const T extends readonly z.core.$ZodType[]>(
  options: T,
  choose: (input: unknown) => z.core.$ZodType | string,
): z.ZodMiniType<z.core.output<T[number]>> {
  return own({
    type: 'union',
    options,
    read(payload, ctx) {
      const option = choose(payload.value);
      return typeof option === 'string' ? fail(payload, option) : (option._zod.run(payload, ctx) as Payload);
    },
  });
}

/** One, or a list of at least one. */
export function oneOrMore<T>(item: z.core.$ZodType<T>): z.ZodMiniType<T | T[]> {
  const items = list(item, 256, 1);
  return choice([item, items], (input) => (Array.isArray(input) ? items : item));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMember(
  payload: Payload,
  name: string | number,
  value: unknown,
  type: z.core.$ZodType,
  ctx: z.core.ParseContextInternal,
): void {
  const { issues } = type._zod.run({ value, issues: [] }, ctx) as Payload;
  for (const issue of issues) payload.issues.push({ ...issue, path: [name, ...(issue.path ?? [])] });
}
