import './page.ts';
import type { CancelPolicy, CancelPolicyElement } from 'order-cancel-elements';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';

const presets: Record<string, CancelPolicy> = {
  poshmark,
  bricklink,
  'b2b-supplier': b2bSupplier,
  'shop-builder': shopBuilder,
};

const page = document.querySelector('cancel-policy') as CancelPolicyElement;
const preset = document.querySelector('#preset') as HTMLSelectElement;
const role = document.querySelector('#role') as HTMLSelectElement;

const asked = new URLSearchParams(location.search);
for (const [select, name] of [
  [preset, 'preset'],
  [role, 'role'],
] as const) {
  const value = asked.get(name);
  if ([...select.options].some((option) => option.value === value)) select.value = value as string;
}

function show(): void {
  page.policy = presets[preset.value];
  page.actor = role.value as 'buyer' | 'seller';
}
preset.addEventListener('change', show);
role.addEventListener('change', show);
show();
