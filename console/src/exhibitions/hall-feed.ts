/** What the hall screen tells in words: who signed and who holds, newest first, with names masked. */
import type { Booth, Occupied } from "@/api/exhibitions";

export interface FeedEntry {
  readonly booth: number;
  readonly label: string;
  readonly state: Occupied;
  readonly company: string;
}

/** In the order of a list that has seen nothing happen yet. */
const WEIGHT: Readonly<Record<Occupied, number>> = {
  paid: 0,
  contracted: 1,
  reserved: 2,
  held: 3,
  leased: 4,
  free: 5,
};

/** The list after another look at the floor: what has changed comes first, what became free goes. */
export function feedAfter(before: readonly FeedEntry[], booths: readonly Booth[]): readonly FeedEntry[] {
  const now = new Map<number, FeedEntry>();
  for (const { no, plan, occupancy, company } of booths) {
    if (company === null) continue;
    now.set(no, { booth: no, label: plan.label, state: occupancy.is, company: maskedCompany(company) });
  }
  const isSame = (entry: FeedEntry) => {
    const present = now.get(entry.booth);
    return present?.state === entry.state && present.company === entry.company;
  };
  const kept = before.filter(isSame);
  const known = new Set(kept.map(({ booth }) => booth));
  const fresh = [...now.values()].filter(({ booth }) => !known.has(booth));
  fresh.sort((a, b) => WEIGHT[a.state] - WEIGHT[b.state]);
  return fresh.length === 0 && kept.length === before.length ? before : [...fresh, ...kept];
}

/** `青屿＊＊公司`: enough for the company itself to know that it is meant. */
export function maskedCompany(name: string): string {
  const letters = [...name];
  if (letters.length <= 4) return `${letters[0] ?? ""}＊＊`;
  return `${letters.slice(0, 2).join("")}＊＊${letters.slice(-2).join("")}`;
}
