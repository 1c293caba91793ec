/** What of a button's label is cut off, or torn inside of a word. */
export function labelFaults(button: HTMLElement): string[] {
  const faults: string[] = [];
  const { left, right } = button.getBoundingClientRect();
  if (button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1)
    faults.push('clipped');
  if (left < 0 || right > innerWidth + 1) faults.push(`outside: ${left} to ${right}`);
  const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode as Text;
    // Some scripts break their lines between any two letters, or by a dictionary.
    for (const { index, 0: word } of node.data.matchAll(/[^\s-]+-?/g)) {
      if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(word))
        continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      // Where a word begins a line some engines give it a rectangle without width at the end of the line before.
      const lines = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)),
      );
      if (lines.size > 1) faults.push(`torn: ${word}`);
    }
  }
  return faults;
}
