import { expect, it } from "vitest";
import type { DraftBody } from "@/api/drafts";
import { missing } from "./missing";

const COMPLETE: DraftBody = {
  title: "协议",
  host_name: "",
  parties: [{ label: "甲方", name: "林望舒", phone: "138-0000-0001" }],
  fields: [{ party: 1, page: 1, rect: { x: 0, y: 0, w: 50_000, h: 20_000 } }],
  policy: {
    order: "together",
    may_refuse_recording: true,
    grant_minutes: 15,
    demo: false,
    offset_minutes: 480,
  },
  document: { name: "a.pdf", clean: "0", length: 1, pages: [] },
};

it("misses nothing in a complete draft", () => {
  expect(missing(COMPLETE)).toEqual([]);
});

it("names what is missing", () => {
  expect(missing({ ...COMPLETE, title: " " })).toEqual([{ what: "title" }]);
  expect(missing({ ...COMPLETE, fields: [] })).toEqual([{ what: "box", party: 1 }]);
  const parties = [{ label: "甲方", name: "林望舒", phone: "call me" }];
  expect(missing({ ...COMPLETE, parties })).toEqual([{ what: "party", party: 1 }]);
  const { document: _none, ...without } = COMPLETE;
  expect(missing(without)).toEqual([{ what: "document" }]);
});

it("misses the confirmation of a conversion", () => {
  const conversion = {
    kind: "docx",
    missing_fonts: ["宋体"],
    drawn_with: [],
    claimed_pages: 2,
    pages: 3,
    tracked_changes: false,
    program: "LibreOffice 7.4.7.2",
  } as const;
  const draft = (confirmed: boolean): DraftBody => {
    const part = { name: "合同.docx", clean: "0", pages: 3, conversion: { ...conversion, confirmed } };
    return { ...COMPLETE, document: { name: "合同.docx", clean: "0", length: 1, pages: [], parts: [part] } };
  };
  expect(missing(draft(false))).toEqual([{ what: "conversion", name: "合同.docx" }]);
  expect(missing(draft(true))).toEqual([]);
});

it("asks the sender for its own values and for names of controls", () => {
  const at = { page: 1, rect: { x: 0, y: 0, w: 1, h: 1 }, required: true };
  const controls = [
    { ...at, no: 2, name: "签订日期", kind: { kind: "date" } },
    { ...at, no: 3, name: " ", party: 1, kind: { kind: "amount" } },
    { ...at, no: 4, name: "大写", kind: { kind: "amount_in_words", of: 3 } },
  ] as const;
  expect(missing({ ...COMPLETE, controls })).toEqual([
    { what: "value", no: 2, name: "签订日期" },
    { what: "control_name", no: 3 },
  ]);
  const values = [{ no: 2, text: "2026-11-22" }];
  expect(missing({ ...COMPLETE, controls: controls.slice(0, 1), values })).toEqual([]);
});

it("asks for the address of whoever gets a copy", () => {
  const people = [
    { name: "法务部", address: "fawu@example.com" },
    { name: "钱多", address: "138 0000 7777" },
    { name: "谁", address: "nobody@" },
  ];
  expect(missing({ ...COMPLETE, readers: { people } })).toEqual([{ what: "reader", reader: 3 }]);
});
