/** Beyond, thousandths of a unit would not be whole numbers that a double holds exactly. */
export const maxQuantity = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

/** Whether a number is a quantity: from 0, with at most three decimals. */
export function isQuantity(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= maxQuantity && value === inUnits(inThousandths(value));
}

/** A quantity as a whole number of thousandths, in which it is added and compared. */
export function inThousandths(quantity: number): number {
  return Math.round(quantity * 1000);
}

/** The quantity of so many thousandths. */
export function inUnits(thousandths: number): number {
  return thousandths / 1000;
}

/** The sum of quantities, exact. */
export function sumOfQuantities(...quantities: number[]): number {
  return inUnits(quantities.reduce((sum, quantity) => sum + inThousandths(quantity), 0));
}
