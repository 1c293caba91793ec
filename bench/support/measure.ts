/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** Several names, measured in turn. */
export type Samples<Name extends string> = Record<Name, number[]>;

/**
 * Measures everything once a round, each round beginning with another one: what slows the machine for a while, slows all.
 * The first `warmUp` rounds do not count.
 */
export async function interleave<Name extends string>(
  measurements: Record<Name, () => number | Promise<number>>,
  { rounds, warmUp = 0 }: { rounds: number; warmUp?: number },
): Promise<Samples<Name>> {
  const names = Object.keys(measurements) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Samples<Name>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const index of names.keys()) {
      const name = names[(index + round + warmUp) % names.length] as Name;
      const value = await measurements[name]();
      if (round >= 0) samples[name].push(value);
    }
  }
  return samples;
}

/** How often the first was as much as the second: the median of what each round says, since rounds differ. */
export function ratio(ones: readonly number[], others: readonly number[]): number {
  return median(ones.map((one, round) => one / (others[round] as number)));
}
