import { isUnpriced } from '../../../src/domain/settlement/fee.ts';
import type { Cube } from '../../../src/policy/analysis/cubes.ts';
import type { Inquiry } from '../../../src/policy/analysis/inquiry.ts';
import type { Setting } from '../../../src/policy/analysis/settings.ts';
import type { Atom } from '../../../src/policy/analysis/variables.ts';
import { type CancelPolicy, type CompiledPolicy, compilePolicy } from '../../../src/policy/index.ts';
import type { RandomOrder } from './random-orders.ts';

/** In which regions an order lies, as its policies' conditions say, each by itself. */
export class Regions {
  readonly #inquiry: Inquiry;
  readonly #compiled = new Map<Atom, CompiledPolicy>();

  constructor(inquiry: Inquiry) {
    this.#inquiry = inquiry;
  }

  /** Whether an order is one of those that a cube stands for, of the line that is asked, by its place. */
  has(cube: Cube, { order, context }: RandomOrder, setting: Setting, line: number): boolean {
    const own: Record<string, string> = {
      role: setting.actor,
      status: order.status,
      asked: JSON.stringify(setting.asked),
      fate: setting.fate,
    };
    const others = [...cube.keys()].flatMap((key) => Number(key.split('\n')[1] ?? 0)).filter((slot) => slot > 0);
    const places = order.lines.map((_, place) => place).filter((place) => place !== line);
    // Which line is thought of as which is open: all ways are tried.
    const ways = [...new Set(others)].reduce<number[][]>(
      (all, slot) => all.flatMap((way) => places.map((place) => Object.assign([...way], { [slot]: place }))),
      [[line]],
    );
    return ways.some((way) =>
      [...cube].every(([key, values]) => {
        const known = own[key];
        if (known !== undefined) return values.has(known);
        const [name, slot, column] = key.split('\n');
        const variable = this.#inquiry.universe.variables.find((one) => one.key === name);
        const { id } = order.lines[way[Number(slot)] as number] as { id: string };
        const truths = variable?.atoms.map((atom) => this.#truth(atom, { order, context } as RandomOrder, id)) ?? [];
        if (column !== undefined) return values.has(String(truths[Number(column)] === 4));
        return variable?.regions.some(
          (region, index) => values.has(String(index)) && region.truths.every((truth, at) => truth === truths[at]),
        );
      }),
    );
  }

  /** What a condition of one word says of a line, as a bit: 1 false, 2 unknown, 4 true. */
  #truth(atom: Atom, { order, context }: RandomOrder, id: string): number {
    if (atom.variable.kind === 'currency') return isUnpriced(atom.condition, { ...order }) ? 4 : 1;
    let compiled = this.#compiled.get(atom);
    if (!compiled) {
      const { lifecycle: _, withdrawal: __, ...rest } = atom.policy;
      const then = { outcome: 'none', reason: 'holds' } as const;
      const when = atom.condition as never;
      compiled = compilePolicy({
        ...rest,
        statuses: { ...rest.statuses, [order.status]: { phase: 'open' } },
        rules: [{ id: 'only', when, then, always: true }],
        otherwise: { outcome: 'none', reason: 'holds-not' },
      } as CancelPolicy);
      this.#compiled.set(atom, compiled);
    }
    const statused = { ...order, status: Object.keys(atom.policy.statuses)[0] as string };
    const decision = compiled.decide(statused, context);
    const { outcome, reason } = decision.lines?.find(({ ids }) => ids.includes(id)) ?? decision;
    return outcome === 'ask-server' ? 2 : reason === 'holds' ? 4 : 1;
  }
}
