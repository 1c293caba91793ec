/** A shop, or a store, that did not answer in time. */
export class LateAnswer extends Error {}

/** Rejects where it takes longer than so many ms; what was asked for goes on, and nobody hears how it ends. */
export async function within<T>(duration: number, asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateAnswer(`no answer within ${duration} ms`)), duration);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether it has ended after so many ms; rejects where it failed by then. What takes longer goes on. */
export async function endsWithin(duration: number, asked: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), duration);
  });
  try {
    return await Promise.race([asked.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
