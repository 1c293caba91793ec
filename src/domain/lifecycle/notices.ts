import { compileRules } from '../decision/decide.ts';
import type { CancelPolicy, Condition, NoticeKind } from '../policy.ts';
import type { Actor, Notice, Order } from '../records.ts';
import { parseDuration } from '../values/duration.ts';
import { formatInstant, parseInstant } from '../values/instant.ts';
import type { Effect, NotifyEvent } from './effects.ts';
import { otherParty } from './other-party.ts';
import { isCancelled } from './phases.ts';
import { notificationsOf } from './told.ts';

export type NoticeAction = 'file' | 'respond' | 'accept-penalty' | 'lift';

/** What an alert's change asks of the shop; or why not, with nothing changed. `at`: epoch ms from which it is possible. */
export type NoticeResult =
  | { ok: true; effects: Effect[] }
  | {
      ok: false;
      code: 'not-for-role' | 'unknown-notice' | 'already-standing' | 'none-standing' | 'too-many' | 'not-possible';
    }
  | { ok: false; code: 'too-early'; at: number };

/** So many alerts may one side file on an order, lifted ones included: it fills its own place in the record, nobody else's. */
const maxFiled = 32;

const events: Record<NoticeAction, NotifyEvent> = {
  file: 'notice-filed',
  respond: 'notice-responded',
  'accept-penalty': 'notice-penalty-accepted',
  lift: 'notice-lifted',
};

/** Whether somebody in this role has the action on this kind of alert at all, whatever the order. */
export function roleHasNotice(policy: CancelPolicy, actor: Actor, kind: string, action: NoticeAction): boolean {
  const declared = kindOf(policy, kind);
  if (!declared) return false;
  if (action === 'file') return actor === declared.filedBy;
  if (action === 'lift') return actor === declared.filedBy || actor === 'platform';
  return actor === otherParty(declared.filedBy);
}

/** Files, answers or lifts an alert at `now` (epoch ms) (BL-6 to BL-10). */
export function applyNotice(
  policy: CancelPolicy,
  order: Order,
  { kind, action }: { kind: string; action: NoticeAction },
  { actor, now }: { actor: Actor; now: number },
): NoticeResult {
  const declared = kindOf(policy, kind);
  if (!declared) return { ok: false, code: 'unknown-notice' };
  if (!roleHasNotice(policy, actor, kind, action)) return { ok: false, code: 'not-for-role' };
  // Nothing brings an order back that is cancelled (BL-11).
  if (isCancelled(policy, order.status)) return { ok: false, code: 'not-possible' };
  const notices = order.notices ?? [];
  const standing = notices.findLast((notice) => notice.kind === kind && notice.liftedAt === undefined);
  const at = formatInstant(now);
  const done = (after: Notice[], status: string | undefined): NoticeResult => ({
    ok: true,
    effects: [
      { type: 'notices', notices: after },
      ...(status && status !== order.status ? [{ type: 'status', status } as const] : []),
      ...notificationsOf(policy.lifecycle, events[action]),
    ],
  });

  if (action === 'file') {
    if (standing) return { ok: false, code: 'already-standing' };
    const filed = notices.filter(({ kind: other }) => kindOf(policy, other)?.filedBy === declared.filedBy);
    if (filed.length >= maxFiled) return { ok: false, code: 'too-many' };
    const from = parseInstant(order.placedAt) + (declared.notBefore ? parseDuration(declared.notBefore) : 0);
    if (now < from) return { ok: false, code: 'too-early', at: from };
    if (declared.when && !isTrue(policy, order, declared.when, actor, now)) return { ok: false, code: 'not-possible' };
    return done([...notices, { kind, filedAt: at }], declared.status);
  }
  if (!standing) return { ok: false, code: 'none-standing' };
  const changed = (more: Partial<Notice>): Notice[] =>
    notices.map((notice) => (notice === standing ? { ...notice, ...more } : notice));
  // An alert changes the status that it gave; an order that was shipped or cancelled since stays so (BL-11).
  // One that gave none has nothing to give back, but may be answered.
  const { status, penaltyStatus } = declared;
  const stands = status === undefined || order.status === status || order.status === penaltyStatus;
  if (action === 'lift') return done(changed({ liftedAt: at }), stands ? declared.liftedStatus : undefined);
  if (action === 'respond') {
    if (standing.respondedAt !== undefined) return { ok: false, code: 'not-possible' };
    return done(changed({ respondedAt: at }), undefined);
  }
  if (standing.penaltyAcceptedAt !== undefined || declared.penaltyStatus === undefined || !stands) {
    return { ok: false, code: 'not-possible' };
  }
  return done(changed({ penaltyAcceptedAt: at }), declared.penaltyStatus);
}

function kindOf({ notices = {} }: CancelPolicy, kind: string): NoticeKind | undefined {
  return Object.hasOwn(notices, kind) ? notices[kind] : undefined;
}

/** Whether a condition outside the rules holds: asked as the only rule of a policy. */
function isTrue(policy: CancelPolicy, order: Order, when: Condition, actor: Actor, now: number): boolean {
  const asked = { ...policy, rules: [{ id: 'asked', when, then: { outcome: 'cancel', reason: 'asked' } as const }] };
  return compileRules(asked).decide(order, { actor, now }).ruleId === 'asked';
}
