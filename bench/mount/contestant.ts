// What every page of this benchmark does, whichever elements it shows.

/** How long a mount took, ms from the first `createElement`. */
export interface Timing {
  /** Until every element says that it has rendered. */
  updated: number;
  /** Until the frame with all of them was made. */
  framed: number;
  /** Elements that are really to be seen: two a pair. */
  visible: number;
}

declare global {
  interface Window {
    /** Shows that many pairs. */
    mountPairs(count: number): Promise<Timing>;
    unmountPairs(): Promise<void>;
  }
}

/** Lets the benchmark mount pairs of these elements. */
export function compete(makePair: (index: number) => HTMLElement[]): void {
  const main = document.querySelector('main') as HTMLElement;
  window.mountPairs = async (count) => {
    const start = performance.now();
    const elements: HTMLElement[] = [];
    const fragment = document.createDocumentFragment();
    for (let index = 0; index < count; index++) {
      const pair = makePair(index);
      elements.push(...pair);
      fragment.append(...pair);
    }
    main.append(fragment);
    await Promise.all(elements.map((element) => (element as { updateComplete?: Promise<unknown> }).updateComplete));
    const updated = performance.now() - start;
    await frame();
    const framed = performance.now() - start;
    return { updated, framed, visible: elements.filter(({ offsetHeight }) => offsetHeight > 0).length };
  };
  window.unmountPairs = async () => {
    main.replaceChildren();
    await frame();
    globalThis.gc?.();
  };
}

/** Resolves when the next frame has been laid out and painted: the first task after its callbacks. */
function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  });
}
