export type {
  ActionBody,
  CallOptions,
  CancellationBackend,
  CancellationBody,
  Intent,
  LogEntry,
  MessageBody,
  NoticeBody,
  QueueItem,
  QueuePage,
  QueueQuery,
  ReasonsQuery,
  ReasonsReport,
  SendResult,
} from './backend.ts';
export { backendConformance, type ConformanceCase, type ConformanceWorld } from './conformance.ts';
export { type RestOptions, restBackend } from './rest-backend.ts';
