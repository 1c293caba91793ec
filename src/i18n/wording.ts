import type { CancelPolicy } from '../domain/policy.ts';
import { own } from '../domain/values/own-member.ts';
import type { Text, TextTable, Values } from './part.ts';

/** The base of a BCP 47 tag: `de` for `de-AT`. */
function base(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] as string;
}

/**
 * The text of a code: the policy's own message, else the shared list's `group.code`, else the group's general sentence.
 * Never the raw code.
 */
export function textOf(
  texts: TextTable,
  language: string,
  group: string,
  code: string,
  policy?: CancelPolicy | null,
): string {
  return ownMessage(policy?.messages, language, code) ?? plain(own(texts, `${group}.${code}`) ?? own(texts, group));
}

/** Puts values in place of `{name}`, in the form that they ask for. */
export function fill(text: Text | undefined, values: Values = {}): string {
  return plain(text, values).replace(/\{([a-z]+)\}/g, (whole, name: string) => String(own(values, name) ?? whole));
}

function plain(text: Text = '', values: Values = {}): string {
  return typeof text === 'function' ? text(values) : text;
}

export function ownMessage(messages: CancelPolicy['messages'], language: string, code: string): string | undefined {
  if (!messages) return undefined;
  for (const candidate of [language, base(language), 'en', ...Object.keys(messages)]) {
    const text = own(own(messages, candidate), code);
    if (text !== undefined) return text;
  }
  return undefined;
}
