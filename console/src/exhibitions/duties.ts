/** What somebody's roles at an exhibition are for; the hub decides, the page only leaves out what would be refused. */
import type { StaffRole } from "@/api/exhibitions";

export interface Duties {
  readonly setUp: boolean;
  /** Applications, lists and reviews. */
  readonly exhibitors: boolean;
  readonly booths: boolean;
  readonly seesPeople: boolean;
  readonly money: boolean;
  /** Lets people in. */
  readonly door: boolean;
}

const PEOPLE: readonly StaffRole[] = ["host", "desk_clerk", "reviewer"];

export function dutiesOf(roles: readonly StaffRole[] | null): Duties {
  const isAmong = (those: readonly StaffRole[]) => roles?.some((role) => those.includes(role)) ?? false;
  return {
    setUp: isAmong(["host"]),
    exhibitors: isAmong(PEOPLE),
    booths: isAmong(PEOPLE),
    money: isAmong(["host", "cashier"]),
    door: isAmong(["host", "desk_clerk", "door"]),
    seesPeople: isAmong([...PEOPLE, "cashier", "door"]),
  };
}
