/** Hub times as people read them: the zone of the contract, always with its offset. */

/** `2026-11-22 18:05:09 +08:00`. */
export function dateTimeText(at: number, offsetMinutes: number): string {
  return `${dateText(at, offsetMinutes)} ${clockText(at, offsetMinutes)} ${offsetText(offsetMinutes)}`;
}

/** `2026-11-22`. */
export function dateText(at: number, offsetMinutes: number): string {
  return shifted(at, offsetMinutes).toISOString().slice(0, 10);
}

/** `18:05:09`. */
export function clockText(at: number, offsetMinutes: number): string {
  return shifted(at, offsetMinutes).toISOString().slice(11, 19);
}

/** `+08:00`. */
function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What is left of a span as `4:05`; never below zero. */
export function leftText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function shifted(at: number, offsetMinutes: number): Date {
  return new Date(at + offsetMinutes * 60_000);
}
