/** What a text is filled with. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * A text with `{name}` where values stand; where its words depend on a value, a function of the values. One that is filled
 * with nothing is a string.
 */
export type Text = string | ((values: Values) => string);

/** Texts by key. A key may be missing. */
export type TextTable = Readonly<Record<string, Text>>;

export type LoadTexts = () => Promise<{ default: TextTable }>;

/** A part of the texts that comes with what needs it: its file in the other languages, and how to load the English one. */
export interface Part {
  file: string;
  english: LoadTexts;
}
