export function placeOf(text: string, path: readonly (string | number)[]): { line: number; column: number };
export declare function offsetOf(text: string, path: readonly (string | number)[]): number;
