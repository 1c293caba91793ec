import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type ShopName, samplesOf } from '../../mocks/samples/index.ts';
import { text } from '../support/elements/words.ts';
import { at, chooseColours, click, openDialog, openSite, press, says, settled, type Tab, textOf } from './site.ts';

const site = await openSite();
after(() => site?.close());

const skip = !site;
const posted = ({ requests }: Tab): string[] => requests.filter((request) => request.endsWith('/cancellation'));
/** The elements of one order on its page, and in the seller's part of it. */
const buttonOf = (id: string, within = '') => `${within}order-cancel-button[order-id="${id}"]`;
const badgeOf = (id: string, within = '') => `${within}cancel-status-badge[order-id="${id}"]`;
const seller = 'order-cancel-provider[actor="seller"] ';

test('PM-7 PM-1 the buyer cancels on the order page: credits before, badge and text after, for good and in a second tab', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('poshmark.html');
  const second = await visitor.open('account.html');
  await second.go('poshmark.html');
  const { page } = tab;
  await page.bringToFront();

  const part = await openDialog(page, buttonOf('pm-just-placed'));
  assert.match(await textOf(page, part('refund')), /You get back ?\$86\.00 .*credits/i);
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('pm-just-placed'), text('state.cancelled'));
  await says(page, buttonOf('pm-just-placed'), text('denied.already-cancelled'));
  assert.equal(await page.$eval('.step[aria-current]', () => true).catch(() => false), false, 'the delivery stops');
  assert.deepEqual(posted(tab), ['POST /api/poshmark/orders/pm-just-placed/cancellation']);

  await says(second.page, badgeOf('pm-just-placed'), text('state.cancelled'));
  await says(second.page, buttonOf('pm-just-placed'), text('denied.already-cancelled'));

  await tab.go('poshmark.html');
  await says(page, badgeOf('pm-just-placed'), text('state.cancelled'));
  await tab.go('account.html');
  await tab.go('poshmark.html');
  await says(page, buttonOf('pm-just-placed'), text('denied.already-cancelled'));
  assert.deepEqual(posted(tab).length, 1);
  assert.deepEqual([...tab.faults, ...second.faults], []);
  await visitor.leave();
});

test('BL-13 the buyer asks with a reason and a comment; the seller’s part of the page shows it', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('bricklink.html');
  const { page } = tab;
  const part = await openDialog(page, buttonOf('bl-paid'));
  await click(page, part('confirm'));
  assert.deepEqual(posted(tab), [], 'a reason is missing');
  await (await at(page, part('reason'))).select('mutual-agreement');
  await (await at(page, part('comment'))).type('We agreed in our messages.');
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('bl-paid'), text('state.requested'));
  await says(page, badgeOf('bl-paid', seller), text('state.requested'));
  await says(page, `${seller}[data-order="bl-paid"] [data-fact="status"]`, 'OCR');
  await tab.go('bricklink.html');
  await says(page, badgeOf('bl-paid'), text('state.requested'));
  assert.deepEqual(posted(tab), ['POST /api/bricklink/orders/bl-paid/cancellation']);
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('BL-4 the seller cancels at once; the buyer’s part of the page shows it', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('bricklink.html');
  const { page } = tab;
  const part = await openDialog(page, buttonOf('bl-packed', seller));
  await (await at(page, part('reason'))).select('undeliverable');
  await (await at(page, part('comment'))).type('The parcel came back.');
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('bl-packed', seller), text('state.cancelled'));
  await says(page, badgeOf('bl-packed'), text('state.cancelled'));
  assert.deepEqual(posted(tab), ['POST /api/bricklink/as/seller/orders/bl-packed/cancellation']);
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('B2B-4 the buyer of an order in processing sends a message before confirming', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('b2b-supplier.html');
  const { page } = tab;
  const part = await openDialog(page, buttonOf('b2b-processing'));
  await at(page, `${part('confirm')}[aria-disabled="true"]`);
  await click(page, part('send-message'));
  await at(page, `${part('confirm')}[aria-disabled="false"]`);
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('b2b-processing'), text('state.cancelled'));
  await says(page, buttonOf('b2b-processing'), text('denied.already-cancelled'));
  await tab.go('b2b-supplier.html');
  await says(page, badgeOf('b2b-processing'), text('state.cancelled'));
  assert.deepEqual(posted(tab), ['POST /api/b2b-supplier/orders/b2b-processing/cancellation']);
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('SB-3 the customer asks; the shop’s status and the merchant’s part of the page follow', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('shop-builder.html');
  const { page } = tab;
  const part = await openDialog(page, buttonOf('sb-preparing'));
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('sb-preparing'), text('state.requested'));
  await says(page, badgeOf('sb-preparing', seller), text('state.requested'));
  await says(page, `${seller}[data-order="sb-preparing"] [data-fact="status"]`, 'CANCELLATION_REQUESTED');
  await tab.go('shop-builder.html');
  await says(page, badgeOf('sb-preparing'), text('state.requested'));
  assert.deepEqual(posted(tab), ['POST /api/shop-builder/orders/sb-preparing/cancellation']);
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('PM-3 the slider moves the server’s clock: three hours later the buyer may only ask, in a second tab too', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('poshmark.html');
  const second = await visitor.open('poshmark.html');
  const { page } = tab;
  await page.bringToFront();
  await says(page, buttonOf('pm-just-placed'), text('cancel'));
  await (await at(page, '#demo-toolbar >>> input')).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'] as const) await page.keyboard.press(key);
  await says(page, '#demo-toolbar', '· +3 h');
  await says(page, buttonOf('pm-just-placed'), text('request'));
  await says(second.page, buttonOf('pm-just-placed'), text('request'));
  await press(page, 'Back to now');
  await says(page, buttonOf('pm-just-placed'), text('cancel'));
  assert.deepEqual([...tab.faults, ...second.faults], []);
  await visitor.leave();
});

