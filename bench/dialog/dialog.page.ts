// The dialog over an order of many lines, each to be chosen, with the whole list unfolded.
import type { LitElement } from 'lit';
import '../../src/elements/order-cancel-button/define.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Order } from '../../src/domain/records.ts';
import type { OrderCancelButton } from '../../src/elements/order-cancel-button/order-cancel-button.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { sampleOrder, sampleView } from '../support/samples.ts';

export interface Typed {
  /** From each key to the frame that shows it, script, style and layout, ms. */
  keys: number[];
  /** The same of a box that is checked or cleared. */
  boxes: number[];
  /** Lines in the document. */
  lines: number;
}

declare global {
  interface Window {
    /** Opens the dialog over so many lines and types so many letters into the comment. */
    typeInDialog(lines: number, letters: number): Promise<Typed>;
  }
}

const policy: CancelPolicy = {
  ...poshmark,
  refund: { method: 'original', fee: { of: 'goods', basisPoints: 500 }, adjustable: true },
  lifecycle: { cancelled: 'CANCELLED', completes: 'when-refunded', scope: 'lines', notifies: [] },
};

function orderOf(count: number): Order {
  const order = sampleOrder('many', 1);
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  // No two alike: thousandths of units, discounts and prices of their own.
  const lines = Array.from({ length: count }, (_, at) => ({
    ...{
      id: `l${at}`,
      sku: `sku-${at}`,
      title: `Thing number ${at}`,
      quantity: 1 + (at % 7),
      unitPrice: usd(101 + at),
    },
    ...(at % 3 === 0 && { discount: usd(at % 50) }),
  }));
  const total = lines.reduce(
    (sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice.amount - (discount?.amount ?? 0),
    799,
  );
  return { ...order, lines, total: usd(total), payment: { method: 'card', paid: usd(total), refunded: usd(0) } };
}

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

async function until<T>(what: string, there: () => T | null | undefined | false): Promise<T> {
  const began = performance.now();
  while (performance.now() - began < 20_000) {
    const found = there();
    if (found) return found;
    await nextFrame();
  }
  throw new Error(`waited in vain until ${what}`);
}

window.typeInDialog = async (count, letters) => {
  const button = document.createElement('order-cancel-button') as OrderCancelButton;
  button.actor = 'seller';
  button.view = sampleView(orderOf(count));
  button.policy = policy;
  document.querySelector('main')?.append(button);
  const opener = await until('there is a button', () => button.shadowRoot?.querySelector<HTMLElement>('button'));
  opener.click();
  const dialog = await until('its dialog is there', () =>
    button.shadowRoot?.querySelector<LitElement>('order-cancel-dialog'),
  );
  const inDialog = <T extends Element>(selector: string) => dialog.shadowRoot?.querySelector<T>(selector);
  (await until('lines are folded', () => inDialog<HTMLDetailsElement>('[part="lines"] [part="more-items"]'))).open =
    true;
  const boxes = () => [...(dialog.shadowRoot?.querySelectorAll<HTMLInputElement>('[part="line"]') ?? [])];
  await until('all lines are there', () => boxes().length === count);
  const field = await until('there is a comment', () => inDialog<HTMLTextAreaElement>('#comment'));
  /** What is done, rendered, laid out. */
  const timed = async (act: () => void): Promise<number> => {
    await nextFrame();
    const began = performance.now();
    act();
    await dialog.updateComplete;
    dialog.getBoundingClientRect();
    void (dialog.shadowRoot?.querySelector('dialog')?.scrollHeight ?? 0);
    return performance.now() - began;
  };
  const keys: number[] = [];
  for (let at = 0; at < letters; at++) {
    keys.push(
      await timed(() => {
        field.value += 'abcdefghij '[at % 11];
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }),
    );
  }
  const checked: number[] = [];
  for (let at = 0; at < letters; at++) checked.push(await timed(() => boxes()[(at * 37) % count]?.click()));
  button.remove();
  return { keys, boxes: checked, lines: count };
};
