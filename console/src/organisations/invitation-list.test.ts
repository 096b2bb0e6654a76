import { expect, it } from "vitest";
import { readInvitations } from "./invitation-list";

it("reads what people type and what programs export", () => {
  const text =
    '\uFEFF姓名,手机号\r\n张三，138 0013 8000\n"李四",13900139000\n\n王五 13700137000\nZhang San\t+8613600136000';
  expect(readInvitations(text)).toEqual([
    { line: 2, name: "张三", phone: "13800138000" },
    { line: 3, name: "李四", phone: "13900139000" },
    { line: 5, name: "王五", phone: "13700137000" },
    { line: 6, name: "Zhang San", phone: "+8613600136000" },
  ]);
});

it("says what is wrong with which line", () => {
  const rows = readInvitations("张三,123\n,13800138000\n李四,13900139000\n王五,13900139000");
  expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
    [1, "phone"],
    [2, "name"],
    [3, undefined],
    [4, "twice"],
  ]);
});
