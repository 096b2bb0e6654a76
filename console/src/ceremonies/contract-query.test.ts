import { expect, it } from "vitest";
import { filtersIn, queryOf, showsDrafts, tabIn, tabsOf } from "./contract-query";

it("has a tab for the organisation that one works for", () => {
  expect(tabsOf(undefined)).not.toContain("organisation");
  expect(tabsOf("o")).toContain("organisation");
  expect(tabIn(new URLSearchParams("tab=organisation"), undefined)).toBe("all");
  expect(tabIn(new URLSearchParams("tab=organisation"), "o")).toBe("organisation");
});

it("asks the hub for what stands under a tab", () => {
  expect(queryOf("all", {}, undefined)).toEqual({});
  expect(queryOf("drafts", {}, undefined)).toBeUndefined();
  expect(queryOf("mine", {}, "o")).toEqual({
    organisation: "o",
    which: "received",
    states: "mine_to_fill,mine_to_sign",
  });
  expect(queryOf("archived", {}, undefined)).toEqual({ archived: true });
  expect(queryOf("done", { signed_from: "2026-11-01" }, undefined)).toEqual({ signed_from: "2026-11-01" });
});

it("reads filters from the address", () => {
  const filters = filtersIn(new URLSearchParams("tab=sent&type=0&search=张三&party=&else=1"));
  expect(filters).toEqual({ type: "0", search: "张三" });
  expect(queryOf("sent", filters, undefined)).toEqual({ which: "sent", type: 0, search: "张三" });
});

it("shows drafts only where no filter of contracts is set", () => {
  expect(showsDrafts("all", {})).toBe(true);
  expect(showsDrafts("drafts", { search: "租" })).toBe(true);
  expect(showsDrafts("all", { type: "1" })).toBe(false);
  expect(showsDrafts("sent", {})).toBe(false);
});
