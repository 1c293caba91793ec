import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';
import { ownerOf } from '../owners.ts';
import { Refusal } from './problem.ts';

/** Refuses one request too many (429), and says when the next one may come. Where it cannot be counted, none is refused. */
export async function demandRate({ rate, now, emit }: Context, principal: Principal): Promise<void> {
  if (!rate) return;
  const { requests, every, counter } = rate;
  const at = now();
  const since = Math.floor(at / every) * every;
  let count: number;
  try {
    count = await counter.count(ownerOf(principal), since);
  } catch (error) {
    emit({ type: 'error', during: 'counting requests', error });
    return;
  }
  if (count <= requests) return;
  const seconds = Math.max(1, Math.ceil((since + every - at) / 1000));
  throw new Refusal('rate-limited', {}, { 'Retry-After': `${seconds}` });
}
