/** `A-001`, `A-002`, …: at least three digits, so that they stand in order on every list. */
export function labelsOf(prefix: string, from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${String(from + n).padStart(3, "0")}`);
}
