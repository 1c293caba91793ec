import { askServer } from '../../domain/ask-server.ts';
import type { OrderView } from '../../domain/view.ts';
import type { Principal } from '../options.ts';
import { Refusal } from './problem.ts';

/** An endpoint, as far as it says what it is about. */
interface Endpoint {
  method: string;
  path: readonly string[];
  open: boolean;
}

/** Which action an endpoint stands for; `null`: it only reads, `undefined`: it is not about one order. */
function actionAt({ method, path }: Endpoint, segments: string[], input: unknown): string | null | undefined {
  const [first, , third] = path;
  if (path.length === 1 && first === 'orders') return null;
  if (path.length === 1 || (first !== 'orders' && first !== 'cancellations')) return undefined;
  if (method === 'GET' || third === 'preview') return null;
  if (third === '*') return segments[1];
  if (third === 'cancellation') return (input as { action: string }).action;
  return third === 'messages' ? 'message' : third === 'notices' ? 'notice' : third;
}

/** Refuses what lies beyond what somebody was given (404): other orders, lists, actions. */
export function demandGranted({ only }: Principal, route: Endpoint, segments: string[], input: unknown): void {
  if (!only || route.open) return;
  const action = actionAt(route, segments, input);
  // The law's, not the shop's to grant (EU-11).
  const isGranted =
    action === null ||
    action === 'withdraw-contract' ||
    (action !== undefined && (only.actions?.includes(action) ?? true));
  if (!isGranted) throw new Refusal('not-found');
}

/** The view without what somebody was not given. */
export function grantedView(view: OrderView, { only }: Principal): OrderView {
  const granted = only?.actions;
  if (!granted) return view;
  const { actions = [], actionsOn = {}, decision, ...rest } = view;
  const mayOpen = !decision || decision.outcome === 'none' || granted.includes(decision.outcome);
  return {
    ...rest,
    ...(decision && {
      decision: mayOpen
        ? decision
        : { ...askServer, outcome: 'none', reason: 'not-for-role', withdrawal: decision.withdrawal },
    }),
    actions: actions.filter((action) => granted.includes(action)),
    actionsOn: Object.fromEntries(
      Object.entries(actionsOn).map(([id, all]) => [id, all.filter((action) => granted.includes(action))]),
    ),
  };
}
