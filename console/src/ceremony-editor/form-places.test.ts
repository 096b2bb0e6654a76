import { expect, it } from "vitest";
import type { DraftBody, FormField } from "@/api/drafts";
import { formPlaces } from "./form-places";

const rect = (x: number) => ({ x, y: 0, w: 90, h: 20 });
const name: FormField = {
  page: 2,
  rect: rect(0),
  name: "姓名",
  required: true,
  sort: "fill",
  kind: { kind: "line", max: 20 },
};
const unnamed: FormField = { ...name, rect: rect(100), name: "" };
const signature: FormField = { page: 1, rect: rect(0), name: "sig", required: false, sort: "sign" };

const body = (fields: DraftBody["fields"]): DraftBody =>
  ({
    parties: [{}, {}],
    fields,
    document: {
      parts: [
        { pages: 3, form: [signature] },
        { pages: 2, form: [name, unnamed] },
      ],
    },
  }) as unknown as DraftBody;

it("puts each empty field where it stands in the whole document, for the other side", () => {
  const { signs, fills } = formPlaces(body([]), "填写项");
  expect(signs.map(({ party, page }) => [party, page])).toEqual([[2, 1]]);
  expect(fills.map(({ party, page, name: called }) => [party, page, called])).toEqual([
    [2, 5, "姓名"],
    [2, 5, "填写项"],
  ]);
});

it("gives each party one of the fields of a file that is signed further", () => {
  const form = [signature, { ...signature, rect: rect(100) }, { ...signature, rect: rect(200) }];
  const kept = {
    ...body([]),
    document: { facts: { signatures_kept: 1 }, parts: [{ pages: 1, form }] },
  } as unknown as DraftBody;
  const parties = (from: DraftBody) => formPlaces(from, "填写项").signs.map(({ party }) => party);
  expect(parties(kept)).toEqual([1, 2, 2]);
  expect(parties({ ...kept, fields: [{ party: 1, page: 1, rect: rect(300) }] })).toEqual([2, 2, 2]);
});

it("offers nothing where a control stands already", () => {
  const { signs, fills } = formPlaces(body([{ party: 1, page: 5, rect: rect(10) }]), "填写项");
  expect([signs.length, fills.length]).toEqual([1, 1]);
});
