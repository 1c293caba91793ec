import type { CancellationState } from '../records.ts';
import type { Action, Agent, AutomaticAction } from './actions.ts';
import { takersOf } from './dispute-routes.ts';

export type { Action, Agent, AutomaticAction, OpeningAction } from './actions.ts';

import type { NotifyEvent } from './effects.ts';

/** What has to hold beside the state. */
export type Guard =
  | 'unshipped'
  | 'still-there'
  | 'overtaken'
  | 'partly-overtaken'
  | 'cancelled-there'
  | 'permitted'
  | 'lapsed'
  | 'silence-accepts'
  | 'silence-declines'
  | 'silence-escalates'
  | 'reminder-due'
  | 'escalates'
  | 'escalates-after-silence'
  | 'escalates-after-decline'
  | 'disputable'
  | 'dispute-lost'
  | 'route-open'
  | 'late-answer'
  | 'refund-due'
  | 'refund-owed'
  | 'reopened'
  | 'untold'
  | 'calmed'
  | 'undoable'
  | 'remarkable';

/** What a step does beyond the state. */
export type Step =
  | 'restore'
  | 'shrink'
  | 'release'
  | 'mark'
  | 'hold'
  | 'settle'
  | 'follow'
  | 'refund'
  | 'undo'
  | 'note-conflict'
  | 'reopen'
  | 'uphold'
  | 'remark'
  | 'remind'
  | 'take-route'
  | 'end-routes';

/** One row: in these states, whoever is named may take the action, if every guard holds. */
export interface Transition {
  from: readonly CancellationState[];
  action: Action | AutomaticAction;
  by: readonly Agent[];
  guards: readonly Guard[];
  /** `settled`: cancelled, or refunding where the refund comes first; `refunded`: cancelled with the last minor unit; `same`: stays. */
  to: CancellationState | 'settled' | 'refunded' | 'same';
  /** Of several rows for one action, the one with the outcome that was chosen. */
  outcome?: 'cancel' | 'decline';
  steps: readonly Step[];
  /** What people are told, where it is not the new state. */
  tells?: NotifyEvent;
}

const row = (
  from: Transition['from'],
  action: Transition['action'],
  by: Transition['by'],
  to: Transition['to'],
  { guards = [], steps = [], outcome, tells }: Partial<Transition> = {},
): Transition => ({ from, action, by, guards, to, steps, ...(outcome && { outcome }), ...(tells && { tells }) });

