/** How long a hold still lasts, in two units that people count in. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface RemainingWords {
  readonly left: (time: string) => string;
  readonly lapsed: string;
  readonly forDays: (days: number, hours: number) => string;
  readonly forHours: (hours: number, minutes: number) => string;
  readonly forMinutes: (minutes: number) => string;
}

/** @param until @param now both on the hub's clock, milliseconds UTC */
export function remaining(until: number, now: number, t: RemainingWords): string {
  const left = until - now;
  if (left <= 0) return t.lapsed;
  if (left >= DAY) return t.left(t.forDays(Math.floor(left / DAY), Math.floor((left % DAY) / HOUR)));
  if (left >= HOUR) return t.left(t.forHours(Math.floor(left / HOUR), Math.floor((left % HOUR) / MINUTE)));
  return t.left(t.forMinutes(Math.ceil(left / MINUTE)));
}
