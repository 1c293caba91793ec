import { html, nothing } from 'lit';
import type { OrderLine } from '../../../../domain/records.ts';
import { inThousandths, inUnits, sumOfQuantities } from '../../../../domain/values/quantity.ts';
import { formatQuantity } from '../../../../i18n/format-quantity.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { fill } from '../../../../i18n/wording.ts';
import type { DialogScope, Rendered } from '../scope.ts';

/** Pieces go one by one; of what is measured, as much as a person names. */
function isMeasured({ quantity, unit }: OrderLine): boolean {
  return unit !== undefined || !Number.isInteger(quantity);
}

/** One step: a unit; of what is measured in parts of a unit, as finely as it was ordered. */
export function stepOf({ quantity }: OrderLine): number {
  const thousandths = inThousandths(quantity);
  return inUnits([1000, 100, 10].find((step) => thousandths % step === 0) ?? 1);
}

/** How much of an item, where there is more than one step of it. */
export function renderQuantity(
  scope: DialogScope,
  words: TextTable,
  line: OrderLine,
  available: number,
  chosen: number,
  choose: (quantity: number) => void,
): Rendered {
  const { flow, controller } = scope;
  const { title, unit } = line;
  const least = stepOf(line);
  if (available <= least || chosen === 0) return nothing;
  const within = (quantity: number, from: number): number => Math.min(available, Math.max(from, quantity));
  const button = (by: number, key: string, sign: string) =>
    html`<button
      type="button"
      aria-label=${fill(words[key], { title })}
      aria-disabled=${by < 0 ? chosen <= least : chosen >= available}
      ?disabled=${flow.sending}
      @click=${() => choose(within(sumOfQuantities(chosen, by), Math.min(least, chosen)))}
    >
      ${sign}
    </button>`;
  const label = fill(words['choice.of'], { title, count: formatQuantity(controller.language, available, unit) });
  return html`<div class="quantity" role="group" aria-label=${label}>
    ${button(-least, 'choice.fewer', '−')}
    <input
      type="number"
      part="line-quantity"
      aria-label=${label}
      inputmode=${isMeasured(line) ? 'decimal' : 'numeric'}
      min=${isMeasured(line) ? 0 : 1}
      max=${available}
      step=${isMeasured(line) ? 'any' : 1}
      .value=${String(chosen)}
      ?disabled=${flow.sending}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const asked = input.valueAsNumber || 0;
        const quantity = within(isMeasured(line) ? inUnits(inThousandths(asked)) : Math.trunc(asked), 0);
        // What could not be is put right in sight.
        input.value = String(quantity);
        choose(quantity);
      }}
    />
    ${unit ? html`<bdi>${unit}</bdi>` : nothing} ${button(least, 'choice.more', '+')}
  </div>`;
}
