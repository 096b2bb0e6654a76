import { expect, it } from "vitest";
import { invitationOf, readInvitations, readRows } from "./invitation-list";

const department = (no: number, name: string, parent = 0) => ({ no, name, parent, head: null });
const known = {
  departments: [
    department(1, "销售部"),
    department(2, "一组", 1),
    department(3, "财务部"),
    department(4, "一组", 3),
  ],
  roles: [
    { no: 3, name: "经办人", description: "", permissions: [], scope: "own", enabled: true, built_in: true },
  ] as const,
};

it("reads what people type and what programs export", () => {
  const text =
    '\uFEFF姓名,手机号\r\n张三，138 0013 8000\n"李四",13900139000\n\n王五 13700137000\nZhang San\t+8613600136000';
  expect(readInvitations(text, known)).toEqual([
    { line: 2, name: "张三", phone: "13800138000" },
    { line: 3, name: "李四", phone: "13900139000" },
    { line: 5, name: "王五", phone: "13700137000" },
    { line: 6, name: "Zhang San", phone: "+8613600136000" },
  ]);
});

it("says what is wrong with which line", () => {
  const rows = readInvitations("张三,123\n,13800138000\n李四,13900139000\n王五,13900139000", known);
  expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
    [1, "phone"],
    [2, "name"],
    [3, undefined],
    [4, "twice"],
  ]);
});

it("reads rows of a sheet by their headings, with departments and roles", () => {
  const rows = readRows(
    [
      { line: 1, cells: ["工号", "姓名", "部门", "手机号", "角色"] },
      { line: 3, cells: ["7", "张三", "销售部/一组、财务部", "13800138000", "经办人"] },
      { line: 4, cells: ["8", "李四", "一组", "13900139000"] },
      { line: 5, cells: ["9", "王五", "", "13700137000", "总管"] },
      { line: 6, cells: ["", "", ""] },
    ],
    known,
  );
  expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
    [3, undefined],
    [4, "department"],
    [5, "role"],
  ]);
  const all = { departments: [1], roles: [] };
  expect(rows.map((row) => invitationOf(row, all))[0]).toEqual({
    name: "张三",
    phone: "13800138000",
    departments: [2, 3],
    roles: [3],
  });
});