test('PM-3 a window closes while nobody does anything: the button changes by itself', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('poshmark.html');
  const { page } = tab;
  await says(page, buttonOf('pm-window-closing'), text('cancel'));
  // Two seconds before its end.
  await page.evaluate(async () => {
    const { mocks } = Object(globalThis);
    const { placedAt } = await mocks.world.backends.poshmark.shop.order('pm-window-closing');
    await mocks.clock.set(Date.parse(placedAt) + 3 * 3_600_000 - 4000 - Date.now());
    await Object(document.querySelector('order-cancel-provider')).refresh();
  });
  await says(page, buttonOf('pm-window-closing'), text('cancel'));
  const before = tab.requests.length;
  await says(page, buttonOf('pm-window-closing'), text('request'));
  const asked = tab.requests.slice(before).filter((request) => request.includes('pm-window-closing'));
  assert.deepEqual(asked, [], 'without asking the server');
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('PM-4 an order that is shipped from the toolbar can no longer be cancelled; starting over puts it back', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('poshmark.html');
  const { page } = tab;
  await press(page, 'Ship this order');
  await says(page, buttonOf('pm-just-placed'), text('denied.already-shipped'));
  await says(page, '.step[aria-current]', 'On its way');
  await press(page, 'Start over');
  await says(page, buttonOf('pm-just-placed'), text('cancel'));
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('My Account reads its fifty orders, a button and a badge each, in one request', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('account.html');
  const { page } = tab;
  assert.equal((await page.$$('order-cancel-button')).length, 50);
  assert.equal((await page.$$('cancel-status-badge')).length, 50);
  const [orders, policy, ...more] = tab.requests;
  assert.deepEqual(orders?.match(/id=pm-past-\d+/g)?.length, 50);
  assert.match(policy ?? '', /^GET \/api\/poshmark\/policies\/poshmark\?hash=/);
  assert.deepEqual(more, []);

  const part = await openDialog(page, buttonOf('pm-past-1'));
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('pm-past-1'), text('state.cancelled'));
  await page.reload();
  await settled(page);
  await says(page, badgeOf('pm-past-1'), text('state.cancelled'));
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('the copied page cancels with the script-tag bundle under its content security policy', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('plain.html');
  const { page } = tab;
  const sent = await page.evaluateHandle(() => {
    const list: { method: string; key: string | null; match: string | null }[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      const { method, headers } = new Request(input, init);
      list.push({ method, key: headers.get('Idempotency-Key'), match: headers.get('If-Match') });
      return fetch(input, init);
    };
    return list;
  });
  const part = await openDialog(page, buttonOf('pm-just-placed'));
  await (await at(page, part('confirm'))).evaluate((confirm) => {
    for (let count = 0; count < 50; count++) confirm.click();
  });
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, badgeOf('pm-just-placed'), text('state.cancelled'));
  const posts = (await sent.jsonValue()).filter(({ method }) => method === 'POST');
  assert.equal(posts.length, 1, 'fifty clicks in one tick');
  assert.match(posts[0]?.key ?? '', /./);
  assert.match(posts[0]?.match ?? '', /^".+"$/);
  await page.reload();
  await settled(page);
  await says(page, badgeOf('pm-just-placed'), text('state.cancelled'));
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

const shops: [page: string, preset: ShopName][] = [
  ['poshmark', 'poshmark'],
  ['bricklink', 'bricklink'],
  ['b2b-supplier', 'b2b-supplier'],
  ['shop-builder', 'shop-builder'],
  ['parts', 'parts'],
];

for (const [name, preset] of shops) {
  test(`${name}.html has every sample order of its preset, with the numbers and amounts that the shop holds`, {
    skip,
  }, async () => {
    const visitor = await site!.visitor();
    const { page } = await visitor.open(`${name}.html`);
    const samples = samplesOf(preset, Date.now());
    const shown = await page.$$eval('order-cancel-provider', (providers) =>
      providers.map((provider) =>
        [...provider.querySelectorAll('order-cancel-button')].map((element) => element.getAttribute('order-id')),
      ),
    );
    const ids = samples.map(({ order }) => order.id).sort();
    for (const list of shown) assert.deepEqual(list.sort(), ids);
    assert.equal(shown.length, ['bricklink', 'shop-builder', 'parts'].includes(preset) ? 2 : 1);

    const rows = await page.$$eval('.order', (found) =>
      found.map((row) => [row.getAttribute('data-order'), row.querySelector('strong')?.textContent]),
    );
    for (const [id, number] of rows) {
      assert.equal(number, `#${samples.find(({ order }) => order.id === id)?.order.number}`);
    }
    const amounts = await page.$$eval('[data-money]', (found) =>
      found.map((place) => place.getAttribute('data-money')),
    );
    const money = ({ amount, currency }: { amount: number; currency: string }) => `${amount} ${currency}`;
    const [featured = ''] = await page.$eval('.card order-cancel-button', ({ attributes }) => [
      attributes.getNamedItem('order-id')?.value,
    ]);
    const { lines, total } = samples.find(({ order }) => order.id === featured)!.order;
    assert.deepEqual(amounts, [
      ...lines.map(({ quantity, unitPrice }) => money({ ...unitPrice, amount: quantity * unitPrice.amount })),
      money(total),
      money(total),
    ]);
    await visitor.leave();
  });
}

test('B2B-7 from the orders to the order, to its “Cancel order” section with a red button', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('b2b-supplier.html');
  const { page } = tab;
  const button = await at(page, 'section[aria-labelledby="cancel"] order-cancel-button >>> [part~="button"]');
  assert.equal(await textOf(page, '#cancel'), 'Cancel order');
  assert.equal(await button.evaluate((element) => element.textContent?.trim()), text('cancel'));
  for (const scheme of ['light', 'dark'] as const) {
    await chooseColours(page, scheme);
    const [red = 0, green = 0, blue = 0] = await button.evaluate((element) => {
      const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
      const { color, backgroundColor } = getComputedStyle(element);
      canvas.fillStyle = backgroundColor === 'rgba(0, 0, 0, 0)' ? color : backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    });
    assert.ok(red > 1.5 * green && red > 1.5 * blue, `${scheme}: ${[red, green, blue]}`);
  }
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});
