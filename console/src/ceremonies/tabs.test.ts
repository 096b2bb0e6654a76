import { expect, it } from "vitest";
import type { ContractRow } from "@/api/contracts";
import { tabsOf, underTab } from "./tabs";

const row = (id: string, more: Partial<ContractRow> = {}): ContractRow => ({
  id,
  title: id,
  phase: "signing",
  parties: [],
  opened_at: 0,
  state: "to_sign",
  course: "routine",
  demo: false,
  sealed: false,
  ...more,
});
const contracts = [
  row("sent"),
  row("mine", { own_state: "mine_to_sign" }),
  row("waiting", { own_state: "waiting" }),
  row("done", { sealed: true, phase: "closed", state: "signed" }),
];
const ids = (tab: Parameters<typeof underTab>[0]) =>
  underTab(tab, { drafts: [], contracts }).contracts.map(({ id }) => id);

it("sorts contracts under the tabs", () => {
  expect(ids("all")).toEqual(["sent", "mine", "waiting", "done"]);
  expect(ids("mine")).toEqual(["mine"]);
  expect(ids("sent")).toEqual(["sent", "done"]);
  expect(ids("done")).toEqual(["done"]);
  expect(ids("drafts")).toEqual([]);
});

it("has a tab for the organisation that one works for", () => {
  const lists = { drafts: [], contracts };
  expect(tabsOf(lists)).not.toContain("organisation");
  const shared = [row("colleague's")];
  expect(tabsOf({ ...lists, shared })).toContain("organisation");
  expect(underTab("organisation", { ...lists, shared }).contracts).toEqual(shared);
  expect(underTab("all", { ...lists, shared }).contracts).toEqual(contracts);
});
