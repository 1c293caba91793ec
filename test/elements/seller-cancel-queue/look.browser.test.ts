import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { dress, settings } from '../../support/elements/accessibility.ts';
import { aBackOffice, aQueuePolicy, aRequest } from '../../support/elements/back-office.ts';
import { usd } from '../../support/elements/orders.ts';
import { keepConsole, part, said, until } from '../../support/elements/page.ts';
import { aQueue, cell, details, focusedRow, grid, press, rowOf, rows } from '../../support/elements/queue.ts';

/** How many lines the words of an element take. */
function linesOf(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}

/** Where the words of an element begin and end. */
function wordsOf(element: Element): DOMRect {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent?.trim()) continue;
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  }
  throw new Error('there are no words');
}

describe('seller-cancel-queue: the look', () => {
  keepConsole();
  after(() => setViewport({ width: 800, height: 600 }));

  const every = [
    aRequest(0),
    aRequest(1, { requestedBy: 'platform' }),
    aRequest(2, {
      state: 'refunding',
      refund: { due: usd(4500), refunded: usd(1000), method: 'original', status: 'pending' },
    }),
    aRequest(3, { state: 'superseded' }),
  ];

  for (const width of [390, 800, 1280]) {
    for (const opened of [false, true]) {
      it(`a state takes one line at ${width} px${opened ? ', with details' : ''}`, async () => {
        await setViewport({ width, height: 800 });
        const queue = await aQueue(aBackOffice(every), { state: 'all' });
        if (opened) rows(queue)[0]?.click();
        await until(() => Boolean(details(queue)) === opened, 'it is as it is to be');
        for (const id of ['c0', 'c1', 'c2', 'c3']) {
          const state = rowOf(queue, id)?.querySelector('.state') as HTMLElement;
          expect(linesOf(state), said(state)).to.equal(1);
          expect(state.scrollWidth - state.clientWidth, said(state)).to.be.at.most(1);
          // As wide as its words, not as the column.
          expect(state.offsetWidth - wordsOf(state).width, said(state)).to.be.below(32);
        }
      });
    }
  }

  for (const [how, setting] of settings.slice(0, 2)) {
    it(`the head stands over its cells, ${how}`, async () => {
      await setViewport({ width: 1280, height: 800 });
      const undress = dress(setting);
      try {
        const queue = await aQueue(aBackOffice([aRequest(0)]));
        const cells = [...(rows(queue)[0] as Element).children];
        const heads = [...(part(queue, 'head') as Element).children];
        expect(heads.length).to.equal(cells.length);
        heads.forEach((head, at) => {
          if (head.className === 'select') return;
          const pill = cells[at]?.querySelector('.pill')?.getBoundingClientRect();
          const [one, other] = [wordsOf(head), pill ?? wordsOf(cells[at] as Element)];
          const atRight = (head.className === 'amount') === (setting.dir === 'ltr');
          const [from, to] = atRight ? [one.right, other.right] : [one.left, other.left];
          expect(Math.abs(from - to), head.className).to.be.at.most(1);
        });
      } finally {
        undress();
      }
    });
  }

  it('what was asked for stands beside the form, and below it where there is no room', async () => {
    await setViewport({ width: 1280, height: 800 });
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'form'), 'the form is there');
    const boxes = (): [DOMRect, DOMRect] => [
      part(queue, 'form')?.getBoundingClientRect() as DOMRect,
      details(queue)?.querySelector('.said')?.closest('section')?.getBoundingClientRect() as DOMRect,
    ];
    const [form, request] = boxes();
    expect(Math.abs(form.top - request.top)).to.be.at.most(1);
    expect(request.left).to.be.above(form.right);
    await setViewport({ width: 390, height: 800 });
    await until(() => boxes()[1].top > boxes()[0].bottom, 'it is below');
  });

  it('the row whose details are opened stays in sight, though lines become cards', async () => {
    await setViewport({ width: 1280, height: 800 });
    const queue = await aQueue(aBackOffice(Array.from({ length: 300 }, (_, index) => aRequest(index))));
    const isSeen = (id: string): boolean => {
      const [box, row] = [grid(queue).getBoundingClientRect(), rowOf(queue, id)?.getBoundingClientRect()];
      return row !== undefined && row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
    };
    rows(queue)[0]?.focus();
    press('End');
    await until(() => Number(focusedRow()?.slice(1)) >= 99, 'the last row is there');
    const id = focusedRow() as string;
    await until(() => isSeen(id), 'it is seen');
    const { offsetHeight } = rows(queue)[0] as HTMLElement;
    press('Enter');
    await until(() => rows(queue)[0] && (rows(queue)[0] as HTMLElement).offsetHeight > offsetHeight, 'they are cards');
    await until(() => isSeen(id), 'it is seen still');
    part(queue, 'close')?.click();
    await until(() => rows(queue)[0]?.offsetHeight === offsetHeight && isSeen(id), 'it is seen as a line again');
  });

  it('many at once: says what they come to, each currency for itself, of those that are sent', async () => {
    const eur = { amount: 1_234_56, currency: 'EUR' };
    const office = aBackOffice([
      aRequest(0, {}, { total: usd(4500) }),
      aRequest(1, {}, { total: usd(10_050) }),
      aRequest(2, {}, { total: eur }),
      aRequest(3, { state: 'declined' }, { total: usd(999_999) }),
    ]);
    const queue = await aQueue(office, { state: 'all' });
    rows(queue)[0]?.focus();
    press('a', { ctrlKey: true });
    press('a');
    await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
    expect(said(part(queue, 'total'))).to.equal('Total $145.50 + €1,234.56');
    part(queue, 'confirm')?.click();
    await until(() => part(queue, 'close') && cell(rowOf(queue, 'c0'), 'request') === 'Cancelled', 'it is done');
    expect(said(part(queue, 'total'))).to.equal('Total $145.50 + €1,234.56');
  });

  it('forced colours tell the button that sends from the one that leads back', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    for (const [key, one] of [
      ['a', 'primary'],
      ['d', 'danger'],
    ] as const) {
      rows(queue)[0]?.focus();
      press(key);
      await until(
        () => part(queue, 'form')?.classList.contains(key === 'a' ? 'accept' : 'decline'),
        'the form is there',
      );
      expect(forced(part(queue, 'confirm') as Element), one).to.deep.equal(['highlight', 'highlighttext']);
      expect(forced(part(queue, 'back') as Element), 'back').to.deep.equal(['', '']);
    }
    press('Escape');
    await until(() => !details(queue), 'the details are closed');
    rows(queue)[0]?.focus();
    press('a', { ctrlKey: true });
    await queue.updateComplete;
    part(queue, 'selection')?.querySelector('button')?.click();
    await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
    expect(forced(part(queue, 'confirm') as Element)).to.deep.equal(['highlight', 'highlighttext']);
    expect(forced(part(queue, 'keep') as Element)).to.deep.equal(['', '']);
  });

  it('the editor of items looks as everything else does', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)], { ...aQueuePolicy(), consequences: { stock: 'lots' } }));
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'inventory'), 'it can be edited');
    (part<HTMLDetailsElement>(queue, 'inventory') as HTMLDetailsElement).open = true;
    await until(() => part(queue, 'edit'), 'the editor is there');
    const looks = (element: Element | null): string[] => {
      const { borderRadius, minHeight, padding, fontWeight } = getComputedStyle(element as Element);
      return [borderRadius, minHeight, padding, fontWeight];
    };
    expect(looks(part(queue, 'edit'))).to.deep.equal(looks(part(queue, 'confirm')));
    expect(forced(part(queue, 'edit') as Element)).to.deep.equal(['', '']);
  });
});

/** Background and colour that an element is given where colours are forced; empty: those of every button. */
function forced(element: Element): [string, string] {
  const found: [string, string] = ['', ''];
  const { adoptedStyleSheets } = element.getRootNode() as ShadowRoot;
  const rules = adoptedStyleSheets
    .flatMap((sheet) => [...sheet.cssRules])
    .filter(
      (rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText.includes('forced-colors'),
    );
  for (const rule of rules.flatMap(({ cssRules }) => [...cssRules])) {
    if (!(rule instanceof CSSStyleRule) || !element.matches(rule.selectorText)) continue;
    const { backgroundColor, color } = rule.style;
    // What is disabled has colours of its own.
    if (!/highlight/i.test(backgroundColor)) continue;
    found[0] = backgroundColor || found[0];
    found[1] = color || found[1];
  }
  return found;
}
