import { expect, test } from "vitest";
import { approvalWords } from "@/i18n/console-approval-words";
import { conditionWords, fenOf, yuanOf } from "./condition-words";

const t = approvalWords.zh;

test("amounts are shown in yuan and kept in 分", () => {
  expect(fenOf(1234.56)).toBe(123456);
  expect(fenOf(null)).toBeUndefined();
  expect(yuanOf(123456)).toBe(1234.56);
  expect(yuanOf(undefined)).toBeNull();
});

test("each condition is said once, and none for a flow that always applies", () => {
  expect(conditionWords({}, t, [])).toEqual([]);
  const conditions = { at_least: 100_000_000, contract_types: ["采购"], departments: [2], seals: ["a", "b"] };
  expect(conditionWords(conditions, t, [{ no: 2, name: "销售部" }])).toEqual([
    "金额 ≥ 1,000,000 元",
    "采购",
    "销售部",
    "指定印章 2 枚",
  ]);
  expect(conditionWords({ at_least: 1_00, below: 200_00 }, t, [])).toEqual(["金额 1–200 元"]);
});
