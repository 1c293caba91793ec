import { html, nothing } from 'lit';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { QueueScope, Rendered } from './scope.ts';

/** Parts that are loaded when a person wants them. One that cannot be is said where it was to be shown. */
export class LazyParts<Place extends string> {
  readonly #update: () => void;
  readonly #missing = new Map<Place, () => unknown>();

  constructor(update: () => void) {
    this.#update = update;
  }

  /**
   * Resolves with the part, or with nothing where it is missing.
   * @param again what the person wanted, to try it again
   */
  async bring<Part>(place: Place, load: () => Promise<Part>, again: () => unknown): Promise<Part | undefined> {
    try {
      const part = await load();
      this.#missing.delete(place);
      return part;
    } catch (error) {
      warnOfMissing(error);
      this.#missing.set(place, again);
      return undefined;
    } finally {
      this.#update();
    }
  }

  /** Nothing is missing any more. */
  clear(): void {
    this.#missing.clear();
  }

  isMissing(place: Place): boolean {
    return this.#missing.has(place);
  }

  /** What is said in place of a part; nothing where none is missing. */
  render({ texts }: QueueScope, place: Place): Rendered {
    const again = this.#missing.get(place);
    if (!again) return nothing;
    return html`<div part="problem missing" class="notice" role="alert">
      <p>${texts['failed.unavailable']}</p>
      <button part="retry" type="button" @click=${again}>${texts['retry']}</button>
    </div>`;
  }
}
