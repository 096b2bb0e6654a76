import { expect, it } from "vitest";
import type { DraftBody } from "@/api/drafts";
import { allOnPages } from "./align";
import { groupIn, nextGroup, togetherWith } from "./group";
import { SIGN_OFFERS } from "./palette";
import { onPages, placed, ungrouped, without, withoutPartiesAbove, withSign } from "./place";

const PAGES = [1, 2, 3];

const page_box = { visible: { x: 0, y: 0, w: 600_000, h: 800_000 }, rotate: 0, user_unit: 1_000 };
const page = { page_box, width_px: 1, height_px: 1, image: "0" };
const lone = { party: 1, page: 1, rect: { x: 0, y: 0, w: 100_000, h: 40_000 } };
const START: DraftBody = {
  title: "",
  host_name: "",
  parties: [],
  fields: [lone],
  policy: {
    order: "together",
    may_refuse_recording: true,
    grant_minutes: 15,
    demo: false,
    offset_minutes: 480,
  },
  document: { name: "a.pdf", clean: "0", length: 1, pages: [page, page, page] },
};
const offer = SIGN_OFFERS.find(({ sort }) => sort === "group");
const members = offer?.sort === "group" ? offer.members : [];
const area = { x: 100_000, y: 300_000, w: 260_000, h: 100_000 };
const whose = { party: 2, page: 1, group: nextGroup(START.fields) };
const grouped = withSign(START, groupIn(page_box, area, members, whose));
const corners = (body: DraftBody) => body.fields.map(({ rect: { x, y } }) => [x, y]);

it("makes at most four controls with a signature among them, within its place", () => {
  expect(grouped.fields.slice(1).map(({ content }) => content?.kind)).toEqual([
    "opinion",
    "ink",
    "name",
    "date",
  ]);
  for (const { rect, group, party } of grouped.fields.slice(1)) {
    expect([group, party]).toEqual([1, 2]);
    expect(rect.x >= area.x && rect.x + rect.w <= area.x + area.w).toBe(true);
    expect(rect.y >= area.y && rect.y + rect.h <= area.y + area.h).toBe(true);
  }
});

it("moves as one, and no further than all of it stays on the page", () => {
  const rect = grouped.fields[2]?.rect ?? lone.rect;
  const moved = placed(grouped, 3, { rect: { ...rect, x: rect.x + 20_000, y: rect.y - 10_000 } });
  expect(corners(moved)).toEqual(
    corners(grouped).map(([x = 0, y = 0], index) => (index === 0 ? [x, y] : [x + 20_000, y - 10_000])),
  );
  const rim = placed(grouped, 3, { rect: { ...rect, x: rect.x + 400_000 } });
  expect(Math.max(...rim.fields.slice(1).map(({ rect: { x, w } }) => x + w))).toBe(600_000);
});

it("is resized one by one and given to another party as one", () => {
  const rect = grouped.fields[2]?.rect ?? lone.rect;
  const wider = placed(grouped, 3, { rect: { ...rect, w: rect.w + 5_000 } });
  expect(corners(wider)).toEqual(corners(grouped));
  expect(wider.fields.map(({ rect: { w } }, index) => w - (grouped.fields[index]?.rect.w ?? 0))).toEqual([
    0, 0, 5_000, 0, 0,
  ]);
  expect(placed(grouped, 5, { party: 1 }).fields.map(({ party }) => party)).toEqual([1, 1, 1, 1, 1]);
});

it("is removed as one, also with its party", () => {
  expect(without(grouped, 4).fields).toEqual([lone]);
  const between = withSign(grouped, [{ ...lone, party: 1 }]);
  expect(withoutPartiesAbove(between, 1).fields).toEqual([lone, lone]);
});

it("is copied as a group of its own to every page, once", () => {
  const everywhere = onPages(grouped, 2, PAGES);
  expect(everywhere.fields).toHaveLength(1 + 3 * 4);
  expect(togetherWith(everywhere, 6)).toEqual([6, 7, 8, 9]);
  expect(everywhere.fields[5]?.page).toBe(2);
  expect(allOnPages(grouped, [2, 3], PAGES).fields).toHaveLength(1 + 3 * 4);
});

it("can be taken apart", () => {
  expect(without(ungrouped(grouped, 3), 3).fields).toHaveLength(4);
});
