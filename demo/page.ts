import './preferences.ts';
import { mocks } from './mock-boot.ts';
import { fillFacts } from './order-facts.ts';
import { showToolbar } from './toolbar.ts';
import { translatePage } from './words.ts';

translatePage();
await fillFacts(mocks);
mocks.onChange(() => fillFacts(mocks));
showToolbar(mocks, () => {
  translatePage();
  fillFacts(mocks);
});
// For who likes to try things in the console: mocks.use('offline'), mocks.clock.advance(60_000).
Object.assign(globalThis, { mocks });

// Only now, as the elements ask the server at once: what one module awaits does not hold up its neighbours.
await import('order-cancel-elements/define');
