import '../preferences.ts';
import {
  CancelError,
  type CancelPolicy,
  type DecisionContext,
  decide,
  explainDecision,
  explainIssues,
  type Order,
  parseOrder,
  parsePolicy,
  type Replay,
  type ReplayTotals,
  replayInWorker,
} from 'order-cancel-elements/policy';
import { aside } from './aside.ts';
import { jsonEditor, type Mark } from './editor.ts';
import { madeUp, samplesFor } from './orders.ts';
import { presets } from './presets.ts';
import { fromFragment, toFragment } from './share.ts';
import { shopOf } from './shop.ts';

const $ = <T extends HTMLElement = HTMLElement>(id: string): T => document.querySelector(`#${id}`) as T;
const choice = (id: string): HTMLSelectElement => $<HTMLSelectElement>(id);
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const minute = 60_000;

/** How far the clock is put ahead: finely at first, then by days. */
const stops = [0, 1, 5, 15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 720, 1439, 1440].concat(
  Array.from({ length: 44 }, (_, day) => (day + 2) * 1440),
);

let policy: CancelPolicy | null = null;
let order: Order | null = null;
let shop: ReturnType<typeof shopOf> | null = null;
/** How far the clock of a shared page is from this one, ms. */
let offset = 0;
const ahead = (): number => (stops[Number($<HTMLInputElement>('ahead').value)] ?? 0) * minute;
const now = (): number => Date.now() + offset + ahead();

const policyEditor = jsonEditor($('policy'), 'Policy, JSON', soon(readPolicy), true);
const orderEditor = jsonEditor($('order'), 'Order, JSON', soon(readOrder));

/** Calls it when nothing more was typed for a moment. */
function soon(action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 400);
  };
}

/** Reads JSON; what is wrong with it as marks. */
function read<T>(text: string, parse: (input: unknown) => T): { value: T | null; marks: Mark[] } {
  let input: unknown;
  try {
    input = JSON.parse(text);
    return { value: parse(input), marks: [] };
  } catch (error) {
    if (error instanceof CancelError) {
      const marks = explainIssues(error, input).map(
        ({ path, message }): Mark => ({ path, severity: 'error', message }),
      );
      return { value: null, marks };
    }
    return { value: null, marks: [{ path: null, severity: 'error', message: (error as Error).message }] };
  }
}

function readPolicy(): void {
  const found = read(policyEditor.text, (input) => parsePolicy(input));
  policy = found.value;
  if (!policy) {
    showMarks(found.marks);
    $('summary').textContent = 'It cannot be read; below it is what was read last.';
    return;
  }
  // What is found follows: it may take seconds.
  $('summary').textContent = 'It is being looked at …';
  analyse({ policy });
  open();
  // It takes a while, and is asked for.
  if ($('differs').textContent) $('differs').textContent = 'The policy has changed since.';
}

const analyse = aside((told) => {
  // What has become unreadable meanwhile has marks of its own.
  if (!policy || 'diff' in told) return;
  if ('error' in told) {
    $('summary').textContent = `It cannot be looked at: ${told.error}`;
    return;
  }
  const severities = { error: 'error', warning: 'warning', note: 'info' } as const;
  const marks = told.findings.map(
    ({ severity, path, message }): Mark => ({ path, severity: severities[severity], message }),
  );
  showMarks(marks);
  $('summary').textContent =
    marks.length === 0
      ? 'Nothing: every rule decides something, and every open order has an answer.'
      : `${marks.length} to be looked at.`;
});

function showMarks(marks: Mark[]): void {
  policyEditor.mark(marks);
  $('findings').replaceChildren(
    ...marks.map(({ path, severity, message }) => {
      const item = document.createElement('li');
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: message });
      button.addEventListener('click', () => policyEditor.goTo(path));
      const kind = Object.assign(document.createElement('span'), {
        className: 'severity',
        textContent: `${severity === 'info' ? 'note' : severity}: `,
      });
      item.append(kind, button);
      return item;
    }),
  );
}

function readOrder(): void {
  const { value, marks } = read(orderEditor.text, (input) => parseOrder(input));
  orderEditor.mark(marks);
  $('unreadable').textContent = marks.length > 0 ? `It cannot be read: ${marks[0]?.message}` : '';
  if (!value) return;
  order = value;
  open();
}

