/** What a page has running by itself. */
export interface Timers {
  timeouts: number;
  intervals: number;
  frames: number;
  /** Callbacks that ran since the page was opened. */
  fired: number;
}

declare global {
  interface Window {
    countTimers(): Timers;
  }
}

/** Runs in a page before anything else there: keeps count of what was started and neither ran nor was stopped. */
export function watchTimers(): void {
  const live = { timeouts: new Set<unknown>(), intervals: new Set<unknown>(), frames: new Set<unknown>() };
  let fired = 0;
  const { setTimeout, clearTimeout, setInterval, clearInterval, requestAnimationFrame, cancelAnimationFrame } = window;
  type Callback = (...values: unknown[]) => void;

  window.setTimeout = ((callback: Callback, ...rest: [number]) => {
    const id = setTimeout(
      (...values: unknown[]) => {
        live.timeouts.delete(id);
        fired++;
        callback(...values);
      },
      ...rest,
    );
    live.timeouts.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.setInterval = ((callback: Callback, ...rest: [number]) => {
    const id = setInterval(
      (...values: unknown[]) => {
        fired++;
        callback(...values);
      },
      ...rest,
    );
    live.intervals.add(id);
    return id;
  }) as typeof window.setInterval;
  window.requestAnimationFrame = (callback) => {
    const id = requestAnimationFrame((time) => {
      live.frames.delete(id);
      fired++;
      callback(time);
    });
    live.frames.add(id);
    return id;
  };
  window.clearTimeout = (id) => {
    live.timeouts.delete(id);
    clearTimeout(id);
  };
  window.clearInterval = (id) => {
    live.intervals.delete(id);
    clearInterval(id);
  };
  window.cancelAnimationFrame = (id) => {
    live.frames.delete(id);
    cancelAnimationFrame(id);
  };
  window.countTimers = () => ({
    timeouts: live.timeouts.size,
    intervals: live.intervals.size,
    frames: live.frames.size,
    fired,
  });
}
