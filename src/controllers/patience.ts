/** How long a person waits for an answer before being told that it takes longer, and may go on, ms. */
const waiting = 10_000;

/** Whether an answer has not come for so long that the person may leave; it is still waited for. */
export class Patience {
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** It stays so until something is sent again. */
  isOver = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Told at each step whether an answer is waited for. */
  follow(sending: boolean): void {
    if (this.#timer === undefined) this.isOver = false;
    if (sending) {
      this.#timer ??= setTimeout(() => {
        this.isOver = true;
        this.#changed();
      }, waiting);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
