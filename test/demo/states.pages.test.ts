import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { beginning, text } from '../support/elements/words.ts';
import { languages } from '../support/messages.ts';
import {
  at,
  chooseColours,
  chooseLanguage,
  click,
  eventually,
  findings,
  openDialog,
  openSite,
  overflow,
  says,
  textOf,
} from './site.ts';

const site = await openSite();
after(() => site?.close());

const skip = !site;
const button = (id: string) => `#${id} order-cancel-button`;
/** What each button says. */
const shown: Record<string, string[]> = {
  loading: [text('loading')],
  offline: [text('offline'), text('retry')],
  'server-error': [text('offline'), text('retry')],
  'sign-in': [text('sign-in-required')],
  'not-found': [text('not-found')],
  html: [text('offline'), text('retry')],
  cut: [text('offline'), text('retry')],
  'wrong-schema': [text('offline'), text('retry')],
  'malformed-by-server': [text('cancel')],
  'malformed-by-page': [text('ask-server')],
  'unknown-name': [text('ask-server')],
  'unknown-status': [text('ask-server')],
  'contact-only': [text('denied.contact-only'), text('instead.contact-seller', { name: '⁨Kawabe Crafts⁩' })],
  window: [text('cancel'), '2 hr 40 min left'],
  'window-closing': [text('cancel'), '2 min left'],
  'no-window': [text('cancel')],
  request: [text('request')],
  'request-then-cancel': [text('request'), beginning('turn.cancel')],
  return: [text('denied.already-shipped'), text('way.return')],
  denied: [text('denied.in-transit'), text('instead.contact-seller', { name: '⁨Nordhafen Supply⁩' })],
  'denied-until': [text('denied.alert-standing'), beginning('turn.cancel')],
  cancelled: [text('denied.already-cancelled')],
};

/** What each badge says. */
const badges: Record<string, string> = {
  requested: text('state.requested'),
  'unanswered-request': text('state.requested'),
  declined: text('state.declined'),
  superseded: text('state.superseded'),
  refunding: `${text('state.refunding')} ¥8,900 of ¥18,900 refunded`,
  cancelled: text('state.cancelled'),
};

/** The console's lines: one for each fault, however often it is met, and the browser's own. */
const expected = [
  '401: /api/poshmark/when/sign-in/orders?id=pm-past-14',
  '500: /api/poshmark/when/server-error/orders?id=pm-past-13',
  'error: Failed to load resource: net::ERR_FAILED',
  'error: Failed to load resource: the server responded with a status of 401 ()',
  'error: Failed to load resource: the server responded with a status of 500 ()',
  'failed: GET /api/poshmark/when/offline/orders?id=pm-past-11&id=pm-past-12',
  'no policy is registered as "no-such-preset" (registered: contact-only, with-fee)',
  'orders could not be read: /api/poshmark/when/cut/orders?id=pm-past-16: SyntaxError (invalid-view)',
  'orders could not be read: /api/poshmark/when/html/orders?id=pm-past-15: 200 (invalid-view)',
  'orders could not be read: /api/poshmark/when/offline/orders?id=pm-past-11&id=pm-past-12: TypeError (unavailable)',
  'orders could not be read: /api/poshmark/when/server-error/orders?id=pm-past-13: 500 (unavailable)',
  'orders could not be read: /api/poshmark/when/sign-in/orders?id=pm-past-14: 401 (sign-in-required)',
  'policy "ours" is malformed: invalid policy: \n- rules is of another type than the format asks for: "none yet" was found',
  'policy poshmark could not be read (policy ours came instead)',
  'the view of order without id is not as the contract says: invalid order: it is of another type than the format asks for: 7 was found',
];

/** A warning without what the engine words, up to its advice; of several mistakes the first. */
const inShort = (line: string): string =>
  line
    .replace('warn: order-cancel-elements: ', '')
    .replace(/(SyntaxError|TypeError): .*? (?=\([a-z-]+\);)/, '$1 ')
    .replace(/;.*/, '')
    .replace(/(\n- .*)\n[\s\S]*/, '$1');

