import { expect, it } from "vitest";
import { addressOf, addressText, readRegions } from "./regions";
import text from "./regions.txt?raw";

const regions = readRegions(text);

it.each([
  ["浙江省杭州市西湖区文三路 1 号", ["浙江省", "杭州市", "西湖区", "文三路 1 号"]],
  ["北京市海淀区中关村大街", ["北京市", "海淀区", "", "中关村大街"]],
  ["湖北省仙桃市", ["湖北省", "仙桃市", "", ""]],
  ["广东省东莞市东城街道", ["广东省", "东莞市", "东城街道", ""]],
  ["浙江省", ["浙江省", "", "", ""]],
  ["1 Main Street", ["", "", "", "1 Main Street"]],
])("finds the parts of %s, and writes them again", (written, [province, city, district, rest]) => {
  const address = addressOf(regions, written);
  expect(address).toEqual({ province, city, district, rest });
  expect(addressText(address)).toBe(written);
});

it("knows every province, and each of them has places", () => {
  expect(regions.size).toBe(34);
  expect([...regions.values()].filter((cities) => cities.size === 0)).toEqual([]);
});

it("has no statistical collective names among the places", () => {
  const names = [...regions.values()].flatMap((cities) => [...cities].flat(2));
  expect(names.filter((name) => name === "市辖区" || name.includes("直辖县级"))).toEqual([]);
});
