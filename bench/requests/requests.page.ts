// A page of a shop that names orders and leaves reading them to the elements.
import '../../src/define.ts';

declare global {
  interface Window {
    /** Shows a button and a badge for each of that many orders; resolves when all buttons are there. */
    showOrders(howMany: number): Promise<number>;
  }
}

window.showOrders = async (howMany) => {
  const provider = document.createElement('order-cancel-provider');
  provider.setAttribute('backend', '/api');
  for (let index = 0; index < howMany; index++) {
    for (const tag of ['order-cancel-button', 'cancel-status-badge']) {
      const element = document.createElement(tag);
      element.setAttribute('order-id', `order-${index}`);
      provider.append(element);
    }
  }
  document.querySelector('main')?.append(provider);
  const shown = (): number =>
    [...provider.children].filter(({ shadowRoot }) => shadowRoot?.querySelector('button, [part~="badge"]')).length;
  for (let attempt = 0; attempt < 200 && shown() < provider.childElementCount; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return shown();
};
