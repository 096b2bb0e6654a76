import { expect, test } from "vitest";
import type { Booth, Occupied } from "@/api/exhibitions";
import { feedAfter, maskedCompany } from "./hall-feed";

function booth(no: number, is: Occupied, company: string | null = "青屿新能源科技有限公司"): Booth {
  const plan = { hall: 1, label: `A-${no}`, kind: "shell" as const, area: 900, price: 100, outline: [] };
  return { no, plan, occupancy: { is }, company: is === "free" ? null : company };
}

const seen = (feed: ReturnType<typeof feedAfter>) => feed.map(({ booth, state }) => `${booth} ${state}`);

test("whoever signs comes first, and stands there once", () => {
  const first = feedAfter([], [booth(1, "held"), booth(2, "contracted"), booth(3, "free")]);
  expect(seen(first)).toEqual(["2 contracted", "1 held"]);
  const second = feedAfter(first, [booth(1, "contracted"), booth(2, "contracted"), booth(3, "held")]);
  expect(seen(second)).toEqual(["1 contracted", "3 held", "2 contracted"]);
});

test("what became free goes, and what nobody touched is the same list", () => {
  const first = feedAfter([], [booth(1, "held"), booth(2, "contracted")]);
  expect(feedAfter(first, [booth(1, "held"), booth(2, "contracted")])).toBe(first);
  expect(seen(feedAfter(first, [booth(1, "free"), booth(2, "contracted")]))).toEqual(["2 contracted"]);
});

test("a booth that went to another company is news", () => {
  const first = feedAfter([], [booth(1, "held"), booth(2, "held")]);
  const second = feedAfter(first, [booth(1, "held"), booth(2, "held", "北岸精密制造股份有限公司")]);
  expect(second.map(({ company }) => company)).toEqual(["北岸＊＊公司", "青屿＊＊公司"]);
});

test("no name stands on the wall in full", () => {
  expect(maskedCompany("青屿新能源科技有限公司")).toBe("青屿＊＊公司");
  expect(maskedCompany("华为")).toBe("华＊＊");
  expect(maskedCompany("")).toBe("＊＊");
});
