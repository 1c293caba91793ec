/** What elements tell the page's developer. They import controllers, never the client: this hands it on to them. */
export { warn, warnOfMissing } from '../client/warn.ts';
