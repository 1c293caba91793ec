import { permits } from '../../domain/decision/compile.ts';
import type { CancelPolicy, Outcome } from '../../domain/policy.ts';
import type { Order } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { compilePolicy } from '../decide.ts';
import type { Inquiry, LineDecision, Shown } from './inquiry.ts';
import { listed, roleName } from './sentences.ts';
import { type Role, roles, type Setting } from './settings.ts';
import type { Finding, Witness } from './types.ts';

const general = { ruleId: null, witness: null };

/** Roles that are permitted nothing, open orders that no rule answers, and statuses that nobody gets an order out of. */
export function orderFindings(inquiry: Inquiry): Finding[] {
  const able = abilitiesOf(inquiry);
  const idle = roles.filter((role) => able.get(role) === null);
  return [
    ...idle.flatMap((role) => idleFinding(inquiry, role)),
    ...gapFindings(inquiry, idle),
    ...stuckFindings(inquiry),
  ];
}

const helps = (outcome: Outcome): boolean => permits({ outcome }) || outcome === 'return';

/** An order of which something is permitted, in some of the settings. */
function permitted(inquiry: Inquiry, settings: Setting[], counts = helps): Shown | null | 'undecided' {
  const { rules, policy } = inquiry.programs[0] as Inquiry['programs'][number];
  let undecided = false;
  const wishes = [
    ...rules.filter(({ then }) => counts(then.outcome)),
    ...(counts(policy.otherwise.outcome) ? [{ index: null }] : []),
  ];
  for (const wish of wishes) {
    const found = inquiry.ask(settings, (setting) => inquiry.goalsFor(setting, wish), [wish]);
    if (found && found !== 'undecided' && counts(found.decisions[0]?.outcome as Outcome)) return found;
    undecided ||= found === 'undecided';
  }
  return undecided ? 'undecided' : null;
}

/** What each role is permitted at all. */
function abilitiesOf(inquiry: Inquiry): Map<Role, Shown | null | 'undecided'> {
  return new Map(
    roles.map((role) => {
      const settings = inquiry.settings.filter(({ actor }) => actor === role);
      // Nobody but the buyer has anything to send back.
      return [role, permitted(inquiry, settings, role === 'buyer' ? helps : (outcome) => permits({ outcome }))];
    }),
  );
}

/** Whether a policy speaks of a role beyond what is so of everybody. */
function isNamed({ rules, reasons, comments, denied }: CancelPolicy, role: Role): boolean {
  if (role === 'buyer' || role === 'seller') return true;
  return (
    JSON.stringify(rules.map(({ when }) => when)).includes(`"${role}"`) ||
    [reasons, comments, denied].some((by) => by && role in by)
  );
}

function idleFinding({ policies }: Inquiry, role: Role): Finding[] {
  const policy = policies[0] as CancelPolicy;
  if (!isNamed(policy, role)) return [];
  return [
    {
      ...{ ...general, code: 'role-without-action', severity: role === 'buyer' ? 'warning' : 'note', path: ['rules'] },
      message: `${roleName(role, true)} ${role === 'buyer' ? 'can never cancel, ask for it or return anything' : 'can never cancel or ask for it'}, whatever the order.`,
    },
  ];
}

/** Open orders that only `otherwise` answers; of roles that can do something at all. */
function gapFindings(inquiry: Inquiry, idle: Role[]): Finding[] {
  const { statuses } = inquiry.policies[0] as CancelPolicy;
  return roles.flatMap((role): Finding[] => {
    if (idle.includes(role) || role === 'nobody' || role === 'platform') return [];
    const settings = inquiry.settings.filter(
      (setting) =>
        setting.actor === role &&
        !setting.asked &&
        setting.fate === 'open' &&
        statuses[setting.statuses[0] as string]?.phase === 'open',
    );
    const found = settings.map((setting) => ({
      setting,
      reply: inquiry.ask(
        [setting],
        () => inquiry.goalsFor(setting, { index: null }),
        [{ index: null }],
        [inquiry.usual],
      ),
    }));
    const shown = found.filter(({ reply }) => reply !== null && reply !== 'undecided');
    const [first] = shown;
    if (!first) {
      return found.some(({ reply }) => reply === 'undecided')
        ? [
            {
              ...general,
              code: 'not-decided',
              severity: 'note',
              path: ['otherwise'],
              message: `It was not decided whether ${roleName(role)} always gets an answer by a rule: there is more to look at than the bounds allow.`,
            },
          ]
        : [];
    }
    const where = shown.flatMap(({ setting }) => setting.statuses);
    return [
      {
        ...{ code: 'gap', severity: 'warning', ruleId: null, path: ['otherwise'] },
        message: `Of open orders in ${listed(where)} there are some that no rule answers for ${roleName(role)}; they get \`otherwise\`.`,
        witness: (first.reply as Shown).witness,
      },
    ];
  });
}