/** Every way that a cancellation can go, of all marketplaces: their policies say which rows are open. */
export const transitions: readonly Transition[] = [
  row(['requested'], 'lapse', ['nobody'], 'settled', {
    guards: ['lapsed', 'silence-accepts', 'unshipped', 'still-there', 'permitted'],
    steps: ['settle'],
  }),
  row(['requested'], 'lapse', ['nobody'], 'expired', {
    guards: ['lapsed', 'silence-declines', 'permitted'],
    steps: ['restore', 'release'],
  }),
  row(['requested'], 'lapse', ['nobody'], 'escalated', {
    guards: ['lapsed', 'silence-escalates'],
    steps: ['take-route'],
  }),
  // Who has to answer; or who has to refund what was to be refunded by now.
  row(['requested', 'refunding'], 'remind', ['nobody'], 'same', { guards: ['reminder-due'], steps: ['remind'] }),
  row(['requested', 'escalated'], 'supersede', ['nobody'], 'superseded', {
    guards: ['overtaken'],
    steps: ['restore', 'release', 'end-routes'],
  }),
  // The rest stays, and can be answered.
  row(['requested', 'escalated'], 'supersede', ['nobody'], 'same', {
    guards: ['partly-overtaken'],
    steps: ['shrink'],
    tells: 'superseded',
  }),
  // What is owed for it stays owed until it is back: whether the shop pays by itself, it has not said.
  row(['requested', 'escalated', 'disputed'], 'follow', ['nobody'], 'settled', {
    guards: ['cancelled-there'],
    steps: ['follow', 'end-routes'],
  }),

  row(['requested', 'escalated'], 'withdraw', ['requester'], 'withdrawn', {
    steps: ['restore', 'release', 'end-routes'],
  }),
  row(['requested', 'escalated'], 'accept', ['answerer'], 'settled', {
    guards: ['unshipped', 'still-there', 'permitted'],
    steps: ['settle', 'end-routes'],
  }),
  row(['requested'], 'decline', ['answerer'], 'declined', { steps: ['restore', 'release'] }),
  // An answer that comes after the shipment is put on record (DP-17).
  row(['superseded'], 'decline', ['answerer'], 'declined', { guards: ['late-answer'] }),

  row(['requested'], 'escalate', ['requester'], 'escalated', {
    guards: ['escalates-after-silence', 'route-open'],
    steps: ['take-route'],
  }),
  row(['requested'], 'escalate', ['answerer'], 'escalated', {
    guards: ['escalates', 'route-open'],
    steps: ['take-route'],
  }),
  row(['declined', 'expired'], 'escalate', ['requester'], 'escalated', {
    guards: ['escalates-after-decline', 'unshipped', 'route-open'],
    steps: ['mark', 'hold', 'take-route'],
  }),
  row(['escalated', 'disputed'], 'mediate', takersOf.mediation, 'same', {
    guards: ['route-open'],
    steps: ['take-route'],
    tells: 'mediation',
  }),
  row(['declined', 'expired', 'superseded', 'escalated', 'disputed'], 'complain', takersOf.complaint, 'same', {
    guards: ['route-open'],
    steps: ['take-route'],
    tells: 'complaint',
  }),
  row(['declined', 'expired', 'superseded', 'escalated'], 'dispute', takersOf.dispute, 'disputed', {
    guards: ['disputable', 'route-open'],
    steps: ['take-route'],
  }),
  row(['declined'], 'arbitrate', takersOf.arbitration, 'disputed', {
    guards: ['dispute-lost', 'route-open'],
    steps: ['take-route'],
    tells: 'arbitration',
  }),
  row(['escalated', 'disputed'], 'abandon', takersOf.return, 'withdrawn', {
    guards: ['route-open'],
    steps: ['restore', 'release', 'end-routes', 'take-route'],
    tells: 'abandoned',
  }),
  row(['declined', 'expired', 'superseded'], 'abandon', takersOf.return, 'same', {
    guards: ['route-open'],
    steps: ['end-routes', 'take-route'],
    tells: 'abandoned',
  }),
  row(['escalated', 'disputed'], 'resolve', ['platform'], 'settled', {
    guards: ['unshipped', 'still-there', 'permitted'],
    steps: ['settle', 'end-routes'],
    outcome: 'cancel',
  }),
  row(['escalated', 'disputed'], 'resolve', ['platform'], 'declined', {
    steps: ['restore', 'release', 'end-routes'],
    outcome: 'decline',
  }),

  row(['refunding'], 'refund', ['seller', 'platform'], 'refunded', { guards: ['refund-due'], steps: ['refund'] }),
  row(['cancelled'], 'refund', ['seller', 'platform'], 'same', { guards: ['refund-owed'], steps: ['refund'] }),
  row(['refunding', 'cancelled'], 'undo', ['seller', 'platform'], 'undone', { guards: ['undoable'], steps: ['undo'] }),
  row(['cancelled'], 'conflict', ['nobody'], 'same', {
    guards: ['reopened', 'untold'],
    steps: ['note-conflict'],
    tells: 'reopened',
  }),
  // The shop has cancelled it again by itself.
  row(['cancelled'], 'uphold', ['nobody'], 'same', { guards: ['calmed'], steps: ['uphold'] }),
  // The shop lets the cancelled order live again: either that holds, or the cancellation does.
  row(['cancelled'], 'reopen', ['seller', 'platform'], 'undone', { guards: ['reopened'], steps: ['reopen'] }),
  row(['cancelled'], 'uphold', ['seller', 'platform'], 'same', {
    guards: ['reopened', 'unshipped'],
    steps: ['uphold'],
    tells: 'cancelled',
  }),
  row(['cancelled'], 'remark', ['seller'], 'same', { guards: ['remarkable'], steps: ['remark'] }),
];
