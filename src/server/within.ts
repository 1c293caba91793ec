/** A shop, or a store, that did not answer in time. */
class LateAnswer extends Error {}

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
