/** What presses at an exhibition: the quota, holds that lapse soon, contracts without a booth, applications. */
import type { Booth, Exhibition } from "@/api/exhibitions";

export type Alarm =
  | { readonly is: "quota_used" }
  | { readonly is: "quota_nearly"; readonly left: number }
  | { readonly is: "lapsing"; readonly booth: Booth; readonly until: number }
  | { readonly is: "more_lapsing"; readonly count: number }
  | { readonly is: "without_booth"; readonly count: number }
  | { readonly is: "waiting"; readonly count: number };

const DAY = 24 * 3_600_000;
/** Of the quota, what is left when it is nearly used: a tenth. */
const TENTH = 10;
/** Holds that are named one by one. */
const NAMED = 3;

/** The most pressing first. Nothing presses before an exhibition opens, and after it has closed. */
export function alarmsOf({ stage, counts, booths, exhibitors, now }: Exhibition): readonly Alarm[] {
  if (stage !== "open" || !counts) return [];
  const alarms: Alarm[] = [];
  if (counts.quota_left === 0) alarms.push({ is: "quota_used" });
  else if (counts.quota_left * TENTH <= counts.quota)
    alarms.push({ is: "quota_nearly", left: counts.quota_left });
  if (counts.without_booth > 0) alarms.push({ is: "without_booth", count: counts.without_booth });
  const lapsing = booths
    .flatMap((booth) => {
      const { is, until } = booth.occupancy;
      return is === "held" && until !== undefined && until - now < DAY ? [{ booth, until }] : [];
    })
    .sort((one, other) => one.until - other.until);
  for (const { booth, until } of lapsing.slice(0, NAMED)) alarms.push({ is: "lapsing", booth, until });
  if (lapsing.length > NAMED) alarms.push({ is: "more_lapsing", count: lapsing.length - NAMED });
  const waiting = exhibitors.filter(({ standing }) => standing === "applied").length;
  if (waiting > 0) alarms.push({ is: "waiting", count: waiting });
  return alarms;
}
