import type { CancellationState } from '../../../domain/records.ts';
import { own } from '../../../domain/values/own-member.ts';

/** How a state is coloured, wherever it stands; each has its `--oc-*` property. */
type Tone = 'neutral' | 'pending' | 'danger' | 'success';

/** One table for every element: what waits for somebody, what was refused or is over, and what changed nothing. */
const tones: Record<CancellationState, Tone> = {
  requested: 'pending',
  escalated: 'pending',
  disputed: 'pending',
  refunding: 'pending',
  cancelled: 'danger',
  declined: 'danger',
  withdrawn: 'neutral',
  expired: 'neutral',
  superseded: 'neutral',
  undone: 'neutral',
};

/** The tone of a state; one that a newer server names is neutral. */
export function toneOf(state: string): Tone {
  return own(tones, state) ?? 'neutral';
}
