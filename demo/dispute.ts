import './preferences.ts';
import { lostDispute, type people, playStory, type StoryWorld } from 'order-cancel-elements/mocks';
import { mocks } from './mock-boot.ts';

/** Who looks at the case: `?as=seller`, `?as=platform`; else the buyer. */
const asked = new URLSearchParams(location.search).get('as');
const actor = asked === 'seller' || asked === 'platform' ? asked : 'buyer';
const base = `/api/${lostDispute.preset}`;

const provider = document.querySelector('order-cancel-provider') as HTMLElement;
provider.setAttribute('backend', `${base}/as/${actor}`);
provider.setAttribute('actor', actor);
document.querySelector(`[data-as="${actor}"]`)?.setAttribute('aria-current', 'page');

const world: StoryWorld = {
  send: (as: keyof typeof people, path, init) => fetch(`${base}/as/${as}/${path}`, init),
  advance: (duration) => mocks.clock.advance(duration),
  ship: (orderId) => mocks.ship(lostDispute.preset, orderId),
  deliver: (orderId) => mocks.deliver(lostDispute.preset, orderId),
};

const list = document.querySelector('[data-story]') as HTMLOListElement;
const next = document.querySelector('[data-next]') as HTMLButtonElement;
const all = document.querySelector('[data-all]') as HTMLButtonElement;
const told = document.querySelector('[data-told]') as HTMLElement;
/** How far the story has been told, kept with the orders that it happened to. */
const storageName = 'order-cancel-elements:story';

for (const { title } of lostDispute.steps)
  list.append(Object.assign(document.createElement('li'), { textContent: title }));

/** The orders of another start have not lived through anything. */
async function startedAt(): Promise<string> {
  const order = await mocks.change(({ backends }) => backends[lostDispute.preset].shop.order(lostDispute.orderId));
  return order?.placedAt ?? '';
}

async function done(): Promise<number> {
  const [start, count] = (localStorage.getItem(storageName) ?? '').split(' ');
  return start === (await startedAt()) ? Number(count) : 0;
}

async function show(): Promise<void> {
  const count = await done();
  for (const [at, item] of [...list.children].entries()) {
    item.classList.toggle('done', at < count);
    if (at === count) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
  }
  const over = count >= lostDispute.steps.length;
  for (const button of [next, all]) button.setAttribute('aria-disabled', String(over || telling));
}

let telling = false;

async function tell(steps: number): Promise<void> {
  const from = await done();
  if (telling || from >= lostDispute.steps.length) return;
  telling = true;
  const start = await startedAt();
  let count = from;
  try {
    await playStory(lostDispute, world, {
      from,
      to: from + steps,
      told: ({ title }) => {
        localStorage.setItem(storageName, `${start} ${++count}`);
        told.textContent = title;
        show();
      },
    });
  } catch (error) {
    told.textContent = error instanceof Error ? error.message : String(error);
  }
  telling = false;
  await show();
  const elements = document.querySelectorAll<HTMLElement & { refresh?: () => Promise<void> }>(
    'cancel-timeline, order-cancel-button, cancel-status-badge',
  );
  await Promise.all([...elements].map((element) => element.refresh?.()));
}

next.addEventListener('click', () => tell(1));
all.addEventListener('click', () => tell(lostDispute.steps.length));
mocks.onChange(show);
addEventListener('storage', show);
await show();

await import('./page.ts');
