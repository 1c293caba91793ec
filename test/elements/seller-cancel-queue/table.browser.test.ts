import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { aBackOffice, aRequest } from '../../support/elements/back-office.ts';
import { ago, hours, usd } from '../../support/elements/orders.ts';
import { keepConsole, part, pause, said, until } from '../../support/elements/page.ts';
import { aQueue, cell, focusedRow, grid, press, rowOf, rows, selected } from '../../support/elements/queue.ts';

describe('seller-cancel-queue: the table', () => {
  keepConsole();
  // Wide enough for a line each.
  beforeEach(() => setViewport({ width: 1280, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));

  it('the count of a state is no part of its name, whatever takes white space out of the page', async () => {
    const office = aBackOffice([aRequest(0)]);
    const queue = await aQueue(office);
    await until(() => part(queue, 'filter', 'active')?.querySelector('.count'), 'it is counted');
    const name = part(queue, 'filter', 'active')?.textContent?.replace(/[ \n]/g, '');
    expect(name).to.equal('Open\u00a01');
  });

  it('SB-5 a row tells who asked, why, since when, how long there is and what happens by itself then', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    const row = rowOf(queue, 'c0');
    expect(cell(row, 'order')).to.contain('N-00000').and.to.contain('Buyer 0');
    expect(cell(row, 'request')).to.equal('Cancellation requested [Customer]');
    expect(cell(row, 'reason')).to.contain('I changed my mind').and.to.contain('Please, number 0');
    await until(() => cell(rowOf(queue, 'c0'), 'left').includes('accepts and refunds'), 'the policy is there');
    expect(cell(rowOf(queue, 'c0'), 'left')).to.match(/^10 hr ?then accepts/);
    expect(cell(row, 'amount')).to.equal('$45.00');
  });

  it('the amount is what is due for a request, as the server says and sorts by', async () => {
    const queue = await aQueue(aBackOffice([{ ...aRequest(0), due: usd(1500) }]));
    expect(cell(rowOf(queue, 'c0'), 'amount')).to.equal('$15.00');
  });

  it('cuts off neither who asked, nor what happens by itself, nor the amount, with details beside it', async () => {
    await setViewport({ width: 1400, height: 900 });
    const late = aRequest(0, { respondBy: ago(hours(30)) }, { total: usd(123_456_789) });
    const queue = await aQueue(aBackOffice([late, aRequest(1), aRequest(2, { state: 'withdrawn' })]), { state: 'all' });
    rows(queue)[0]?.click();
    await until(() => part(queue, 'details'), 'the details are there');
    await until(() => cell(rowOf(queue, 'c0'), 'left').includes('accepts and refunds'), 'the policy is there');
    for (const row of rows(queue)) {
      const box = row.getBoundingClientRect();
      for (const shown of row.querySelectorAll('.state, .left > *, .amount > *')) {
        const { top, bottom } = shown.getBoundingClientRect();
        expect(shown.scrollWidth - shown.clientWidth, shown.textContent ?? '').to.be.at.most(1);
        expect(getComputedStyle(shown).textOverflow === 'clip' || shown.scrollWidth <= shown.clientWidth).to.equal(
          true,
        );
        expect(top >= box.top - 1 && bottom <= box.bottom + 1, shown.textContent ?? '').to.equal(true);
      }
    }
    const tone = (id: string) => getComputedStyle(rowOf(queue, id)?.querySelector('.state') as Element).backgroundColor;
    expect(tone('c1')).not.to.equal(tone('c2'));
    await setViewport({ width: 800, height: 600 });
  });

  it('says that all is done where nothing is open any more', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0, { state: 'declined' })]));
    expect(said(part(queue, 'empty', 'done'))).to.contain('No open requests');
  });

  it('says that a request is overdue', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0, { respondBy: ago(hours(1)) })]));
    expect(cell(rowOf(queue, 'c0'), 'left')).to.contain('Overdue');
  });

  it('keeps as many rows in the page as the viewport holds, whatever their number', async () => {
    const all = Array.from({ length: 100_000 }, (_, index) => aRequest(index));
    const queue = await aQueue(aBackOffice(all), { pageSize: 100_000 });
    await until(() => grid(queue).getAttribute('aria-rowcount') === '100001', 'all are loaded');
    expect(rows(queue).length).to.be.below(40);
    for (const share of [0.3, 0.9, 1, 0.1]) {
      grid(queue).scrollTop = share * grid(queue).scrollHeight;
      const seen = (): Element[] => {
        const box = grid(queue).getBoundingClientRect();
        return rows(queue).filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > box.top && top < box.bottom;
        });
      };
      await until(() => seen().length > 3, `rows are seen at ${share}`);
      expect(rows(queue).length).to.be.below(40);
    }
  });

  it('reads the next page before the person is at the end of this one', async () => {
    const office = aBackOffice(Array.from({ length: 250 }, (_, index) => aRequest(index)));
    const queue = await aQueue(office);
    expect(office.asked.length).to.equal(1);
    for (let turn = 0; turn < 60 && office.asked.length < 3; turn++) {
      grid(queue).scrollTop = grid(queue).scrollHeight;
      await pause(20);
    }
    expect(office.asked.map(({ cursor }) => cursor)).to.deep.equal([undefined, '100', '200']);
    await until(() => grid(queue).getAttribute('aria-rowcount') === '251', 'all are known');
  });

  it('is moved through with the arrow keys, Home, End and the page keys', async () => {
    const queue = await aQueue(aBackOffice(Array.from({ length: 90 }, (_, index) => aRequest(index))));
    rows(queue)[0]?.focus();
    const goes = async (key: string, to: string): Promise<void> => {
      press(key);
      await until(() => focusedRow() === to, `${key} leads to ${to}, not ${focusedRow()}`);
      const box = grid(queue).getBoundingClientRect();
      const { top, bottom } = (rowOf(queue, to) as HTMLElement).getBoundingClientRect();
      expect(
        top >= box.top - 1 && bottom <= box.bottom + 1,
        `${to} is seen: ${[top, bottom, box.top, box.bottom, grid(queue).scrollTop]}`,
      ).to.equal(true);
    };
    await goes('ArrowDown', 'c1');
    await goes('ArrowDown', 'c2');
    await goes('ArrowUp', 'c1');
    await goes('End', 'c89');
    await goes('Home', 'c0');
    press('PageDown');
    await until(() => Number(focusedRow()?.slice(1)) > 3, 'a page is passed');
    await goes('Home', 'c0');
    await goes('ArrowUp', 'c0');
  });

  it('selects with Space, extends with Shift, and takes all that are loaded', async () => {
    const queue = await aQueue(aBackOffice(Array.from({ length: 9 }, (_, index) => aRequest(index))));
    rows(queue)[1]?.focus();
    press(' ');
    await queue.updateComplete;
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    await queue.updateComplete;
    expect(selected(queue)).to.deep.equal(['c1', 'c2', 'c3']);
    press('ArrowUp', { shiftKey: true });
    await queue.updateComplete;
    expect(selected(queue)).to.deep.equal(['c1', 'c2']);
    press('a', { ctrlKey: true });
    await queue.updateComplete;
    expect(selected(queue).length).to.equal(9);
    expect(said(part(queue, 'selection'))).to.contain('Selected: 9');
  });

  it('keeps focus and selection by id, whatever the order and the answer', async () => {
    const office = aBackOffice(
      Array.from({ length: 9 }, (_, index) => aRequest(index, {}, { total: usd(900 - index) })),
    );
    const queue = await aQueue(office);
    rows(queue)[2]?.focus();
    press(' ');
    await queue.updateComplete;
    const sort = part<HTMLSelectElement>(queue, 'sort') as HTMLSelectElement;
    sort.value = 'amount';
    sort.dispatchEvent(new Event('change'));
    await until(() => rows(queue)[0]?.dataset.id === 'c8', 'it is in another order');
    expect(focusedRow()).to.equal('c2');
    expect(selected(queue)).to.deep.equal(['c2']);
    office.rows.delete('c2');
    await queue.refresh();
    await until(() => focusedRow() === 'c1', 'the neighbour has the focus');
  });

  it('asks once for what is typed, when the person pauses', async () => {
    const office = aBackOffice(Array.from({ length: 30 }, (_, index) => aRequest(index)));
    const queue = await aQueue(office);
    const search = part<HTMLInputElement>(queue, 'search') as HTMLInputElement;
    for (const text of ['B', 'Bu', 'Buyer', 'Buyer 1', 'Buyer 17']) {
      search.value = text;
      search.dispatchEvent(new InputEvent('input'));
      await pause(10);
    }
    await until(() => rows(queue).length === 1, 'it was found');
    expect(office.asked.map(({ q }) => q)).to.deep.equal([undefined, 'Buyer 17']);
    search.value = 'nothing of the kind';
    search.dispatchEvent(new InputEvent('input'));
    await until(() => part(queue, 'empty', 'no-match'), 'nothing matches');
  });

  it('asks for one state where it is chosen, and says how many there are of each', async () => {
    const items = [aRequest(0), aRequest(1), aRequest(2, { state: 'declined' })];
    const office = aBackOffice(items);
    const queue = await aQueue(office);
    expect(office.asked[0]?.state).to.equal('open');
    const declined = [...queue.shadowRoot!.querySelectorAll('button')].find((one) => said(one) === 'Declined 1');
    declined?.click();
    await until(() => rows(queue).length === 1, 'one is declined');
    expect(office.asked.at(-1)?.state).to.equal('declined');
    expect(declined?.getAttribute('aria-pressed')).to.equal('true');
  });

  for (const [code, what] of [
    ['unavailable', 'offline'],
    ['sign-in-required', 'signed-out'],
  ] as const) {
    it(`says ${what}, and tries again on request`, async () => {
      const office = aBackOffice([aRequest(0)]);
      office.fail(code);
      const queue = await aQueue(office);
      expect(part(queue, 'empty', what) !== null).to.equal(true);
      office.fail(null);
      part(queue, 'retry')?.click();
      await until(() => rows(queue).length === 1, 'it is there');
      (await import('../../support/elements/page.ts')).consoleLines();
    });
  }

  it('tells of new requests without moving a row, and of what changed elsewhere in its place', async () => {
    const office = aBackOffice(Array.from({ length: 5 }, (_, index) => aRequest(index)));
    const queue = await aQueue(office);
    await pause(50);
    rows(queue)[3]?.focus();
    office.add(
      aRequest(77, {
        requestedAt: new Date(Date.parse('2026-03-10T12:00:05Z')).toISOString(),
        respondBy: ago(hours(1)),
      }),
    );
    office.act('c1', 'decline');
    office.tell('o77', 'o1');
    await until(() => said(part(queue, 'news')) === '1 new request. Show', 'it is told');
    expect(rows(queue).map(({ dataset }) => dataset.id)).to.deep.equal(['c0', 'c1', 'c2', 'c3', 'c4']);
    expect(cell(rowOf(queue, 'c1'), 'request')).to.equal('Request declined Changed meanwhile');
    expect(focusedRow()).to.equal('c3');
    part(queue, 'news')?.click();
    await until(() => rowOf(queue, 'c77'), 'the new one is shown');
  });
});
