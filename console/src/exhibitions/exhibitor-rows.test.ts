import { expect, test } from "vitest";
import { readList } from "./exhibitor-rows";

const HEADINGS = ["手机 号*", "公司名称", "联系人", "统一社会信用代码"];

function sheet(...rows: readonly string[][]) {
  return [HEADINGS, ...rows].map((cells, at) => ({ line: at + 1, cells }));
}

test("columns are found by their headings, whatever their order", () => {
  const { good, bad } = readList(
    sheet(["138 0000-0001", "青屿新能源", "林望舒", "91350100M000100Y43"], ["13800000002", "北岸", "江文"]),
  );
  expect(good).toEqual([
    { company: "青屿新能源", contact: "林望舒", phone: "13800000001", credit_code: "91350100M000100Y43" },
    { company: "北岸", contact: "江文", phone: "13800000002" },
  ]);
  expect(bad).toEqual([]);
});

test("what is wrong with a row is told with its number, and the others can be sent", () => {
  const { good, bad } = readList(
    sheet(
      ["13800000001", "青屿新能源", "林望舒"],
      ["13800000002", "", "江文"],
      ["不详", "北岸", "江文"],
      ["13800000001", "南山", "周舟"],
    ),
  );
  expect(good).toHaveLength(1);
  expect(bad).toEqual([
    { line: 3, problem: { is: "lacks", column: "company" } },
    { line: 4, problem: { is: "phone" } },
    { line: 5, problem: { is: "twice", line: 2 } },
  ]);
});

test("a sheet without a needed column gives nothing", () => {
  const rows = [{ line: 1, cells: ["企业名称", "联系人"] }];
  expect(readList(rows).missing).toEqual(["phone"]);
  expect(readList([]).missing).toEqual(["company", "contact", "phone"]);
});
