import type { Decision } from './decision/decision.ts';

/** Without a policy that can be read only the server can tell. */
export const askServer: Decision = {
  outcome: 'ask-server',
  reason: 'unknown-policy',
  ruleId: null,
  contact: 'none',
  validUntil: null,
  next: null,
  alternatives: [],
  withdrawal: null,
  lines: null,
  trace: [],
};

/** What is decided of an order that nobody can read: whatever it seems to permit would be refused. */
export function unreadableDecision(alternatives: readonly string[] = []): Decision {
  return { ...askServer, reason: 'order-unreadable', alternatives: [...alternatives] };
}
