/**
 * The package's own server over a shop in memory, for MSW: for a shop's tests and demos.
 *
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { createHandlers, sampleOrders } from 'order-cancel-elements/mocks';
 *
 * setupServer(...createHandlers({ base: 'https://shop.example/api', orders: sampleOrders('poshmark') })).listen();
 * ```
 */
export { publicDemoSigningKey } from './demo-key.ts';
export { createHandlers, handlersOf } from './handlers.ts';
export { createMockBackend, type MockBackend, type MockBackendOptions, type MockSnapshot } from './mock-backend.ts';
export type { MockClock } from './mock-clock.ts';
export { createMockWorld, type MockWorld, type MockWorldOptions, type WorldSnapshot } from './mock-world.ts';
export { people } from './people.ts';
export { hostileTexts } from './samples/hostile.ts';
export {
  hostileOrders,
  type ManyOptions,
  manyOrders,
  type PresetName,
  pastOrders,
  presetLots,
  presetNames,
  presetPolicy,
  type Sample,
  type ShopName,
  sampleCancellations,
  sampleOrders,
  samplesOf,
  shopNames,
  storyOrders,
} from './samples/index.ts';
export { type ScenarioName, type Staging, scenarioNames } from './scenarios.ts';
export { lostDispute, playStory, type Story, type StoryStep, type StoryWorld, type Teller } from './stories.ts';
