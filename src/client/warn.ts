import type { Warning } from './warnings.ts';

const said = new Set<string>();
const most = 100;

/** One console warning per fault, however many elements meet it. */
export async function warn(...warning: Warning): Promise<void> {
  // Of an order once, whatever its views hold.
  const fault = warning[0] === 'view' ? warning.slice(0, 2) : warning;
  const key = fault.map((part) => (part as { id?: string } | undefined)?.id ?? part).join();
  if (said.has(key) || said.size >= most) return;
  said.add(key);
  // Sentences for developers, which a page without faults never fetches.
  const words = await import('./warnings.ts').then(
    ({ wordWarning }) => wordWarning(warning),
    () => key,
  );
  console.warn(`order-cancel-elements: ${words}`);
}

/** Says that a part of the package could not be loaded or shown. */
export function warnOfMissing(problem: unknown): void {
  warn('chunk', problem);
}
