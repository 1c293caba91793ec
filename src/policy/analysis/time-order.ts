/** Where times may lie, ms; both ends included, whole numbers or infinite. */
export interface Span {
  min: number;
  max: number;
}

/** How much more has passed since `one` than since `other`, at least and at most; by index. */
export interface Gap extends Span {
  one: number;
  other: number;
}

/**
 * Times that lie in their spans and keep their gaps: whether there are any, and which. The usual way of difference bounds: each
 * pair of times has a greatest difference, made as small as the others together make it.
 */
export class TimeOrder {
  readonly #size: number;
  /** `[from * size + to]`: the most that `to` is more than `from`; the last is always 0. */
  readonly #most: Float64Array;
  /** No times fit. */
  readonly contradictory: boolean;

  constructor(spans: readonly Span[], gaps: readonly Gap[]) {
    const size = spans.length + 1;
    const zero = spans.length;
    const most = new Float64Array(size * size).fill(Number.POSITIVE_INFINITY);
    const bound = (from: number, to: number, value: number): void => {
      const at = from * size + to;
      if (value < (most[at] as number)) most[at] = value;
    };
    for (let index = 0; index < size; index++) bound(index, index, 0);
    spans.forEach(({ min, max }, index) => {
      bound(zero, index, max);
      bound(index, zero, -min);
    });
    for (const { one, other, min, max } of gaps) {
      bound(other, one, max);
      bound(one, other, -min);
    }
    this.#size = size;
    this.#most = most;
    this.contradictory = this.#close();
  }

  #close(): boolean {
    const [size, most] = [this.#size, this.#most];
    for (let middle = 0; middle < size; middle++) {
      for (let from = 0; from < size; from++) {
        const first = most[from * size + middle] as number;
        if (first === Number.POSITIVE_INFINITY) continue;
        for (let to = 0; to < size; to++) {
          const sum = first + (most[middle * size + to] as number);
          if (sum < (most[from * size + to] as number)) most[from * size + to] = sum;
        }
      }
    }
    for (let index = 0; index < size; index++) if ((most[index * size + index] as number) < 0) return true;
    return false;
  }

  /** Times that fit: each as near to its beginning as the earlier ones let it be. */
  solve(): number[] {
    const [size, most] = [this.#size, this.#most];
    const zero = size - 1;
    const found: number[] = [];
    for (let index = 0; index < zero; index++) {
      let min = -(most[index * size + zero] as number);
      let max = most[zero * size + index] as number;
      found.forEach((value, earlier) => {
        min = Math.max(min, value - (most[index * size + earlier] as number));
        max = Math.min(max, value + (most[earlier * size + index] as number));
      });
      found.push(Number.isFinite(min) ? min : Number.isFinite(max) ? max : 0);
    }
    return found;
  }
}
