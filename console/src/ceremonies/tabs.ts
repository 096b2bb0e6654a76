/** Which contracts and drafts stand under which tab of the list. */
import type { ContractRow } from "@/api/contracts";
import type { Draft } from "@/api/drafts";

const OWN_TABS = ["all", "mine", "sent", "drafts", "done"] as const;
export type Tab = (typeof OWN_TABS)[number] | "organisation";

interface Lists {
  readonly drafts: readonly Draft[];
  readonly contracts: readonly ContractRow[];
}

interface AllLists extends Lists {
  /** Of the organisation that one works for at present. */
  readonly shared?: readonly ContractRow[];
}

export function tabsOf({ shared }: AllLists): readonly Tab[] {
  return shared ? [...OWN_TABS, "organisation"] : OWN_TABS;
}

export function underTab(tab: Tab, { drafts, contracts, shared = [] }: AllLists): Lists {
  switch (tab) {
    case "all":
      return { drafts, contracts };
    case "drafts":
      return { drafts, contracts: [] };
    case "organisation":
      return { drafts: [], contracts: shared };
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
