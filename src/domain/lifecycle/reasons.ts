import type { Issue } from '../errors.ts';
import type { CancelPolicy, Demand, ReasonList } from '../policy.ts';
import type { Actor } from '../records.ts';
import type { Action, AutomaticAction, OpeningAction } from './transitions.ts';

/** For what a reason is given, and by whom. */
interface ReasonSubject {
  action: Action | AutomaticAction | OpeningAction;
  actor: Actor | 'nobody';
  /** Of `resolve`. */
  outcome?: 'cancel' | 'decline' | '' | undefined;
}

/** The reasons that somebody may give for an action, and whether one is demanded. None is where there is none to give. */
export function reasonsFor(policy: CancelPolicy | null | undefined, subject: ReasonSubject): ReasonList {
  const { choices = [], demand = 'none' } = listFor(policy, subject) ?? {};
  return { choices, demand: choices.some(({ valid }) => valid !== false) ? demand : 'none' };
}

/** What is wrong with a reason: none where one is demanded, one that is not listed, or one that is named as invalid. */
export function reasonIssue(policy: CancelPolicy, subject: ReasonSubject, reason: string | undefined): Issue | null {
  const issue = (code: string): Issue => ({ path: ['reason'], code });
  const { choices, demand } = reasonsFor(policy, subject);
  if (reason === undefined) return demand === 'required' ? issue('required') : null;
  const choice = choices.find(({ code }) => code === reason);
  if (!choice) return issue('unknown-reason');
  return choice.valid === false ? issue('named-invalid') : null;
}

/** Whether the action has reasons of a list at all; of the others whatever is said is kept. */
export function givesReason({ action, outcome }: Pick<ReasonSubject, 'action' | 'outcome'>): boolean {
  return action === 'cancel' || action === 'request' || accepts(action, outcome) || declines(action, outcome);
}

export function accepts(action: string, outcome?: string): boolean {
  return action === 'accept' || (action === 'resolve' && outcome === 'cancel');
}

function declines(action: string, outcome?: string): boolean {
  return action === 'decline' || (action === 'resolve' && outcome === 'decline');
}

function listFor(
  policy: CancelPolicy | null | undefined,
  { action, actor, outcome }: ReasonSubject,
): { choices?: ReasonList['choices']; demand?: Demand | undefined } | undefined {
  // A page's policy may be one that nobody has checked.
  const { reasons, lifecycle }: Partial<CancelPolicy> = policy ?? {};
  // The platform speaks in the seller's place.
  const settles = actor === 'nobody' ? undefined : reasons?.[actor === 'platform' ? 'seller' : actor];
  if (action === 'cancel' || action === 'request') return actor === 'nobody' ? undefined : reasons?.[actor];
  if (action === 'accept') return { ...settles, demand: lifecycle?.acceptReason ?? 'optional' };
  if (action === 'decline') return lifecycle?.declineReasons;
  if (accepts(action, outcome)) return { ...settles, demand: 'optional' };
  return declines(action, outcome) ? { ...lifecycle?.declineReasons, demand: 'optional' } : undefined;
}
