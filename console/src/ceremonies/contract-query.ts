/** What the list shows, as it stands in the page's address, and the question to the hub that follows from it. */
import type { ContractQuery } from "@/api/contracts";

const OWN_TABS = ["all", "mine", "sent", "drafts", "done", "archived"] as const;
export type Tab = (typeof OWN_TABS)[number] | "organisation";

export function tabsOf(organisation: string | undefined): readonly Tab[] {
  return organisation === undefined ? OWN_TABS : [...OWN_TABS, "organisation"];
}

/** The names that filters have in the address; those of dates come in pairs. */
const FILTERS = [
  "search",
  "state",
  "type",
  "folder",
  "party",
  "number",
  "opened_from",
  "opened_to",
  "deadline_from",
  "deadline_to",
  "signed_from",
  "signed_to",
] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Readonly<Partial<Record<Filter, string>>>;

export function tabIn(address: URLSearchParams, organisation: string | undefined): Tab {
  const named = address.get("tab");
  return tabsOf(organisation).find((tab) => tab === named) ?? "all";
}

export function filtersIn(address: URLSearchParams): Filters {
  const found = FILTERS.flatMap((name) => {
    const value = address.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Whether anything but the text is asked for: the further filters are shown then. */
export function hasFurther(filters: Filters): boolean {
  return Object.keys(filters).some((name) => !["search", "state", "type", "folder"].includes(name));
}

/** Drafts are found by their own tab and by all; filters other than the text say nothing of them. */
export function showsDrafts(tab: Tab, filters: Filters): boolean {
  const isPlain = Object.keys(filters).every((name) => name === "search");
  return isPlain && (tab === "all" || tab === "drafts");
}

/** `undefined` where no contract can be under the tab. */
export function queryOf(
  tab: Tab,
  { state, type, folder, ...rest }: Filters,
  organisation: string | undefined,
): ContractQuery | undefined {
  if (tab === "drafts") return undefined;
  const asked: ContractQuery = {
    ...rest,
    ...(organisation === undefined ? {} : { organisation }),
    ...(type === undefined ? {} : { type: Number(type) }),
    ...(folder === undefined ? {} : { folder: Number(folder) }),
    ...(state === undefined ? {} : { states: state }),
  };
  switch (tab) {
    case "all":
      return asked;
    case "mine":
      return { ...asked, which: "received", states: "mine_to_fill,mine_to_sign" };
    case "sent":
      return { ...asked, which: "sent" };
    case "organisation":
      return { ...asked, which: "organisation" };
    case "done":
      // Whatever was signed was signed on some day.
      return { signed_from: "2000-01-01", ...asked };
    case "archived":
      return { ...asked, archived: true };
  }
}
