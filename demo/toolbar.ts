import { type ShopName, shopNames } from 'order-cancel-elements/mocks';
import type { mocks as Mocks } from './mock-boot.ts';
import { languages, preferences, themes } from './preferences.ts';
import { styles } from './toolbar-styles.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Stops of the slider: how far the server's clock can be put ahead, ms. */
const stops: readonly (readonly [label: string, ahead: number])[] = [
  ['now', 0],
  ['+30 min', 30 * minute],
  ['+1 h', hour],
  ['+2 h', 2 * hour],
  ['+3 h', 3 * hour],
  ['+6 h', 6 * hour],
  ['+12 h', 12 * hour],
  ['+1 day', day],
  ...[2, 3, 4, 5, 6, 7, 8].map((count) => [`+${count} days`, count * day] as const),
];

/** Has every element of the page read its order again. */
export async function refreshElements(): Promise<void> {
  const elements = document.querySelectorAll<HTMLElement & { refresh?: () => Promise<void> }>(
    'order-cancel-button, cancel-status-badge, order-cancel-lookup, seller-cancel-queue',
  );
  await Promise.all([...elements].map((element) => element.refresh?.()));
}

/**
 * Shows the demo's own controls below the page: the server's clock, the language, the colours, what the shop does.
 * `retell` is called when the language has changed.
 */
export function showToolbar(mocks: typeof Mocks, retell: () => void): void {
  const { preset, order } = document.body.dataset;
  const shop = shopNames.find((name) => name === preset);
  // Other tabs look again at the same time. (What is cancelled shows there without this: the elements see to it.)
  const channel = new BroadcastChannel('order-cancel-elements:demo');

  const clock = make('output', { className: 'clock', htmlFor: 'ahead' });
  const told = make('p', { className: 'told', role: 'status' });
  const slider = make('input', {
    type: 'range',
    id: 'ahead',
    min: '0',
    max: String(stops.length - 1),
    step: '1',
    ariaLabel: 'Server’s clock',
  });

  /** Acts not yet done. Until the last one is, the slider stands where the visitor has put it. */
  let underWay = 0;
  const show = (): void => {
    if (underWay === 0) {
      const { offset } = mocks.clock;
      const stop = stops.findLastIndex(([, ahead]) => ahead <= offset);
      slider.value = String(Math.max(0, stop));
      slider.ariaValueText = aheadOf(offset);
    }
    showTime();
  };
  const showTime = (): void => {
    const time = new Intl.DateTimeFormat('en', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeStyle: undefined,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    clock.value = `${time.format(mocks.clock.now())} · ${aheadOf(mocks.clock.offset)}`;
  };
  const act = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    underWay += 1;
    try {
      await work();
      told.textContent = done;
      channel.postMessage(null);
      await refreshElements();
    } catch (error) {
      told.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      underWay -= 1;
    }
    show();
  };

  slider.addEventListener('input', () => {
    slider.ariaValueText = aheadOf(stopOf(slider)[1]);
  });
  slider.addEventListener('change', () => {
    const [label, ahead] = stopOf(slider);
    act(() => mocks.clock.set(ahead), `The server’s clock: ${label}.`);
  });
  const later = button('+1 min', () => act(() => mocks.clock.advance(minute), 'The server’s clock: a minute later.'));
  const back = button('Back to now', () => act(() => mocks.clock.set(0), 'The server’s clock: now.'));
  const reset = button('Start over', () => act(() => mocks.reset(), 'All orders are as in the beginning.'));
  const ship = button('Ship this order', () =>
    act(() => mocks.ship(shop as ShopName, order as string), 'The order was shipped.'),
  );

  const language = choice('Language', Object.entries(languages), preferences.language);
  language.select.addEventListener('change', () => {
    preferences.set('lang', language.select.value);
    retell();
  });
  const theme = choice('Colours', Object.entries(themes), preferences.theme);
  theme.select.addEventListener('change', () => preferences.set('theme', theme.select.value));

  const controls = make('div', { className: 'controls' }, [
    make('div', { className: 'time' }, [make('label', { htmlFor: 'ahead', textContent: 'Server’s clock' }), slider]),
    make('div', { className: 'group' }, [later, back, ...(shop && order ? [ship] : []), reset]),
    make('div', { className: 'group' }, [language.label, theme.label]),
    make('a', { href: './index.html', textContent: 'All pages' }),
  ]);
  const details = make('details', { open: matchMedia('(min-width: 60rem)').matches }, [
    make('summary', {}, [make('span', { textContent: 'Demo controls' }), clock]),
    controls,
    told,
  ]);

  const toolbar = make('aside', { ariaLabel: 'Demo controls', lang: 'en', dir: 'ltr', id: 'demo-toolbar' });
  const root = toolbar.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styles];
  root.append(details);
  document.body.append(toolbar);

  show();
  setInterval(() => {
    if (!document.hidden) showTime();
  }, 1000);
  channel.addEventListener('message', () => {
    refreshElements();
    show();
  });
}

const stopOf = (slider: HTMLInputElement) => stops[slider.valueAsNumber] ?? (['now', 0] as const);

/** `now`, `+2 days`, `+3 h 1 min`. */
function aheadOf(offset: number): string {
  const known = stops.find(([, ahead]) => ahead === offset);
  if (known) return known[0];
  const parts = [
    [Math.floor(offset / day), 'd'],
    [Math.floor((offset % day) / hour), 'h'],
    [Math.floor((offset % hour) / minute), 'min'],
  ] as const;
  return `+${parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ') || '0 min'}`;
}

function button(text: string, action: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button', textContent: text });
  made.addEventListener('click', action);
  return made;
}

function choice(text: string, options: [value: string, name: string][], chosen: string) {
  const select = make(
    'select',
    {},
    options.map(([value, name]) => make('option', { value, textContent: name, selected: value === chosen })),
  );
  return { select, label: make('label', {}, [text, select]) };
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Omit<Partial<HTMLElementTagNameMap[K]>, 'htmlFor'> & { htmlFor?: string },
  children: (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element as HTMLElementTagNameMap[K];
}
