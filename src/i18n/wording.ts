import type { CancelPolicy } from '../domain/policy.ts';
import { own } from '../domain/values/own-member.ts';
import { base, type TextTable } from './texts.ts';

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
  return ownMessage(policy?.messages, language, code) ?? own(texts, `${group}.${code}`) ?? own(texts, group) ?? '';
}

/** Puts values in place of `{name}`. */
export function fill(text: string | undefined, values: Record<string, string | number>): string {
  return (text ?? '').replace(/\{([a-z]+)\}/g, (whole, name: string) => String(own(values, name) ?? whole));
}

export function ownMessage(messages: CancelPolicy['messages'], language: string, code: string): string | undefined {
  if (!messages) return undefined;
  for (const candidate of [language, base(language), 'en', ...Object.keys(messages)]) {
    const text = own(own(messages, candidate), code);
    if (text !== undefined) return text;
  }
  return undefined;
}
