/** Which contracts and drafts stand under which tab of the list. */
import type { ContractRow } from "@/api/contracts";
import type { Draft } from "@/api/drafts";

export const TABS = ["all", "mine", "sent", "drafts", "done"] as const;
export type Tab = (typeof TABS)[number];

interface Lists {
  readonly drafts: readonly Draft[];
  readonly contracts: readonly ContractRow[];
}

export function underTab(tab: Tab, { drafts, contracts }: Lists): Lists {
  switch (tab) {
    case "all":
      return { drafts, contracts };
    case "drafts":
      return { drafts, contracts: [] };
    case "mine":
      return { drafts: [], contracts: contracts.filter(isMineToDo) };
    case "sent":
      return { drafts: [], contracts: contracts.filter((row) => row.own_state === undefined) };
    case "done":
      return { drafts: [], contracts: contracts.filter(({ sealed }) => sealed) };
  }
}

export function isMineToDo({ own_state }: ContractRow): boolean {
  return own_state === "mine_to_fill" || own_state === "mine_to_sign";
}
