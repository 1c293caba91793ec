/** Rows that a person has chosen, by id: whatever becomes of their order, they stay chosen. */
export class Selection {
  readonly ids = new Set<string>();
  /** Where a range began. */
  #anchor: string | null = null;
  /** What the range has covered so far, which shrinks again when the person goes back. */
  #range: string[] = [];

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.#anchor = id;
    this.#range = [id];
  }

  /** Extends from where the range began to a row; `between` gives the ids from one row to another, both included. */
  extend(from: string, to: string, between: (one: string, other: string) => string[]): void {
    this.#anchor ??= from;
    for (const id of this.#range) this.ids.delete(id);
    this.#range = between(this.#anchor, to);
    for (const id of this.#range) this.ids.add(id);
  }

  all(ids: Iterable<string>): void {
    for (const id of ids) this.ids.add(id);
    this.leave();
  }

  clear(): void {
    this.ids.clear();
    this.leave();
  }

  /** The next range begins elsewhere. */
  leave(): void {
    this.#anchor = null;
    this.#range = [];
  }
}
