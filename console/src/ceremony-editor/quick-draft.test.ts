import { expect, it } from "vitest";
import type { DraftBody, Recommendation } from "@/api/drafts";
import { withPeople } from "./quick-draft";

const page_box = { visible: { x: 0, y: 0, w: 600_000, h: 800_000 }, rotate: 0, user_unit: 1000 } as const;
const page = { page_box, width_px: 600, height_px: 800, image: "0" };
const BODY: DraftBody = {
  title: "借条",
  host_name: "",
  parties: [],
  fields: [],
  policy: {
    order: "together",
    may_refuse_recording: true,
    grant_minutes: 15,
    demo: false,
    offset_minutes: 480,
  },
  document: { name: "a.pdf", clean: "0", length: 1, pages: [page, page] },
};
const PEOPLE = [
  { name: " 林望舒 ", phone: "13800000001" },
  { name: "江文", phone: "13800000002" },
] as const;

it("gives each of them a place at the foot of the last page", () => {
  const { parties, fields, policy } = withPeople(BODY, PEOPLE, [], ["甲方", "乙方"]);
  expect(parties.map(({ label, name }) => [label, name])).toEqual([
    ["甲方", "林望舒"],
    ["乙方", "江文"],
  ]);
  expect(policy.course).toBe("routine");
  expect(fields.map(({ party, page: at }) => [party, at])).toEqual([
    [1, 2],
    [2, 2],
  ]);
  const [first, second] = fields.map(({ rect }) => rect);
  expect(first && second && first.x + first.w <= second.x).toBe(true);
  expect(first && first.y >= 0 && first.y + first.h <= 800_000).toBe(true);
});

it("takes the places that the words ask for, and keeps those that a template has", () => {
  const rect = { x: 50_000, y: 90_000, w: 120_000, h: 40_000 };
  const found: Recommendation[] = [{ page: 1, rect, kind: "signature", party: 2, label: "乙方签字" }];
  const own = { party: 1, page: 2, rect: { x: 1, y: 2, w: 30_000, h: 20_000 } };
  const body = { ...BODY, fields: [own], parties: [{ label: "收款人", name: "", phone: "" }] };
  const { parties, fields } = withPeople(body, PEOPLE, found, ["甲方", "乙方"]);
  expect(fields).toEqual([own, { party: 2, page: 1, rect }]);
  expect(parties.map(({ label }) => label)).toEqual(["收款人", "乙方"]);
});
