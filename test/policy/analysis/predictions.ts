import type { DecisionContext } from '../../../src/domain/decision/decision.ts';
import { answererOf } from '../../../src/domain/lifecycle/other-party.ts';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Cancellation } from '../../../src/domain/records.ts';
import { holdsUnits } from '../../../src/domain/units/units.ts';
import { Inquiry, type LineDecision, type Wish } from '../../../src/policy/analysis/inquiry.ts';
import type { Asked, Setting } from '../../../src/policy/analysis/settings.ts';
import type { Decision } from '../../../src/policy/index.ts';
import { evaluate, open, type Question } from '../../domain/reference.ts';
import type { LineFate, RandomOrder } from './random-orders.ts';

/** How an order is asked about as the analysis tells it: which of its settings, of a line. */
export interface Asking {
  actor: DecisionContext['actor'];
  status: string;
  cancellation: Cancellation | null;
  fate: LineFate;
}

/** What is decided of each line, and how that is asked about. */
export function linesOf(
  { order, context, fates }: RandomOrder,
  decision: LineDecision & Partial<Pick<Decision, 'lines'>>,
): (Asking & { said: LineDecision })[] {
  return order.lines.map((line, index) => {
    const fate = fates[index] as LineFate;
    return {
      ...{
        actor: context.actor,
        status: order.status,
        fate,
        cancellation: askedOf(context.cancellations, line.id, fate),
      },
      said: decision.lines?.find(({ ids }) => ids.includes(line.id)) ?? decision,
    };
  });
}

/** The cancellation that a line is decided by: one that is open for it, else the last that ended. */
function askedOf(all: readonly Cancellation[], id: string, fate: LineFate): Cancellation | null {
  const standing = all.filter(({ state }) => open.includes(state));
  const whole = standing.findLast(({ lines }) => lines === null);
  const claim = standing.findLast(({ lines }) => lines?.some((one) => one.id === id));
  const claims = claim && (fate !== 'open' || holdsUnits(claim)) ? claim : null;
  return whole ?? claims ?? all.findLast(({ state }) => !open.includes(state)) ?? null;
}

/** What the analysis says may be decided, asked once of each kind of order. */
export class Predictions {
  readonly inquiry: Inquiry;
  readonly #words: { word: Condition; policy: CancelPolicy }[] = [];
  #counts = false;
  readonly #known = new Map<Setting, Map<string, boolean>>();
  readonly #told = new Map<string, string>();
  readonly #settings = new Map<string, Setting>();

  constructor(policies: readonly CancelPolicy[], inquiry = new Inquiry(policies, { steps: 2e9 })) {
    this.inquiry = inquiry;
    for (const policy of policies) {
      const visit = (word: unknown): void => {
        if (typeof word !== 'object' || word === null) return;
        if ('request' in word) this.#words.push({ word: word as Condition, policy });
        this.#counts ||= 'attempts' in word;
        Object.values(word).forEach(visit);
      };
      visit(policy.rules.map(({ when }) => when));
    }
    for (const setting of this.inquiry.settings) {
      const { asked, actor, statuses, fate } = setting;
      const told = asked && { state: asked.state, requestedBy: asked.by, lines: asked.whole ? null : [] };
      for (const status of statuses)
        this.#settings.set(this.#keyOf({ actor, status, fate, cancellation: told as never }), setting);
    }
  }

  /** Everything of a question that is settled before the order is looked at. */
  #keyOf({ actor, status, fate, cancellation }: Asking): string {
    const asked = cancellation
      ? `${cancellation.state} ${cancellation.requestedBy} ${cancellation.lines === null}`
      : 'nothing';
    let told = this.#told.get(asked);
    if (told === undefined) {
      told = this.#tell(cancellation);
      this.#told.set(asked, told);
    }
    return `${actor} ${fate} ${status} ${told}`;
  }

  #tell(cancellation: Cancellation | null): string {
    const isOpen = cancellation !== null && open.includes(cancellation.state);
    return JSON.stringify([
      this.#words.map(({ word, policy }) => evaluate(word, { policy, cancellation } as unknown as Question)),
      isOpen ? answererOf({ requestedBy: cancellation.requestedBy }) : '',
      cancellation?.state === 'cancelled' && cancellation.lines === null,
      cancellation !== null && this.#counts && cancellation.requestedBy,
      // Whether it was ever asked for; windows may be counted from then on.
      cancellation !== null,
    ]);
  }

  settingOf(asking: Asking): Setting | undefined {
    return this.#settings.get(this.#keyOf(asking));
  }

  /** Whether it may be, as far as the analysis can tell, that these rules decide; `undefined`: it knows no such setting. */
  foresees(asking: Asking, wishes: Wish[], everyday: boolean): boolean | undefined {
    const setting = this.settingOf(asking);
    if (!setting) return undefined;
    const key = `${everyday} ${wishes.map(({ index, unknown, denied, unpriced }) => `${index} ${unknown} ${denied} ${unpriced}`)}`;
    const replies = this.#known.get(setting) ?? new Map<string, boolean>();
    this.#known.set(setting, replies);
    let known = replies.get(key);
    if (known === undefined) {
      const goals = wishes.map((wish, program) =>
        this.inquiry.standingsOf(setting, program) ? this.inquiry.goalsFor(setting, wish, program) : [],
      );
      const { usual, all } = this.inquiry;
      const reply = goals.some((one) => one === null)
        ? null
        : this.inquiry.ask(
            [setting],
            () => goals.flatMap((one) => one ?? []),
            wishes,
            everyday ? [usual] : [usual, all],
          );
      known = reply !== null;
      replies.set(key, known);
    }
    return known;
  }
}

/** The asked of a setting as a cancellation. */
export type { Asked };

const denials = ['already-shipped', 'line-committed', 'already-cancelled', 'request-open'];

/** What a decision may come from: which rule it is, whether that could not be evaluated, and which others may stand behind a denial. */
export function wishesOf(policy: CancelPolicy, { ruleId, outcome, reason }: LineDecision, fate: LineFate): Wish[] {
  const index = ruleId === null ? null : policy.rules.findIndex(({ id }) => id === ruleId);
  if (reason === 'fee-unknown') return [{ index, unpriced: true }];
  if (index !== null)
    return [
      outcome === 'ask-server' && reason === 'unknown-facts' ? { index, unknown: true } : { index, unpriced: false },
    ];
  if (fate === 'open' || outcome !== 'none' || !denials.includes(reason)) return [{ index, unpriced: false }];
  return [
    { index, unpriced: false },
    { index, denied: true },
    ...policy.rules.flatMap(({ then }, at) => (then.outcome === 'none' ? [{ index: at, denied: true }] : [])),
  ];
}