/** A new shop with the order as it stands in the editor, under the policy that was read last. */
function open(): void {
  if (!policy || !order) return;
  shop = shopOf(policy, order, now);
  for (const role of ['buyer', 'seller'] as const) {
    const provider = $<HTMLElement & { backend: unknown }>(role);
    provider.backend = shop.backends[role];
    for (const element of provider.querySelectorAll<HTMLElement & { orderId: string }>(
      'order-cancel-button, cancel-status-badge',
    ))
      element.orderId = order.id;
  }
  show();
}

/** What is decided at the clock's time, of the order as it is by now. */
let turn = 0;
async function show(): Promise<void> {
  const at = now();
  $('clock').textContent = `${new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}${
    ahead() > 0 ? ` (${aheadText(ahead() / minute)} ahead)` : ''
  }`;
  const own = ++turn;
  const view = await shop?.look();
  if (!policy || !view || own !== turn) return;
  const { order, cancellation, cancellations = [] } = view;
  const actor = choice('actor').value as DecisionContext['actor'];
  const context = { actor, now: at, cancellation, cancellations };
  $('trace').textContent = explainDecision(policy, decide(policy, order, context), context);
}

function aheadText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 1440 ? `${minutes / 60} h` : `${minutes / 1440} d`.replace(/\.\d+/, '');
}

/** Deadlines that have passed do what they do, and the elements look again. */
async function moveOn(): Promise<void> {
  await shop?.due();
  show();
  const elements = document.querySelectorAll<HTMLElement & { refresh(): Promise<void> }>(
    'order-cancel-button, cancel-status-badge, seller-cancel-queue',
  );
  await Promise.all([...elements].map((element) => element.refresh()));
}

function compare(): void {
  const other = presets[choice('other').value];
  if (!policy || !other) return;
  $('differs').textContent = 'They are being compared …';
  $('changes').replaceChildren();
  compared = policy;
  diff({ policy, other });
}

let compared: CancelPolicy | null = null;

const diff = aside((told) => {
  // Of a policy that has changed meanwhile nothing is said.
  if ('findings' in told || compared !== policy) return;
  if ('error' in told) {
    $('differs').textContent = `They cannot be compared: ${told.error}`;
    return;
  }
  const { same, changes, settings, undecided } = told.diff;
  const sentences = [...changes, ...settings].map(({ sentence }) => sentence);
  $('differs').textContent = same
    ? 'They say the same of every order.'
    : `${sentences.length} ${sentences.length === 1 ? 'difference' : 'differences'}${undecided.length > 0 ? `, and ${undecided.join(' ')}` : ''}`;
  $('changes').replaceChildren(
    ...sentences.slice(0, 100).map((textContent) => Object.assign(document.createElement('li'), { textContent })),
  );
});

/** Replays past orders in a worker; one at a time. */
let replaying: AbortController | null = null;
async function replay(file: Blob): Promise<void> {
  const other = presets[choice('other').value];
  if (!policy || !other) return;
  replaying?.abort();
  const own = new AbortController();
  replaying = own;
  const stop = $<HTMLButtonElement>('stop');
  stop.disabled = false;
  const since = performance.now();
  try {
    const worker = new Worker(new URL('./replay.ts', import.meta.url), { type: 'module' });
    const done = await replayInWorker(worker, {
      policy,
      file,
      against: other,
      asked: { actor: choice('actor').value as DecisionContext['actor'], now: now() },
      signal: own.signal,
      onProgress: (orders) => {
        $('progress').textContent = `${orders.toLocaleString('en')} orders …`;
      },
    });
    showReplay(done, (performance.now() - since) / 1000);
  } catch (error) {
    $('progress').textContent = own.signal.aborted ? 'Stopped.' : `It cannot be replayed: ${(error as Error).message}`;
  }
  if (replaying === own) stop.disabled = true;
}

