import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { schedule, unschedule } from '../../src/client/scheduler.ts';
import { show } from './page.ts';

const start = 1_000_000;

describe('schedule', () => {
  let said: string[] = [];
  const known = new Map<string, () => void>();
  /** One callback a name. */
  const say = (name: string): (() => void) => {
    const callback = known.get(name) ?? (() => void said.push(name));
    known.set(name, callback);
    return callback;
  };
  /** The timers that are set and have not run. */
  let pending = new Set<unknown>();

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: start });
    said = [];
    pending = new Set();
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    globalThis.setTimeout = ((handler: () => void, delay: number) => {
      const timer = set(() => {
        pending.delete(timer);
        handler();
      }, delay);
      pending.add(timer);
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer: never) => {
      pending.delete(timer);
      clear(timer);
    }) as typeof clearTimeout;
  });
  afterEach(() => {
    for (const callback of known.values()) unschedule(callback);
    mock.timers.reset();
  });

  it('calls back at the instant, not before, and once', () => {
    schedule(say('a'), start + 100);
    mock.timers.tick(99);
    assert.deepEqual(said, []);
    mock.timers.tick(1);
    assert.deepEqual(said, ['a']);
    mock.timers.tick(1000);
    assert.deepEqual(said, ['a']);
  });

  it('runs any number by one timer, in the order of their instants', () => {
    for (const [index, name] of ['d', 'b', 'a', 'c'].entries()) schedule(say(name), start + 400 - index * 100);
    for (let index = 0; index < 1000; index++) schedule(say(`x${index}`), start + 10_000 + index);
    assert.equal(pending.size, 1);
    for (let tick = 0; tick < 4; tick++) mock.timers.tick(100);
    assert.deepEqual(said, ['c', 'a', 'b', 'd']);
    assert.equal(pending.size, 1);
  });

  it('an earlier one does not wait for the one that was set first', () => {
    schedule(say('late'), start + 10_000);
    schedule(say('soon'), start + 10);
    mock.timers.tick(10);
    assert.deepEqual(said, ['soon']);
  });

  it('scheduling the same callback again moves it', () => {
    schedule(say('a'), start + 10);
    schedule(say('a'), start + 50);
    mock.timers.tick(49);
    assert.deepEqual(said, []);
    mock.timers.tick(1);
    assert.deepEqual(said, ['a']);
  });

  it('what is past is called at once, and what is never never', () => {
    schedule(say('past'), start - 5);
    schedule(say('never'), Number.POSITIVE_INFINITY);
    mock.timers.tick(0);
    mock.timers.tick(100_000_000);
    assert.deepEqual(said, ['past']);
  });

  it('waits longer than a timer can', () => {
    const month = 40 * 86_400_000;
    schedule(say('far'), start + month);
    mock.timers.tick(2 ** 31 - 1);
    assert.deepEqual(said, []);
    mock.timers.tick(month - 2 ** 31 + 1);
    assert.deepEqual(said, ['far']);
  });

  it('forgets a callback, and has no timer when there is none left', () => {
    schedule(say('a'), start + 10);
    schedule(say('b'), start + 20);
    unschedule(say('a'));
    unschedule(say('a'));
    mock.timers.tick(15);
    assert.deepEqual(said, []);
    unschedule(say('b'));
    assert.equal(pending.size, 0);
  });

  it('a callback may schedule itself and forget others', () => {
    let count = 0;
    const self = (): void => {
      said.push(`self ${++count}`);
      unschedule(say('other'));
      if (count < 3) schedule(self, Date.now() + 10);
    };
    schedule(self, start + 10);
    schedule(say('other'), start + 10);
    for (let tick = 0; tick < 5; tick++) mock.timers.tick(10);
    assert.deepEqual(said, ['self 1', 'self 2', 'self 3']);
    assert.equal(pending.size, 0);
  });

  it('rests while the tab is hidden, and calls what was due when it is shown again', () => {
    schedule(say('a'), start + 10);
    schedule(say('b'), start + 10_000);
    show(false);
    assert.equal(pending.size, 0);
    mock.timers.tick(5000);
    assert.deepEqual(said, []);
    schedule(say('c'), start + 5100);
    assert.equal(pending.size, 0);
    show(true);
    mock.timers.tick(1);
    assert.deepEqual(said, ['a']);
    mock.timers.tick(100);
    assert.deepEqual(said, ['a', 'c']);
    assert.equal(pending.size, 1);
  });
});
