import type { StepJournal } from '../shops/stepwise/journal.ts';
import { endsWithin } from '../within.ts';
import { type JobQueue, mostSteps as most, type QueueOptions, waitsAtEnd } from './job-queue.ts';

/** Durations in ms. */
export interface TableQueueOptions extends QueueOptions {
  /** Between two looks at what the clock makes due. Default 30000. */
  every?: number;
  /** Between two looks at transitions of a stepwise shop. Default 1000. */
  look?: number;
}

/** A queue that is the table itself: what is due is looked for there. For one process, or a few over one file. */
export function tableQueue({
  every = 30_000,
  look = 1000,
  waitsFor = waitsAtEnd,
  onError = () => {},
}: TableQueueOptions = {}): JobQueue {
  const journals: StepJournal[] = [];
  let stops: (() => Promise<unknown>)[] = [];
  /** What is worked on, by the transition's id: it may take as long as the shop does. */
  const inHand = new Map<string, Promise<unknown>>();

  /** Works again and again, with a pause between; gives how to end that. */
  const again = (pause: number, work: () => Promise<unknown>): (() => Promise<unknown>) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const turn = (): Promise<unknown> =>
      work()
        .catch(onError)
        .then(() => {
          if (!isOver) timer = setTimeout(begin, pause);
        });
    let working: Promise<unknown> = Promise.resolve();
    const begin = (): void => {
      working = turn();
    };
    begin();
    return () => {
      isOver = true;
      clearTimeout(timer);
      return working;
    };
  };

  return {
    async migrate() {},
    reads: (journal) => void journals.push(journal),
    async start(server) {
      const step = async (journal: StepJournal): Promise<void> => {
        // However many of them are in hand, there are as many others as there is room for.
        for (const { id } of await journal.due(Date.now(), most)) {
          if (inHand.has(id) || inHand.size >= most) continue;
          const working = server.goOn(id).catch(onError);
          inHand.set(id, working);
          void working.finally(() => inHand.delete(id));
        }
      };
      stops = [again(every, () => server.runDue()), ...journals.map((journal) => again(look, () => step(journal)))];
    },
    async stop() {
      const ended = Promise.all(stops.splice(0).map((stop) => stop())).then(() => Promise.all(inHand.values()));
      await endsWithin(waitsFor, ended);
    },
  };
}
