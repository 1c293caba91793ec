import type { Actor } from '../src/domain/records.ts';
import { parseInstant } from '../src/domain/values/instant.ts';
import { sha256Hex } from '../src/domain/values/sha256.ts';
import type { OrderView } from '../src/domain/view.ts';
import type { PresetName } from './samples/index.ts';

/** What a story needs of a world: to speak to its server, and to be the clock and the warehouse. */
export interface StoryWorld {
  /** Sends a request to the preset's server in somebody's name. `path`: below its base. */
  send(as: Actor, path: string, init: RequestInit): Promise<Response>;
  /** Moves the server's clock on, ms; what is due then is done. */
  advance(duration: number): Promise<void>;
  ship(orderId: string): Promise<void>;
  deliver(orderId: string): Promise<void>;
}

/** One step of a story. */
export interface StoryStep {
  id: string;
  /** In English. */
  title: string;
  /** Since the step before, ms. */
  after: number;
  run(teller: Teller): Promise<void>;
}

export interface Story {
  preset: PresetName;
  orderId: string;
  steps: readonly StoryStep[];
}

/** Does what people do, as the pages do it. Each rejects where the server refuses. */
export interface Teller {
  view(as: Actor): Promise<OrderView>;
  message(as: Actor, body: object): Promise<void>;
  ask(body: object): Promise<void>;
  act(as: Actor, action: string, body: object): Promise<void>;
  /** Puts a picture there; resolves with its hash. */
  attach(as: Actor): Promise<string>;
  ship(): Promise<void>;
  deliver(): Promise<void>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A picture of one grey pixel: a PNG. */
export const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

/** A case that was lost as the order was shipped before anybody confirmed (DP-17): an order from an offer, of poshmark. */
export const lostDispute: Story = {
  preset: 'poshmark',
  orderId: 'pm-story',
  steps: [
    {
      id: 'message',
      title: 'The buyer writes to the seller within minutes',
      after: 0,
      run: ({ message }) =>
        message('buyer', {
          to: 'seller',
          text: 'Hello, an unexpected bill has come up. Please cancel my order, I placed it a few minutes ago.',
        }),
    },
    {
      id: 'request',
      title: 'The buyer requests the cancellation',
      after: minute,
      run: async ({ ask, view }) => {
        const { policy } = await view('buyer');
        await ask({
          action: 'request',
          reason: 'changed-mind',
          comment: 'Asked within minutes of ordering.',
          policyHash: policy.hash,
        });
      },
    },
    {
      id: 'silence',
      title: 'The seller is silent for two days; the request goes to support by itself',
      after: 48 * hour,
      run: async () => {},
    },
    {
      id: 'support',
      title: 'The buyer writes to support, which answers with a case number',
      after: 2 * hour,
      run: async ({ message }) => {
        await message('buyer', {
          to: 'platform',
          text: 'The seller has not answered for two days. My request is in the log.',
        });
        await message('platform', {
          to: 'buyer',
          text: 'We have asked the seller to answer. We cannot cancel without their consent.',
          ticket: 'SR-20417',
          representative: 'Dana',
        });
      },
    },
    {
      id: 'denial',
      title: 'The seller says that no timely request arrived',
      after: 20 * hour,
      run: ({ act }) =>
        act('seller', 'evidence', {
          kind: 'statement',
          claim: 'not-requested-in-time',
          text: 'I prepared the parcel as usual. No request reached me in time.',
        }),
    },
    { id: 'shipped', title: 'The order is marked as shipped', after: hour, run: ({ ship }) => ship() },
    {
      id: 'declined',
      title: 'The seller declines and suggests a return',
      after: 3 * hour,
      run: ({ act }) =>
        act('seller', 'decline', {
          reason: 'return-instead',
          comment: 'It is on its way. Please return it once it has arrived.',
        }),
    },
    {
      id: 'evidence',
      title: 'The buyer adds a statement and a screenshot',
      after: 2 * hour,
      run: async ({ act, attach, view }) => {
        const sha256 = await attach('buyer');
        const { cancellation } = await view('buyer');
        await act('buyer', 'evidence', {
          kind: 'screenshot',
          claim: 'requested',
          claimedAt: cancellation?.requestedAt,
          cites: ['cancellation'],
          text: 'My request as the shop showed it, sent minutes after the order.',
          attachments: [{ sha256, name: 'request.png' }],
        });
      },
    },
    {
      id: 'dispute',
      title: 'The buyer disputes, citing message times and shipping status',
      after: 20 * hour,
      run: ({ act }) =>
        act('buyer', 'dispute', {
          comment: 'I asked within minutes; it was shipped three days later, before any answer.',
        }),
    },
    {
      id: 'denied',
      title: 'The dispute is denied: shipped before any confirmation',
      after: 6 * day,
      run: ({ act }) =>
        act('platform', 'resolve', {
          outcome: 'decline',
          comment: 'Cancellations are possible before shipment only, and nobody had confirmed this one.',
        }),
    },
    { id: 'delivered', title: 'The order is delivered', after: day, run: ({ deliver }) => deliver() },
    {
      id: 'return',
      title: 'The buyer gives up cancelling; the order can be returned',
      after: hour,
      run: ({ act }) => act('buyer', 'abandon', {}),
    },
  ],
};

/** Plays the steps of a story that the world has not come to yet, from step `from`; `told` hears of each when it is done. */
export async function playStory(
  { orderId, steps }: Story,
  world: StoryWorld,
  { from = 0, to = steps.length, told }: { from?: number; to?: number; told?: (step: StoryStep) => void } = {},
): Promise<void> {
  const teller = tellerOf(orderId, world);
  for (const step of steps.slice(from, to)) {
    if (step.after > 0) await world.advance(step.after);
    await step.run(teller);
    told?.(step);
  }
}

function tellerOf(orderId: string, { send, ship, deliver }: StoryWorld): Teller {
  let keys = 0;
  const order = `orders/${encodeURIComponent(orderId)}`;
  const demand = async (response: Response): Promise<Response> => {
    if (response.ok) return response;
    throw new Error(`the story stops: ${response.status} ${await response.text()}`);
  };
  const view: Teller['view'] = async (as) => (await demand(await send(as, order, {}))).json();
  const post = async (as: Actor, path: string, body: object): Promise<void> => {
    const { order: seen } = await view(as);
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': `story-${parseInstant(seen.placedAt)}-${++keys}-${path}-${seen.revision}`,
      'If-Match': `"${seen.revision}"`,
    };
    await demand(await send(as, path, { method: 'POST', headers, body: JSON.stringify(body) }));
  };
  return {
    view,
    message: (as, body) => post(as, `${order}/messages`, body),
    ask: (body) => post('buyer', `${order}/cancellation`, body),
    async act(as, action, body) {
      const { cancellation } = await view(as);
      await post(as, `cancellations/${encodeURIComponent(cancellation?.id ?? '')}/${action}`, body);
    },
    async attach(as) {
      const sha256 = sha256Hex(pixel);
      const headers = { 'Content-Type': 'image/png' };
      await demand(await send(as, `attachments/${sha256}`, { method: 'PUT', headers, body: pixel }));
      return sha256;
    },
    ship: () => ship(orderId),
    deliver: () => deliver(orderId),
  };
}
