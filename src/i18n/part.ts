/** What a text is filled with. */
export type Values = Readonly<Record<string, string | number>>;

/** A text with `{name}` where values stand; where its words depend on a value, a function of the values. */
export type Text = string | ((values: Values) => string);

/** Texts by key. A key may be missing. */
export type TextTable = Readonly<Record<string, Text>>;

/** A part of the texts that comes with what needs it: how to load it, by language (BCP 47, lower case). */
export type Part = Readonly<Record<string, () => Promise<{ default: TextTable }>>>;
