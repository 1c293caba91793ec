import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Cancellation, CancelPolicy, Order } from 'order-cancel-elements';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { ago, anOrder, hours, seconds } from './orders.ts';
import { choose, consoleLine, hasten, openDialog, part, said, until } from './page.ts';
import { answerWith, aShop, gate, loseRequest, type Shop } from './shop.ts';

/** A dialog in one of its states. */
export interface DialogScene {
  policy: CancelPolicy;
  order: Order;
  actor?: 'buyer' | 'seller';
  cancellations?: Cancellation[];
  /** Brings the dialog into the state, once it is open. */
  act?(dialog: HTMLDialogElement, shop: Shop): Promise<void>;
}

const confirm = (dialog: Element): void => part(dialog, 'confirm')?.click();
const withRecent = (order: Order): Order => ({ ...order, buyer: { ...order.buyer, recentCancellations: 5 } });
const fee = { method: 'original', fee: { basisPoints: 1000 } };

export const dialogScenes: Record<string, () => DialogScene> = {
  'PM cancel, with a warning': () => ({ policy: poshmark, order: withRecent(anOrder()) }),
  'PM request': () => ({ policy: poshmark, order: anOrder({ placedAt: ago(hours(4)) }) }),
  'PM last minute': () => ({ policy: poshmark, order: anOrder({ placedAt: ago(hours(3) - seconds(40)) }) }),
  'PM seller': () => ({ policy: poshmark, order: anOrder(), actor: 'seller' }),
  'B2B pending, with a fee': () => ({ policy: { ...b2bSupplier, refund: fee }, order: anOrder({ status: 'PENDING' }) }),
  'B2B confirmed': () => ({ policy: b2bSupplier, order: anOrder({ status: 'CONFIRMED' }) }),
  'B2B processing, held': () => ({
    policy: b2bSupplier,
    order: anOrder({ status: 'PROCESSING' }),
    act: async (dialog) => {
      await until(() => part(dialog, 'message'), 'the message can be written');
      confirm(dialog);
    },
  }),
  'BL buyer, with what is missing': () => ({
    policy: bricklink,
    order: anOrder({ status: 'PAID' }),
    act: async (dialog) => {
      confirm(dialog);
      await until(() => part(dialog, 'reason')?.getAttribute('aria-invalid') === 'true', 'the reason is asked for');
    },
  }),
  'BL seller, with an invalid reason': () => ({
    policy: bricklink,
    order: anOrder({ status: 'PAID' }),
    actor: 'seller',
    act: async (dialog) => choose(part<HTMLSelectElement>(dialog, 'reason'), 'no-longer-sells'),
  }),
  'SB seller, with methods': () => ({ policy: shopBuilder, order: anOrder({ status: 'PREPARING' }), actor: 'seller' }),
  'SB buyer': () => ({ policy: shopBuilder, order: anOrder({ status: 'ON_HOLD' }) }),
  'being sent': () => ({
    policy: poshmark,
    order: anOrder(),
    act: async (dialog, shop) => {
      shop.meddle('POST', gate().hold);
      confirm(dialog);
      await until(() => said(part(dialog, 'status')), 'it is being sent');
    },
  }),
  refused: () => ({
    policy: poshmark,
    order: anOrder(),
    act: async (dialog, shop) => {
      const headers = { 'Content-Type': 'application/problem+json' };
      shop.meddle('POST', answerWith('{"code":"rate-limited-x"}', { status: 422, headers }));
      confirm(dialog);
      await until(() => part(dialog, 'problem'), 'it is refused');
    },
  }),
  'changed to a denial': () => ({
    policy: poshmark,
    order: anOrder(),
    act: async (dialog, shop) => {
      shop.shop.ship(shop.shop.orders()[0]?.id ?? '', shop.now());
      confirm(dialog);
      await until(() => part(dialog, 'problem'), 'it has changed');
    },
  }),
  'outcome unknown': () => ({
    policy: poshmark,
    order: anOrder(),
    act: async (dialog, shop) => {
      hasten(50);
      shop.meddle('POST', ...Array.from({ length: 4 }, () => loseRequest));
      confirm(dialog);
      await until(() => part(dialog, 'problem'), 'it is refused');
      expect(await consoleLine()).to.contain('no answer came');
    },
  }),
  done: () => ({
    policy: poshmark,
    order: anOrder(),
    act: async (dialog) => {
      confirm(dialog);
      await until(() => part(dialog, 'done'), 'it is done');
    },
  }),
};

/** A button on the page with its dialog open, in the state of a scene. */
export const openedScene = async (scene: DialogScene) => {
  const { policy, order, actor = 'buyer', cancellations = [], act } = scene;
  const shop = aShop({ policies: [policy], orders: [order], cancellations, actor });
  const button = await fixture(
    html`<order-cancel-button order-id=${order.id} actor=${actor} .backend=${shop.backend}></order-cancel-button>`,
  );
  const dialog = await openDialog(button);
  await until(() => part(dialog, 'next'), 'the policy was read');
  await act?.(dialog, shop);
  return { button, dialog };
};
