import { type RouteName, routeNames } from '../domain/policy.ts';
import { parseDuration } from '../domain/values/duration.ts';
import { type Json, membersOf } from './members.ts';

type Report = (code: string, ...path: string[]) => void;

/** Ways on that the lifecycle never opens, and times that never begin or are over at once. */
export function checkDisputes(policy: Json, report: Report): void {
  const routes = membersOf(membersOf(policy.disputes).routes);
  const { disputes, escalation, onSilence } = membersOf(policy.lifecycle);
  const disputed = Array.isArray(disputes) && disputes.length > 0;
  const escalated = escalation !== undefined || onSilence === 'escalate';
  const opens: Record<RouteName, boolean> = {
    support: escalated,
    mediation: escalated || disputed,
    complaint: true,
    dispute: disputed,
    // Only after a dispute that was lost.
    arbitration: disputed,
    return: true,
  };
  for (const name of routeNames) {
    const route = routes[name];
    if (route === undefined) continue;
    if (!opens[name]) report('never-opens', 'disputes', 'routes', name);
    for (const member of ['deadline', 'evidence']) {
      const { within, since } = membersOf(membersOf(route)[member]);
      const path = ['disputes', 'routes', name, member];
      if (parseDuration(within) === 0) report('empty-range', ...path, 'within');
      // Nothing but the dispute itself starts that time.
      const itself = name === 'dispute' && member === 'deadline';
      if (since === 'disputed' && (itself || !disputed)) report('never-starts', ...path, 'since');
    }
  }
}
