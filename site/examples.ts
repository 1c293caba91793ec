import { registerPolicy } from 'order-cancel-elements';
import { presetPolicy } from 'order-cancel-elements/mocks';
import { startMocks } from '../mocks/browser.ts';

// No service worker, so that the folder may lie anywhere.
await startMocks({ workerUrl: null, name: 'order-cancel-elements:site' });
registerPolicy('example', presetPolicy('poshmark'));
await import('order-cancel-elements/define');
