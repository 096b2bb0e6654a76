import { expect, test } from "vitest";
import type { TemplateRow } from "@/api/templates";
import { foldersOf, shownIn } from "./folders";

const row = (name: string, folder: string | null): TemplateRow => ({
  id: name,
  name,
  folder,
  enabled: true,
  kept: true,
  keeper: null,
  version: 1,
  pages: 1,
  cover: "0".repeat(64),
  roles: [],
  changed_at: 0,
});

const rows = [row("房屋租赁合同", "租赁"), row("NDA 保密协议", null), row("商铺租赁合同", "租赁")];

test("each folder is named once, and lying in none is no folder", () => {
  expect(foldersOf(rows)).toEqual(["租赁"]);
});

test("folder and search narrow together, and letters count in either case", () => {
  const names = (folder: string | null | undefined, search: string) =>
    shownIn(rows, folder, search).map(({ name }) => name);
  expect(names(undefined, "")).toHaveLength(3);
  expect(names(null, "")).toEqual(["NDA 保密协议"]);
  expect(names("租赁", "商铺")).toEqual(["商铺租赁合同"]);
  expect(names(undefined, " nda ")).toEqual(["NDA 保密协议"]);
});
