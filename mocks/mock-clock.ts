/** The server's clock. */
export interface MockClock {
  /** How far it is ahead of the real one, ms. */
  readonly offset: number;
  /** Epoch ms. */
  now(): number;
  /** Sets the offset, ms. */
  set(offset: number): void;
  /** Moves it on, ms. */
  advance(duration: number): void;
}

/** A clock that goes with `real` (epoch ms), so much ahead of it. */
export function createMockClock(real: () => number): MockClock {
  let ahead = 0;
  return {
    get offset() {
      return ahead;
    },
    now: () => real() + ahead,
    set(offset) {
      ahead = offset;
    },
    advance(duration) {
      ahead += duration;
    },
  };
}
