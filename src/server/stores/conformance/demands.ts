import type { CancellationStore } from '../store.ts';

/** A store without a record in it. Nothing that one case does may be seen in the next. */
export interface StoreWorld {
  store: CancellationStore;
  /** The same records as another process reaches them. Default: the store itself. */
  other?: CancellationStore;
  /**
   * Makes the lease of who holds an order run out, as if their process had died. Without it, what depends on that is not asked.
   */
  lapse?(orderId: string): void | Promise<void>;
  /** Ends the world. */
  dispose?(): void | Promise<void>;
}

/** What a case is given. */
export type Given = Required<Pick<StoreWorld, 'store' | 'other'>> & Pick<StoreWorld, 'lapse'>;

/** By what each promises, in a sentence. A case throws where the promise is broken. */
export type StoreCases = Record<string, (given: Given) => Promise<void>>;

export function demandSame(found: unknown, expected: unknown, what: string): void {
  const [one, other] = [textOf(found), textOf(expected)];
  if (one !== other) throw new Error(`${what}: expected ${other}, found ${one}`);
}

/** That it is refused since somebody else holds the order by now. */
export async function demandLeaseLost(promise: Promise<unknown>, what: string): Promise<void> {
  const outcome = await promise.then(
    () => 'written',
    (error: { code?: unknown }) => error.code,
  );
  demandSame(outcome, 'lease-lost', what);
}

/** `what` says what was tried. */
export async function demandRejected(promise: Promise<unknown>, what: string): Promise<void> {
  const outcome = await promise.then(
    () => 'resolved',
    () => 'rejected',
  );
  demandSame(outcome, 'rejected', what);
}

/** As JSON, whatever the order of members. */
function textOf(value: unknown): string {
  const sorted = (_: string, member: unknown): unknown =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member;
  return JSON.stringify(value, sorted) ?? 'nothing';
}

/** What every implementation of an interface has to do. `run` rejects, saying what was found, where one does not. */
export interface StoreCase {
  name: string;
  run(): Promise<void>;
}

/** Cases for any test runner: each is given a world of its own, by `ask`, which is ended afterwards. */
export function casesOf<World extends { dispose?: (() => unknown) | undefined }, Check>(
  cases: Record<string, Check>,
  setup: () => World | Promise<World>,
  ask: (check: Check, world: World) => Promise<void>,
): StoreCase[] {
  return Object.entries(cases).map(([name, check]) => ({
    name,
    async run() {
      const world = await setup();
      try {
        await ask(check, world);
      } finally {
        await world.dispose?.();
      }
    },
  }));
}
