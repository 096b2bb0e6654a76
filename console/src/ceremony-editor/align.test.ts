import { expect, it } from "vitest";
import type { DraftBody } from "@/api/drafts";
import { type Alignment, aligned, allOnPages } from "./align";
import { placesOf } from "./place";

const page = {
  page_box: { visible: { x: 0, y: 0, w: 600_000, h: 800_000 }, rotate: 0, user_unit: 1_000 },
  width_px: 1,
  height_px: 1,
  image: "0",
};
const control = { required: true, kind: { kind: "email" } } as const;
const BODY: DraftBody = {
  title: "",
  host_name: "",
  parties: [],
  fields: [{ party: 1, page: 1, rect: { x: 60_000, y: 400_000, w: 120_000, h: 80_000 } }],
  controls: [
    { ...control, no: 2, page: 1, name: "一", rect: { x: 300_000, y: 100_000, w: 60_000, h: 40_000 } },
    { ...control, no: 3, page: 2, name: "二", rect: { x: 400_000, y: 600_000, w: 90_000, h: 20_000 } },
  ],
  policy: {
    order: "together",
    may_refuse_recording: true,
    grant_minutes: 15,
    demo: false,
    offset_minutes: 480,
  },
  document: { name: "a.pdf", clean: "0", length: 1, pages: [page, page] },
};
const rects = (body: DraftBody) => placesOf(body).map(({ at: { rect } }) => rect);

it.each<[Alignment, object, object]>([
  ["left", { x: 60_000, y: 100_000 }, { x: 60_000, y: 600_000 }],
  ["right", { x: 120_000, y: 100_000 }, { x: 90_000, y: 600_000 }],
  ["top", { x: 300_000, y: 440_000 }, { x: 400_000, y: 460_000 }],
  ["bottom", { x: 300_000, y: 400_000 }, { x: 400_000, y: 400_000 }],
  ["width", { x: 300_000, w: 120_000 }, { x: 400_000, w: 120_000 }],
  ["height", { h: 80_000, y: 60_000 }, { h: 80_000, y: 540_000 }],
])("lines others up with one: %s", (alignment, second, third) => {
  const [model, ...others] = rects(aligned(BODY, 1, [2, 3], alignment));
  expect(model).toEqual(BODY.fields[0]?.rect);
  expect(others).toMatchObject([second, third]);
});

it("leaves alone what is not among them", () => {
  expect(rects(aligned(BODY, 1, [3], "left"))[1]).toEqual(BODY.controls?.[0]?.rect);
  expect(aligned(BODY, 9, [2], "left")).toBe(BODY);
});

it("puts several on every page, signs and values", () => {
  const body = allOnPages(BODY, [1, 3], [1, 2]);
  expect(body.fields.map((field) => field.page)).toEqual([1, 2]);
  expect(body.controls?.map(({ no, name, page }) => [no, name, page])).toEqual([
    [3, "一", 1],
    [4, "二", 2],
    [5, "二", 1],
  ]);
});
