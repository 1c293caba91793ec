import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { at, click, openSite, says, type Tab } from './site.ts';

const site = await openSite();
after(() => site?.close());
const skip = !site;
const guest = 'main contract-withdrawal';

async function type({ page }: Tab, way: string, text: string): Promise<void> {
  await (await at(page, way)).type(text);
}

for (const [file, label, confirm, received] of [
  ['withdrawal.html', 'Vertrag widerrufen', 'Widerruf bestätigen', 'Ihr Widerruf ist eingegangen'],
  ['withdrawal-fr.html', 'Renoncer au contrat ici', 'Confirmer la rétractation', 'Votre rétractation a été reçue'],
  ['withdrawal-el.html', 'Πατήστε εδώ για υπαναχώρηση', 'Επιβεβαίωση υπαναχώρησης', 'Η υπαναχώρησή σας παραλήφθηκε'],
] as const) {
  test(`EU-2 EU-5 EU-6: a guest withdraws on ${file} under its content security policy`, { skip }, async () => {
    const visitor = await site!.visitor();
    const tab = await visitor.open(file);
    const { page } = tab;
    await says(page, `${guest} >>> [part="button"]`, label);
    await click(page, `${guest} >>> [part="button"]`);
    await type(tab, `${guest} >>> #name`, 'Ada Martins');
    await type(tab, `${guest} >>> #number`, '52001');
    await type(tab, `${guest} >>> #address`, 'ada@example.com');
    await says(page, `${guest} >>> [part="confirm"]`, confirm);
    await click(page, `${guest} >>> [part="confirm"]`);
    await at(page, `${guest} >>> [part="receipt"]`);
    await says(page, `${guest} >>> #title`, received);
    await says(page, `${guest} >>> [part="receipt"]`, 'ada@example.com');
    assert.deepEqual(tab.faults, []);
    await visitor.leave();
  });
}

test('EU-3 EU-9 EU-11: who is signed in withdraws from a part beside what is exempt; a reload shows none of it twice', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('withdrawal-order.html');
  const { page } = tab;
  const lane = 'order-cancel-button[order-id="eu-delivered"] >>> contract-withdrawal';
  await click(page, `${lane} >>> [part="button"]`);
  await says(page, `${lane} >>> [part="dialog"]`, 'Art. 16');
  await click(page, `${lane} >>> [part="line"]:first-child input`);
  await click(page, `${lane} >>> [part="confirm"]`);
  await says(page, `${lane} >>> [part="receipt"]`, '4 × Teebecher, sandfarben');
  const posted = tab.requests.filter((request) => request.startsWith('POST'));
  await page.reload();
  await at(page, `${lane} >>> [part="button"]`);
  // Beside cancelling, and in the page's foot; the order whose period is over has the foot's alone.
  await at(page, 'order-cancel-button[order-id="eu-open"] >>> contract-withdrawal >>> [part="button"]');
  await at(page, 'footer contract-withdrawal >>> [part="button"]');
  assert.equal(
    await page.$eval('[order-id="eu-over"]', (one) => !!one.shadowRoot?.querySelector('contract-withdrawal')),
    false,
  );
  assert.deepEqual(
    tab.requests.filter((request) => request.startsWith('POST')),
    posted,
  );
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});
