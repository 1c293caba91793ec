/** As long as a person waits, ms. */
export const longestPause = 10_000;

/** Whether nothing is sent again after that attempt. */
export const isLast = (attempt: number): boolean => attempt > 2;

/**
 * Waits before the next attempt, as long as the server `wanted`, ten seconds at most, and up to 2, 4, 8 seconds more, by chance:
 * pages that failed together do not come back together; ms.
 */
export const pauseAfter = (attempt: number, wanted: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(wanted, longestPause) + Math.random() * (2000 << attempt)));
