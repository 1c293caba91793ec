/** What was made last, as long as what it was made of is the same. */
export class Remembered<T> {
  #made: { of: readonly unknown[]; what: T } | undefined;

  of(of: readonly unknown[], make: () => T): T {
    if (!this.#made?.of.every((one, at) => one === of[at])) this.#made = { of, what: make() };
    return (this.#made as { what: T }).what;
  }
}
