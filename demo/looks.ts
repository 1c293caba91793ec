import './page.ts';
import dense from 'order-cancel-elements/looks/dense.css?raw';
import plain from 'order-cancel-elements/looks/plain.css?raw';
import soft from 'order-cancel-elements/looks/soft.css?raw';

const looks: Readonly<Record<string, string>> = { '': '', plain, dense, soft };

/** What a page may set, with the colour that it has where the page sets none; a length has none of its own. */
const tokens: Readonly<Record<string, string | null>> = {
  '--oc-danger': '#d3302f',
  '--oc-pending': '#b26a00',
  '--oc-success': '#2e7d32',
  '--oc-accent': '#2563c9',
  '--oc-neutral': '#5f6b7a',
  '--oc-surface': 'Canvas',
  '--oc-text': 'CanvasText',
  '--oc-border': 'color-mix(in oklab, currentColor 28%, Canvas)',
  '--oc-focus': 'currentColor',
  '--oc-radius': null,
  '--oc-badge-radius': null,
  '--oc-spacing': null,
};

const find = <T extends Element>(selector: string): T => document.querySelector(selector) as T;
const form = find<HTMLFormElement>('form.looks');
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

find('[data-tokens]').append(
  ...Object.entries(tokens).map(([name, colour]) => {
    const label = document.createElement('label');
    const input = document.createElement('input');
    Object.assign(input, colour ? { type: 'color' } : { type: 'range', min: 0, max: 24, step: 1, value: 8 });
    input.name = name;
    label.append(input, ` ${name.slice('--oc-'.length)}`);
    return label;
  }),
);

const probe = document.createElement('span');
document.body.append(probe);
const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** A colour as its field takes it. */
function hexOf(colour: string): string {
  if (!pixel) return '#000000';
  probe.style.color = colour;
  pixel.fillStyle = getComputedStyle(probe).color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => (part ?? 0).toString(16).padStart(2, '0')).join('')}`;
}

/** Those that were touched. */
const set = new Map<string, string>();
const look = (): string => String(new FormData(form).get('look') ?? '');

function show(): void {
  const own = [...set].map(([name, value]) => `  ${name}: ${value};`);
  const all = [looks[look()]?.trim() ?? '', ...(own.length > 0 ? [`:root {\n${own.join('\n')}\n}`] : [])].filter(
    Boolean,
  );
  sheet.replaceSync(all.join('\n'));
  find('[data-sheet]').textContent =
    all.join('\n') || '/* Nothing: the elements take font and colours from the page. */';
  find('[data-told]').textContent = '';
  // What the look itself says stands in the fields that nobody has touched.
  for (const [name, colour] of Object.entries(tokens)) {
    const input = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (input && colour && !set.has(name)) input.value = hexOf(`var(${name}, ${colour})`);
  }
}

form.addEventListener('input', ({ target }) => {
  const { name, type, value } = target as HTMLInputElement;
  if (name !== 'look') set.set(name, type === 'range' ? `${value}px` : value);
  show();
});
form.addEventListener('reset', (event) => {
  event.preventDefault();
  set.clear();
  show();
});
find('[data-copy]').addEventListener('click', async () => {
  const told = find('[data-told]');
  try {
    await navigator.clipboard.writeText(find('[data-sheet]').textContent ?? '');
    told.textContent = 'Copied.';
  } catch {
    getSelection()?.selectAllChildren(find('[data-sheet]'));
    told.textContent = 'Selected: copy it with the keyboard.';
  }
});
const asked = new URLSearchParams(location.search).get('look') ?? '';
const choice = form.querySelector<HTMLInputElement>(`input[name="look"][value="${CSS.escape(asked)}"]`);
if (choice) choice.checked = true;
show();
