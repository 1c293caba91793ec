import type { Actor } from '../records.ts';

/** What people do to a cancellation. */
export const actions = [
  'withdraw',
  'accept',
  'decline',
  'refund',
  'undo',
  'reopen',
  'uphold',
  'escalate',
  'resolve',
  'dispute',
  'mediate',
  'complain',
  'arbitrate',
  'abandon',
  'remark',
] as const;

export type Action = (typeof actions)[number];

/** What opens a cancellation. */
export type OpeningAction = 'cancel' | 'request';

/**
 * What happens by itself: a deadline passes, the order is shipped, the shop cancels what was asked for, the other side is reminded,
 * a cancelled order goes on.
 */
export type AutomaticAction = 'lapse' | 'supersede' | 'follow' | 'remind' | 'conflict';

/** Who may take a step: who asked, who has to answer, a role whoever asked, or nobody but the clock and the shop. */
export type Agent = 'requester' | 'answerer' | Actor | 'nobody';
