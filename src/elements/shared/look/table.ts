import { css } from '../css.ts';

/** How high the queue's table grows. */
export default css`
  :host {
    --_queue-height: var(--oc-queue-height, min(40rem, 75vh));
  }
`;
