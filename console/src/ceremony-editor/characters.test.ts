import { expect, it } from "vitest";
import type { DraftBody } from "@/api/drafts";
import { roomFor } from "./characters";
import { placed } from "./place";

const page_box = { visible: { x: 0, y: 0, w: 600_000, h: 800_000 }, rotate: 0, user_unit: 1_000 };
const rect = { x: 0, y: 0, w: 180_000, h: 22_000 };
const line = { kind: "line", max: 40 } as const;
const style = { face: "hei", size: 10_000, align: "left" } as const;

it("has room for as many characters as its width has sizes", () => {
  expect(roomFor(line, rect, page_box, undefined)).toBe(14);
  expect(roomFor(line, rect, page_box, style)).toBe(17);
  expect(roomFor(line, rect, { ...page_box, rotate: 90 }, style)).toBe(1);
  expect(roomFor({ kind: "paragraph", max: 9 }, { ...rect, h: 50_000 }, page_box, style)).toBe(17 * 3);
  expect(roomFor({ kind: "date" }, rect, page_box, style)).toBeUndefined();
});

it("takes more characters once it is drawn out, and no others once it is only moved", () => {
  const body: DraftBody = {
    title: "",
    host_name: "",
    parties: [],
    fields: [],
    controls: [{ no: 1, party: 1, page: 1, rect, name: "备注", required: true, kind: line }],
    policy: {
      order: "together",
      may_refuse_recording: true,
      grant_minutes: 15,
      demo: false,
      offset_minutes: 480,
    },
    document: {
      name: "a.pdf",
      clean: "0",
      length: 1,
      pages: [{ page_box, width_px: 1, height_px: 1, image: "0" }],
    },
  };
  const kindAfter = (to: typeof rect) => placed(body, 1, { rect: to }).controls?.[0]?.kind;
  expect(kindAfter({ ...rect, w: 243_600 })).toEqual({ kind: "line", max: 20 });
  expect(kindAfter({ ...rect, x: 50_000 })).toEqual(line);
});
