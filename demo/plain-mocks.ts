import { startMocks } from '../mocks/browser.ts';

// No service worker: the page's policy asks for trusted types, and registering one would need a type of its own.
await startMocks({ workerUrl: null });
// The build, as a script tag would load it, but not before the mocks can answer.
const elements = '/dist/cdn/order-cancel-elements.js';
await import(/* @vite-ignore */ elements);
