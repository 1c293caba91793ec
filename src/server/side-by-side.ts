/** So many are worked on at once. */
const lanes = 8;

/** Works on all of them, some at a time: one that takes long keeps the others back no longer than its own turn. */
export async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: lanes }, next));
}
