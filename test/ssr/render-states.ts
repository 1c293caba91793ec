// Writes what a server renders of each state as JSON: browsers' tests ask for it.
import { renderElement } from 'order-cancel-elements/ssr';
import { statesOf } from './states.ts';

const rendered = Object.entries(statesOf()).map(async ([name, { tag, settings, label }]) => [
  name,
  { html: await renderElement(tag, settings), lang: settings.lang ?? 'en', label },
]);
process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(rendered))));
