import { expect } from '@open-wc/testing';
import type { OrderCancelButton, OrderCancelProvider, OrderCancelRequestEvent, OrderView } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { createRef } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { anOrder } from '../support/elements/orders.ts';
import { heard, keepConsole, openDialog, part, pause, said, until } from '../support/elements/page.ts';
import { aShop } from '../support/elements/shop.ts';
import { accountPage, rendered } from './account-page.ts';

describe('the elements as components of React', () => {
  keepConsole();
  let root: Root | undefined;
  let place: HTMLElement;
  beforeEach(() => {
    place = document.body.appendChild(document.createElement('div'));
  });
  afterEach(() => {
    root?.unmount();
    place.remove();
  });

  const aPage = () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const requests: OrderCancelRequestEvent[] = [];
    const page = (onRequest?: (event: OrderCancelRequestEvent) => void) =>
      accountPage({
        order,
        backend: shop.backend,
        policy: poshmark,
        onRequest: (event) => {
          requests.push(event);
          onRequest?.(event);
        },
      });
    return { order, shop, requests, page };
  };

  /** Confirms, and waits until the page was asked. */
  const confirm = async (requests: unknown[]) => {
    const button = place.querySelector('order-cancel-button') as OrderCancelButton;
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'confirm')?.getAttribute('aria-disabled') === 'false', 'it can be confirmed');
    const before = requests.length;
    part(dialog, 'confirm')?.click();
    await until(() => requests.length > before, 'the page was asked');
  };

  it('show what the page has put inside, and cancel nothing, until React has taken the page over', async () => {
    const { shop } = aPage();
    place.innerHTML = rendered;
    const button = place.querySelector('order-cancel-button') as OrderCancelButton;
    await button.updateComplete;
    expect(said(button)).to.equal('Contact us');
    expect(part(button, 'button')).to.equal(null);
    expect(shop.sent.length).to.equal(0);
  });

  it('have their objects and handlers after hydration: a page that prevents the request cancels nothing', async () => {
    const { order, page, shop, requests } = aPage();
    const settled = heard('order-cancel-settled');
    place.innerHTML = rendered;
    const [provider, button] = place.querySelectorAll('order-cancel-provider, order-cancel-button') as unknown as [
      OrderCancelProvider,
      OrderCancelButton,
    ];
    root = hydrateRoot(
      place,
      page((event) => event.preventDefault()),
    );
    await confirm(requests);
    await pause(50);
    expect(place.querySelector('order-cancel-button') === button, 'it is the server’s own element').to.equal(true);
    expect([provider.backend === shop.backend, provider.policy === poshmark, button.order === order].join()).to.equal(
      'true,true,true',
    );
    expect([shop.posted().length, settled.length, requests[0]?.orderId].join()).to.equal(`0,0,${order.id}`);
  });

  it('cancel where the page lets them', async () => {
    const { page, shop, requests } = aPage();
    place.innerHTML = rendered;
    root = hydrateRoot(place, page());
    await confirm(requests);
    await until(() => said(place.querySelector('cancel-status-badge')) === 'Cancelled', 'the badge says so');
    expect(shop.posted().length).to.equal(1);
  });

  it('show the view and policy that a page gives them, and follow the handler that it gives last', async () => {
    const { order, page, shop, requests } = aPage();
    const { views } = await shop.backend.loadOrders([order.id], {});
    const view = views[0] as OrderView;
    const button = createRef<OrderCancelButton>();
    root = createRoot(place);
    const onRequest = () => expect.fail('the handler of before');
    root.render(accountPage({ order, policy: poshmark, view, button, onRequest }));
    await until(() => button.current && part(button.current, 'button'), 'there is a button');
    expect(button.current?.view === view).to.equal(true);
    root.render(page((event) => event.preventDefault()));
    await until(() => button.current?.view === undefined, 'the page is rendered again');
    await confirm(requests);
    await pause(50);
    expect(shop.posted().length).to.equal(0);
  });
});
