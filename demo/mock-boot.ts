import { startMocks } from '../mocks/browser.ts';

/** Imported first by every page of the demo, so that its requests are answered in the page itself. */
export const mocks = await startMocks();
