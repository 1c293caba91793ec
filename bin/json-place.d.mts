export function placeOf(text: string, path: readonly (string | number)[]): { line: number; column: number };