test('states.html shows every state, says on the console what is wrong, once, and satisfies axe', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('states.html');
  const { page } = tab;
  for (const [id, texts] of Object.entries(shown)) for (const text of texts) await says(page, button(id), text);
  assert.equal(await textOf(page, button('hidden')), '');
  assert.ok(await (await at(page, `${button('offline-fallback')} a`)).isVisible(), 'the fallback shows');
  for (const [id, text] of Object.entries(badges)) assert.equal(await textOf(page, `#${id} cancel-status-badge`), text);
  assert.equal((await page.$$('#badges cancel-status-badge')).length, 10);

  await eventually(() => tab.faults.length >= expected.length);
  assert.deepEqual(tab.faults.map(inShort).sort(), expected);

  assert.deepEqual(await findings(page), []);
  await chooseColours(page, 'dark');
  assert.deepEqual(await findings(page), [], 'dark');
  for (const language of languages) {
    await page.setViewport({ width: 1280, height: 900 });
    await chooseLanguage(page, language);
    await page.setViewport({ width: 320, height: 640 });
    assert.equal(await overflow(page), 0, `320 px, ${language}`);
  }
  assert.deepEqual(await findings(page), [], 'narrow, right to left');
  await visitor.leave();
});

test('states.html opens a dialog of every kind, and each satisfies axe', { skip }, async () => {
  const visitor = await site!.visitor();
  const { page } = await visitor.open('states.html');
  const kinds: [id: string, part: string, text: string][] = [
    ['dialog-cancel', 'refund', text('method.credits')],
    ['dialog-request', 'confirm', text('confirm.request')],
    ['dialog-often', 'warning', '4'],
    ['dialog-again', 'advice', text('advice.stay-calm')],
    ['dialog-recommended', 'contact', text('contact.recommended')],
    ['dialog-required', 'contact', text('contacted', { name: '⁨Nordhafen Supply⁩' })],
    ['dialog-reasons', 'reason', text('reason.no-longer-wants')],
    ['dialog-seller', 'refund-method', text('method.bank_deposit')],
    ['dialog-unpaid', 'refund', text('refund.none')],
    ['dialog-fee', 'refund', text('refund.fee')],
    ['dialog-ask', 'confirm', text('confirm.request')],
    ['hostile-markup', 'review', '<img src=x onerror=alert(1)><script>alert(2)</script>'],
    ['hostile-long', 'review', 'nnnnnnnn'],
    ['hostile-bidi', 'review', 'Jacket'],
  ];
  for (const [id, name, text] of kinds) {
    const part = await openDialog(page, button(id));
    await says(page, part(name), text);
    assert.deepEqual(await findings(page), [], id);
    assert.equal(
      await (await at(page, part('dialog').replace(' [part~="dialog"]', ''))).evaluate((box) =>
        Math.max(0, ...[box, ...box.children].map((inner) => inner.scrollWidth - inner.clientWidth)),
      ),
      0,
      `${id} fits`,
    );
    await click(page, part('keep'));
  }
  await visitor.leave();
});

test('a page’s own policy and its own sending: the fee is shown, and the page’s answer counts', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('states.html');
  const { page } = tab;
  const before = tab.requests.length;
  const part = await openDialog(page, button('dialog-fee'));
  await click(page, part('confirm'));
  await at(page, part('done'));
  assert.deepEqual(tab.requests.slice(before), []);
  await visitor.leave();
});

test('what goes wrong after confirming is said in the dialog, and what can be put right is', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('states.html');
  const { page } = tab;
  const confirm = async (id: string) => {
    const part = await openDialog(page, button(id));
    await click(page, part('confirm'));
    return part;
  };

  let part = await confirm('conflict');
  await says(page, part('problem'), text('problem.stale-revision'));
  assert.deepEqual(await findings(page), [], 'a problem');
  await click(page, part('confirm'));
  await at(page, part('done'));
  assert.deepEqual(await findings(page), [], 'done');
  await click(page, part('close'));

  part = await confirm('decision-changed');
  await says(page, part('problem'), text('changed'));
  await at(page, part('close'));
  assert.equal(await page.$(part('confirm')), null, 'nothing is left to confirm');
  await click(page, part('close'));
  await says(page, button('decision-changed'), text('denied.already-shipped'));

  part = await confirm('lost-answer');
  await says(page, part('status'), text('checking'));
  await at(page, part('done'));
  await click(page, part('close'));
  const posts = tab.requests.filter((request) => request.endsWith('/b2b-pending/cancellation'));
  assert.equal(posts.length, 2, 'the same request again');

  part = await confirm('signed-out');
  await says(page, part('problem'), text('problem.sign-in-required'));
  await click(page, part('keep'));

  part = await confirm('unknown');
  await says(page, part('status'), text('checking'));
  await says(page, part('problem'), text('problem.unknown-outcome'));
  await at(page, part('check'));
  await click(page, part('close'));

  part = await confirm('sending');
  await says(page, part('status'), text('sending'));
  await page.keyboard.press('Escape');
  await says(page, part('status'), text('sending'));
  assert.deepEqual(await findings(page), [], 'sending');
  await visitor.leave();
});
