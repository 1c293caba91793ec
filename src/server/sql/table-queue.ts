import type { StepJournal } from '../shops/stepwise/journal.ts';
import { sideBySide } from '../side-by-side.ts';
import type { JobQueue, QueueOptions } from './job-queue.ts';

/** Durations in ms. */
export interface TableQueueOptions extends QueueOptions {
  /** Between two looks at what the clock makes due. Default 30000. */
  every?: number;
  /** Between two looks at transitions of a stepwise shop. Default 1000. */
  look?: number;
}

/** So many transitions are looked for at a time. */
const chunk = 100;

/** A queue that is the table itself: what is due is looked for there. For one process, or a few over one file. */
export function tableQueue({ every = 30_000, look = 1000, onError = () => {} }: TableQueueOptions = {}): JobQueue {
  const journals: StepJournal[] = [];
  let stops: (() => Promise<unknown>)[] = [];

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
        const due = await journal.due(Date.now(), chunk);
        await sideBySide(due, ({ id }) => server.goOn(id).then(() => {}, onError));
      };
      stops = [again(every, () => server.runDue()), ...journals.map((journal) => again(look, () => step(journal)))];
    },
    async stop() {
      await Promise.all(stops.splice(0).map((stop) => stop()));
    },
  };
}
