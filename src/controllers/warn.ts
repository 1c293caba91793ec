/** What elements tell the page's developer. */
export { warn, warnOfMissing } from '../client/warn.ts';
