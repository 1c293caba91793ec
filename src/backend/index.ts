export type {
  CallOptions,
  CancellationBackend,
  CancellationBody,
  Intent,
  MessageBody,
  SendResult,
} from './backend.ts';
export { type RestOptions, restBackend } from './rest-backend.ts';
