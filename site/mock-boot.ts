import { startMocks } from '../mocks/browser.ts';

/** Stands for the demo's own `mock-boot.ts` in the site, whose folder may lie anywhere: without a service worker. */
export const mocks = await startMocks({ workerUrl: null });
