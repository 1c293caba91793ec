import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { ago, anOrder, hours, minutes } from '../support/elements/orders.ts';
import { keepConsole, part, parts, pause, replace, said, until } from '../support/elements/page.ts';
import { aShop } from '../support/elements/shop.ts';

describe('many elements on one page', () => {
  keepConsole();

  /** The timers that are set and have not run. */
  const watchTimers = () => {
    const pending = new Map<unknown, number>();
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    replace(globalThis, 'setTimeout', ((handler: () => void, delay?: number, ...more: unknown[]) => {
      const id = set(
        () => {
          pending.delete(id);
          handler();
        },
        delay,
        ...more,
      );
      pending.set(id, delay ?? 0);
      return id;
    }) as typeof setTimeout);
    replace(globalThis, 'clearTimeout', ((id?: number) => {
      pending.delete(id);
      clear(id);
    }) as typeof clearTimeout);
    return pending;
  };

  /** What was added to an event target and not taken away. */
  const watchListeners = (target: EventTarget) => {
    const added = new Set<string>();
    const { addEventListener: add, removeEventListener: remove } = target;
    const names = new Map<unknown, number>();
    const key = (type: string, listener: unknown): string => {
      if (!names.has(listener)) names.set(listener, names.size);
      return `${type} ${names.get(listener)}`;
    };
    replace(target, 'addEventListener', ((type: string, listener: EventListener, ...more: []) => {
      added.add(key(type, listener));
      add.call(target, type, listener, ...more);
    }) as typeof target.addEventListener);
    replace(target, 'removeEventListener', ((type: string, listener: EventListener, ...more: []) => {
      added.delete(key(type, listener));
      remove.call(target, type, listener, ...more);
    }) as typeof target.removeEventListener);
    return added;
  };

  it('500 orders on 1,000 elements are read in five requests, none twice, and their policy once', async () => {
    const orders = Array.from({ length: 500 }, () => anOrder());
    const shop = aShop({ policies: [poshmark], orders });
    const page = await fixture(html`<order-cancel-provider .backend=${shop.backend}>
      ${orders.map(({ id }) => html`<order-cancel-button order-id=${id}></order-cancel-button><cancel-status-badge order-id=${id}></cancel-status-badge>`)}
    </order-cancel-provider>`);
    await until(() => parts(page, 'button').length === 500, 'all are shown');
    await pause(50);
    const reads = shop.sent.filter(({ path }) => path.startsWith('orders?'));
    const ids = reads.flatMap(({ path }) => new URLSearchParams(path.split('?')[1]).getAll('id'));
    expect(reads.length).to.equal(5);
    expect(ids.length).to.equal(500);
    expect(new Set(ids).size).to.equal(500);
    expect(shop.sent.length - reads.length).to.equal(1);
  });

  it('elements that come one after the other share a request as far as they come at once', async () => {
    const orders = Array.from({ length: 3 }, () => anOrder());
    const shop = aShop({ policies: [poshmark], orders });
    const page = await fixture(html`<order-cancel-provider .backend=${shop.backend}></order-cancel-provider>`);
    for (const { id } of orders) {
      const button = document.createElement('order-cancel-button');
      button.orderId = id;
      page.append(button);
      await Promise.resolve();
    }
    await until(() => parts(page, 'button').length === 3, 'all are shown');
    expect(shop.sent.filter(({ path }) => path.startsWith('orders?')).length).to.equal(1);
  });

  it('1,000 countdowns run by one timer, none in a hidden tab, and all are right when it is shown again', async () => {
    const warm = await fixture(
      html`<order-cancel-button .order=${anOrder({ placedAt: ago(0, Date.now()) })} .policy=${poshmark}></order-cancel-button>`,
    );
    await until(() => part(warm, 'hint'), 'what the hint needs is loaded');
    await pause(100);
    warm.remove();
    await pause(100);
    const timers = watchTimers();
    const now = Date.now();
    const page = await fixture(html`<order-cancel-provider .policy=${poshmark}>
      ${Array.from({ length: 1000 }, (_, index) => {
        const order = anOrder({ placedAt: ago(hours(3) - minutes(10) - index * 977, now) });
        return html`<order-cancel-button .order=${order}></order-cancel-button>`;
      })}
    </order-cancel-provider>`);
    await until(() => parts(page, 'hint').length === 1000, 'all are counting');
    expect(timers.size).to.equal(1);

    const show = (shown: boolean): void => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: !shown });
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: shown ? 'visible' : 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    show(false);
    expect(timers.size).to.equal(0);
    replace(Date, 'now', () => now + hours(1));
    await pause(50);
    expect(parts(page, 'button', 'cancel').length).to.equal(1000);
    show(true);
    await until(() => parts(page, 'button', 'request').length === 1000, 'all have changed');
    Reflect.deleteProperty(document, 'hidden');
    Reflect.deleteProperty(document, 'visibilityState');
    page.remove();
    await pause();
    expect(timers.size).to.equal(0);
  });

  it('leaves nothing behind when the elements are gone: no timer, listener, observer, channel or subscription', async () => {
    let observing = 0;
    const { observe, disconnect } = MutationObserver.prototype;
    replace(MutationObserver.prototype, 'observe', function (this: MutationObserver, ...given) {
      observing++;
      observe.apply(this, given);
    });
    replace(MutationObserver.prototype, 'disconnect', function (this: MutationObserver) {
      observing--;
      disconnect.call(this);
    });
    let channels = 0;
    const { BroadcastChannel: Channel } = globalThis;
    replace(
      globalThis,
      'BroadcastChannel',
      class extends Channel {
        constructor(name: string) {
          super(name);
          channels++;
        }
        override close(): void {
          channels--;
          super.close();
        }
      },
    );
    const orders = Array.from({ length: 20 }, () => anOrder());
    const shop = aShop({ policies: [poshmark], orders });
    let subscribed = 0;
    const backend = {
      ...shop.backend,
      subscribe: () => {
        subscribed++;
        return () => void subscribed--;
      },
    };
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const mount = () => {
      host.innerHTML = orders
        .map(
          ({ id }) =>
            `<order-cancel-button order-id="${id}"></order-cancel-button><cancel-status-badge order-id="${id}"></cancel-status-badge>`,
        )
        .join('');
      for (const element of host.children) Object.assign(element, { backend });
    };
    // The scheduler listens for as long as the page lives, from its first timer on.
    mount();
    await until(() => parts(host, 'hint').length === 20, 'all are counting');
    await until(() => subscribed === 1 && channels === 1, 'the page is kept in step');
    host.innerHTML = '';
    await until(() => subscribed === 0, 'the subscription ended');

    const timers = watchTimers();
    const listeners = [document, window].map(watchListeners);
    for (let round = 0; round < 5; round++) {
      mount();
      await until(() => parts(host, 'hint').length === 20 && subscribed === 1, 'all are counting');
      host.innerHTML = '';
      await until(() => subscribed === 0, 'the subscription ended');
    }
    // Gone before anything was read.
    mount();
    await pause();
    host.innerHTML = '';
    await pause(100);
    const kept = listeners.flatMap((added) => [...added]);
    expect({ timers: timers.size, kept, observing, channels, subscribed }).to.deep.equal({
      timers: 0,
      kept: [],
      observing: 0,
      channels: 0,
      subscribed: 0,
    });
  });

  it('an element that is taken out and put back shows the order again', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const host = await fixture(
      html`<div><order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button></div>`,
    );
    const button = host.firstElementChild as Element;
    await until(() => part(button, 'button'), 'it is shown');
    button.remove();
    shop.pass(hours(3));
    await pause(20);
    host.append(button);
    await until(() => said(part(button, 'button')) === 'Request cancellation', 'it is read anew');
  });
});
