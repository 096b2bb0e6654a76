import { expect, it } from "vitest";
import type { DraftBody } from "@/api/drafts";
import {
  mayBeSenders,
  onPages,
  placed,
  placesOf,
  withFill,
  without,
  withoutPartiesAbove,
  withSign,
} from "./place";

const rect = { x: 0, y: 0, w: 100_000, h: 20_000 };
const page = {
  page_box: { visible: { x: 0, y: 0, w: 595_000, h: 842_000 }, rotate: 0, user_unit: 1_000 },
  width_px: 1,
  height_px: 1,
  image: "0",
};
const START: DraftBody = {
  title: "",
  host_name: "",
  parties: [],
  fields: [{ party: 1, page: 1, rect }],
  policy: {
    order: "together",
    may_refuse_recording: true,
    grant_minutes: 15,
    demo: false,
    offset_minutes: 480,
  },
  document: { name: "a.pdf", clean: "0", length: 1, pages: [page, page, page] },
};
const control = { party: 2, page: 1, rect, required: true };
const filled = {
  ...withFill(START, [
    { ...control, name: "金额", kind: { kind: "amount" } },
    { ...control, name: "大写", kind: { kind: "amount_in_words", of: 2 } },
    { ...control, name: "日期", kind: { kind: "date" } },
  ]),
  values: [{ no: 4, text: "2026-11-22" }],
};
const numbers = (body: DraftBody) => placesOf(body).map(({ no }) => no);

it("numbers fill controls on after the sign controls", () => {
  expect(numbers(filled)).toEqual([1, 2, 3, 4]);
});

it("lets numbers, references and values follow when a sign control is added or removed", () => {
  const more = withSign(filled, [{ party: 2, page: 1, rect }]);
  expect(numbers(more)).toEqual([1, 2, 3, 4, 5]);
  expect(more.controls?.[1]?.kind).toEqual({ kind: "amount_in_words", of: 3 });
  expect(more.values).toEqual([{ no: 5, text: "2026-11-22" }]);
  const less = without(more, 1);
  expect(less.controls?.[1]?.kind).toEqual({ kind: "amount_in_words", of: 2 });
  expect(less.values).toEqual([{ no: 4, text: "2026-11-22" }]);
});

it("takes the words of an amount away with the amount", () => {
  const less = without(filled, 2);
  expect(less.controls?.map(({ no, name }) => [no, name])).toEqual([[2, "日期"]]);
  expect(less.values).toEqual([{ no: 2, text: "2026-11-22" }]);
});

it("turns a place over to another party, and a fill control to the sender", () => {
  expect(placed(filled, 1, { party: 2 }).fields[0]?.party).toBe(2);
  expect(placed(filled, 2, { party: null }).controls?.[0]).not.toHaveProperty("party");
  expect(placed(filled, 2, { page: 3 }).controls?.[0]).toMatchObject({ party: 2, page: 3 });
});

it("copies a place to other pages", () => {
  expect(onPages(filled, 1, [1, 2, 3]).fields.map((field) => field.page)).toEqual([1, 2, 3]);
  expect(onPages(filled, 1, [3]).fields.map((field) => field.page)).toEqual([1, 3]);
  expect(onPages(filled, 4, [1, 2, 3]).controls?.map((each) => each.no)).toEqual([2, 3, 4, 5, 6]);
});

it("removes what belongs to parties that are gone", () => {
  expect(numbers(withoutPartiesAbove(filled, 1))).toEqual([1]);
});

it("lets the sender have what is filled in, but not signing nor what is known of a party", () => {
  const body = withFill(filled, [{ ...control, name: "姓名", kind: { kind: "known", fact: "name" } }]);
  expect(placesOf(body).map(mayBeSenders)).toEqual([false, true, true, true, false]);
});
