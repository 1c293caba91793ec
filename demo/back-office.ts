import { type ShopName, shopNames } from 'order-cancel-elements/mocks';

/** Whose back office it is: `?system=` names the shop. */
const shops: Readonly<Record<ShopName, { shop: string; name: string }>> = {
  'shop-builder': { shop: 'kawabe', name: 'Kawabe Crafts' },
  bricklink: { shop: 'studyard', name: 'Studyard' },
  poshmark: { shop: 'second-row', name: 'Second Row' },
  'b2b-supplier': { shop: 'nordhafen', name: 'Nordhafen Supply' },
  parts: { shop: 'lampwerk', name: 'Lampwerk' },
  eu: { shop: 'tonhof', name: 'Tonhof' },
};

const asked = new URLSearchParams(location.search).get('system');
const preset = shopNames.find((name) => name === asked) ?? 'shop-builder';
const { shop, name } = shops[preset];
Object.assign(document.body.dataset, { preset, shop });
document
  .querySelector('order-cancel-provider')
  ?.setAttribute('backend', `/api/${preset}/as/${preset === 'eu' ? 'staff' : 'seller'}`);
for (const place of document.querySelectorAll<HTMLElement>('[data-office]')) {
  if (place.dataset.office === 'name') place.textContent = name;
  else if (place instanceof HTMLAnchorElement) place.href = `./${preset}.html`;
}
for (const mark of document.querySelectorAll<SVGElement>('[data-brand]')) {
  if (mark.dataset.brand !== preset) mark.remove();
}
for (const link of document.querySelectorAll<HTMLElement>('[data-system]')) {
  if (link.dataset.system === preset) link.setAttribute('aria-current', 'page');
}

await import('./page.ts');
