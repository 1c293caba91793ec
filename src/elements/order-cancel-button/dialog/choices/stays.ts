import type { LineQuantity, OrderLine } from '../../../../domain/records.ts';
import { holdsUnits, unitsOf } from '../../../../domain/units/units.ts';
import { inThousandths, inUnits } from '../../../../domain/values/quantity.ts';
import { formatQuantity } from '../../../../i18n/format-quantity.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { fill } from '../../../../i18n/wording.ts';
import type { DialogScope } from '../scope.ts';
import { reasonOf } from '../view.ts';

/** Why something of an item stays: where its units are, and what a rule says of it. */
export function whyNot(scope: DialogScope, words: TextTable): (line: OrderLine) => string[] {
  const { order, controller, flow } = scope;
  const { language, decision } = controller;
  const units = unitsOf(order);
  const asked = askedFor(flow.part?.cancellations.filter(holdsUnits).flatMap(({ lines }) => lines ?? []) ?? []);
  const denied = new Map(
    (decision?.lines ?? [])
      .filter(({ outcome }) => outcome === 'none' || outcome === 'return')
      .flatMap((group) => group.ids.map((id) => [id, group] as const)),
  );
  return (line) => {
    const { id, quantity, unit } = line;
    const all = formatQuantity(language, quantity, unit);
    const where = { ...units.get(id), asked: asked.get(id) ?? 0 };
    const sentences = (['cancelled', 'returned', 'shipped', 'committed', 'asked'] as const).flatMap((key) => {
      const some = where[key] ?? 0;
      return some > 0 ? [fill(words[`choice.${key}`], { some: formatQuantity(language, some, unit), all })] : [];
    });
    const group = denied.get(id);
    // What has become of all its units says it better than a rule does.
    if (!group || !decision || (where.open === 0 && sentences.length > 0)) return sentences;
    return [...sentences, reasonOf(scope, { ...decision, ...group, validUntil: group.next?.at ?? null })];
  };
}

function askedFor(lines: readonly LineQuantity[]): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { id, quantity } of lines) {
    asked.set(id, inUnits(inThousandths(asked.get(id) ?? 0) + inThousandths(quantity)));
  }
  return asked;
}
