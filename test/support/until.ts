/** Resolves when something has come to be, which is looked at every few ms; rejects where it takes longer than so many ms. */
export async function until(holds: () => unknown, most = 20_000): Promise<void> {
  const begin = performance.now();
  while (!(await holds())) {
    if (performance.now() - begin > most) throw new Error(`after ${most} ms it still does not hold: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
