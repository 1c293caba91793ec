import { type PresetName, presetNames } from 'order-cancel-elements/mocks';

/** Whose back office it is: `?system=` names the preset. */
const shops: Readonly<Record<PresetName, { shop: string; name: string }>> = {
  'shop-builder': { shop: 'kawabe', name: 'Kawabe Crafts' },
  bricklink: { shop: 'studyard', name: 'Studyard' },
  poshmark: { shop: 'second-row', name: 'Second Row' },
  'b2b-supplier': { shop: 'nordhafen', name: 'Nordhafen Supply' },
};

const asked = new URLSearchParams(location.search).get('system');
const preset = presetNames.find((name) => name === asked) ?? 'shop-builder';
const { shop, name } = shops[preset];
Object.assign(document.body.dataset, { preset, shop });
document.querySelector('order-cancel-provider')?.setAttribute('backend', `/api/${preset}/as/seller`);
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