/** Statuses in which nobody may do anything and that no cancellation and no alert leads out of. */
function stuckFindings(inquiry: Inquiry): Finding[] {
  const policy = inquiry.policies[0] as CancelPolicy;
  const { statuses, lifecycle, notices = {} } = policy;
  const standing = Object.entries(notices);
  const findings: Finding[] = [];
  const classes = new Map(inquiry.settings.map(({ statuses: all }) => [all[0] as string, all]));
  for (const all of classes.values()) {
    const phase = statuses[all[0] as string]?.phase as string;
    if (!['open', 'requested', 'cancelling'].includes(phase)) continue;
    const way = permitted(
      inquiry,
      inquiry.settings.filter((setting) => setting.statuses === all),
    );
    if (way !== null) continue;
    for (const status of all) {
      // A request ends, a refund is paid, an alert is lifted or its penalty accepted.
      const ends =
        status === lifecycle?.requested ||
        status === (lifecycle?.refunding ?? lifecycle?.cancelled) ||
        standing.some(([, kind]) => kind.status === status && (kind.liftedStatus ?? kind.penaltyStatus) !== undefined);
      if (ends) continue;
      findings.push({
        ...{ ...general, code: 'status-stuck', severity: 'warning', path: ['statuses', status] },
        message: `Nobody can do anything about an order in \`${status}\`: no rule permits anything there, and no cancellation and no alert leads out of it.`,
        witness: exampleOf(inquiry, all),
      });
    }
  }
  for (const [name, { status, liftedStatus }] of standing) {
    if (status === undefined || liftedStatus !== undefined) continue;
    findings.push({
      ...{ ...general, code: 'status-stuck', severity: 'warning', path: ['notices', name] },
      message: `An order stays in \`${status}\` when the alert \`${name}\` is lifted: the alert has a \`status\` and no \`liftedStatus\`.`,
    });
  }
  return findings;
}

function exampleOf(inquiry: Inquiry, statuses: string[]): Witness | null {
  const settings = inquiry.settings.filter((setting) => setting.statuses === statuses && setting.actor === 'buyer');
  const shown = inquiry.ask(settings, () => [], []);
  return shown && shown !== 'undecided' ? shown.witness : null;
}

/** How often an order's answers are followed through time, at most. */
const mostTurns = 64;

/** Permissions that time alone takes away and gives back, in the life of any order that was found. */
export function flipFindings(policy: CancelPolicy, witnesses: readonly Witness[]): Finding[] {
  const { decide } = compilePolicy(policy);
  const known = new Set<string>();
  const findings: Finding[] = [];
  for (const { order, context } of witnesses) {
    const life: { at: number; decision: LineDecision }[] = [];
    // From the last that was recorded of it on: what somebody does is not what time does.
    let at: number | null = lastRecorded(order, context.now);
    for (let turn = 0; at !== null && turn < mostTurns; turn++) {
      const decision = decide(order, { ...context, now: at });
      life.push({ at, decision });
      at = decision.next?.at ?? null;
    }
    const lost = life.findIndex(
      ({ decision }, index) => index > 0 && rank(decision) < rank((life[index - 1] as (typeof life)[number]).decision),
    );
    const before = life[lost - 1];
    const back =
      before && life.slice(lost).find(({ decision }) => rank(decision) >= rank(before.decision) && permits(decision));
    const between = life[lost];
    if (!before || !back || !between || !permits(before.decision)) continue;
    const key = JSON.stringify([context.actor, ...[before, between, back].map(({ decision }) => decision.ruleId)]);
    if (known.has(key)) continue;
    known.add(key);
    const index = policy.rules.findIndex(({ id }) => id === back.decision.ruleId);
    findings.push({
      ...{ code: 'flip-flop', severity: 'warning', ruleId: back.decision.ruleId },
      path: index < 0 ? ['otherwise'] : ['rules', index],
      message: `By time alone, ${roleName(context.actor)} may first \`${before.decision.outcome}\` (${ruleText(before.decision)}), then gets \`${between.decision.outcome}\` (${ruleText(between.decision)}), and later may \`${back.decision.outcome}\` again (${ruleText(back.decision)}).`,
      witness: { order, context: { ...context, now: back.at } },
      related: [before, between].flatMap(({ decision }) => decision.ruleId ?? []),
    });
  }
  return findings;
}

function lastRecorded(order: Order, now: number): number {
  const { placedAt, paidAt, shippedAt, deliveredAt, notices = [], scans = [] } = order;
  const instants = [placedAt, paidAt, shippedAt, deliveredAt].concat(
    notices.flatMap(({ filedAt, respondedAt, penaltyAcceptedAt }) => [filedAt, respondedAt, penaltyAcceptedAt]),
    scans.map(({ at }) => at),
  );
  return Math.max(...instants.map(parseInstant).filter((at) => at <= now));
}

const rank = ({ outcome }: { outcome: Outcome }): number => (outcome === 'cancel' ? 2 : outcome === 'request' ? 1 : 0);
const ruleText = ({ ruleId }: { ruleId: string | null }): string =>
  ruleId === null ? 'no rule' : `rule \`${ruleId}\``;
