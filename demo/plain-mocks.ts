import { startMocks } from '../mocks/browser.ts';

// No service worker: the page's policy asks for trusted types, and registering one would need a type of its own.
startMocks({ workerUrl: null });
