/** 24:00 of a day `2026-12-31`, in ms UTC, where the clock is `offsetMinutes` ahead; nothing where it is no day. */
export function dayEnd(day: string, offsetMinutes: number): number | undefined {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(start)) return undefined;
  return start + 86_400_000 - offsetMinutes * 60_000;
}
