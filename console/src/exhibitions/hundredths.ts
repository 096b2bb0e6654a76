/** Amounts and areas as people read them; the hub counts in hundredths. */

const HUNDRED = 100;

/** `12,800` of 1280000 hundredths. */
export function fromHundredths(hundredths: number): string {
  return (hundredths / HUNDRED).toLocaleString("en-US", { maximumFractionDigits: 2 });
}

export function toHundredths(units: number): number {
  return Math.round(units * HUNDRED);
}
