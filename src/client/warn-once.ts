const said = new Set<string>();
const most = 100;

/** One console warning per text, however many elements meet the same fault. */
export function warnOnce(text: string): void {
  if (said.has(text) || said.size >= most) return;
  said.add(text);
  console.warn(`order-cancel-elements: ${text}`);
}