function showReplay({ orders, changed, before, after, unreadable }: Replay, seconds: number): void {
  const count = (number: number): string => number.toLocaleString('en');
  const lost =
    unreadable.count > 0 ? `, ${count(unreadable.count)} of which cannot be read: ${unreadable.first[0]?.problem}` : '';
  $('progress').textContent =
    `${count(orders)} orders in ${seconds.toFixed(1)} s; ${count(changed)} are answered differently${lost}.`;
  const table = $<HTMLTableElement>('replayed');
  table.hidden = false;
  const [outcomes, effects] = table.tBodies;
  const both = [before ?? after, after];
  const rowsOf = (read: (totals: ReplayTotals) => Record<string, string>): HTMLTableRowElement[] => {
    const columns = both.map(read);
    return [...new Set(columns.flatMap(Object.keys))].map((name) => {
      const row = document.createElement('tr');
      const head = Object.assign(document.createElement('th'), { scope: 'row', textContent: name });
      const cells = columns.map((column) =>
        Object.assign(document.createElement('td'), { textContent: column[name] ?? '0' }),
      );
      row.append(head, ...cells);
      return row;
    });
  };
  const each = (
    values: Record<string, number>,
    name: (key: string) => string,
    text: (value: number, key: string) => string,
  ) => Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), text(value, key)]));
  outcomes?.replaceChildren(
    ...rowsOf((totals) =>
      each(
        totals.outcomes,
        (outcome) => outcome,
        (value) => count(value),
      ),
    ),
  );
  const [title] = effects?.rows ?? [];
  effects?.replaceChildren(
    ...(title ? [title] : []),
    ...rowsOf(({ refund, refundIfAccepted, restock, restockIfAccepted, toAnswer }) => ({
      ...each(refund, (currency) => `Refunded at once, ${currency}`, amount),
      ...each(refundIfAccepted, (currency) => `Refunded if accepted, ${currency}`, amount),
      'Units back in stock at once': count(restock),
      'Units back in stock if accepted': count(restockIfAccepted),
      ...each(
        toAnswer,
        (role) => `Requests that the ${role} answers`,
        (value) => count(value),
      ),
    })),
  );
}

/** Minor units as money. */
function amount(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const own = 'your own';
function fill(select: HTMLSelectElement, names: string[]): void {
  select.replaceChildren(...names.map((name) => new Option(name, name)));
}

/** Orders of the same kind of shop, where there are any. */
function offerSamples(name: string): void {
  const orders = samplesFor(presets[name] as CancelPolicy);
  fill(choice('sample'), [...orders.map(({ id }) => id), own]);
  const [first] = orders;
  if (first) orderEditor.text = pretty(first);
}

function start(name: string): void {
  policyEditor.text = pretty(presets[name]);
  offerSamples(name);
}

for (const id of ['preset', 'other']) fill(choice(id), Object.keys(presets));
$<HTMLInputElement>('ahead').max = String(stops.length - 1);

choice('preset').addEventListener('change', () => start(choice('preset').value));
choice('sample').addEventListener('change', () => {
  const samples = samplesFor(presets[choice('preset').value] as CancelPolicy);
  const found = samples.find(({ id }) => id === choice('sample').value);
  if (found) orderEditor.text = pretty(found);
});
choice('actor').addEventListener('change', show);
choice('other').addEventListener('change', compare);
$('compare').addEventListener('click', compare);
for (const event of ['order-cancel-settled', 'seller-cancel-settled']) document.addEventListener(event, () => show());
$('ahead').addEventListener('input', soon(moveOn));
$('ahead').addEventListener('input', show);
$('again').addEventListener('click', open);
$('share').addEventListener('click', async () => {
  const shared = { policy: policyEditor.text, order: orderEditor.text, actor: choice('actor').value, now: now() };
  location.hash = await toFragment(shared);
  const copied = await navigator.clipboard?.writeText(location.href).then(
    () => true,
    () => false,
  );
  $('shared').textContent = copied ? 'The link is copied.' : 'The link stands in the address bar.';
});
$('sampled').addEventListener('click', () => policy && replay(madeUp(policy, 10_000)));
$('stop').addEventListener('click', () => replaying?.abort());
$('past').addEventListener('change', () => {
  const [file] = $<HTMLInputElement>('past').files ?? [];
  if (file) replay(file);
});
// Before the editors, which would put a file's text in between theirs.
document.addEventListener(
  'drop',
  async (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    const isPolicy = (event.target as Element).closest('#policy') !== null;
    (isPolicy ? policyEditor : orderEditor).text = await file.text();
    if (!isPolicy) choice('sample').value = own;
  },
  { capture: true },
);

/** What a link holds, behind its `#`. */
async function openShared(): Promise<void> {
  const shared = await fromFragment(location.hash.slice(1));
  if (!shared) return;
  policyEditor.text = shared.policy;
  orderEditor.text = shared.order;
  choice('actor').value = shared.actor;
  choice('sample').value = own;
  $<HTMLInputElement>('ahead').value = '0';
  offset = shared.now - Date.now();
  readOrder();
  readPolicy();
}
addEventListener('hashchange', openShared);

start(choice('preset').value);
readOrder();
readPolicy();
await openShared();
await import('order-cancel-elements/define');
