/** What a statement is about: an order of the sender's, of somebody else's, one that is over, or none. */
export const statementKinds = ['existing', 'absent', 'foreign', 'late'] as const;

export type StatementKind = (typeof statementKinds)[number];

/** All as long as each other. */
export const orderNumberOf = (at: number): string => `${1_000_000 + at}`;
