import { setupServer } from 'msw/node';
import { createHandlers, createMockBackend, handlersOf } from 'order-cancel-elements/mocks';

export const server = setupServer(...createHandlers({ base: 'https://shop.example/api' }));
export const kept = setupServer(...handlersOf(createMockBackend({ base: 'https://shop.example/api' })));
