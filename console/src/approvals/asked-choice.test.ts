import { expect, test } from "vitest";
import type { Asked, Colleagues } from "@/api/approvals";
import { askedOf, keyOf, named } from "./asked-choice";

const EVERYBODY: readonly Asked[] = [
  { member: 3 },
  { role: 100 },
  { department_head: 2 },
  "requesters_head",
  "superior",
  "super_administrator",
];

test("every kind of approver comes back from the list as it went in", () => {
  expect(EVERYBODY.map((asked) => askedOf(keyOf(asked)))).toEqual(EVERYBODY);
});

test("people, roles and departments go by their names of today", () => {
  const colleagues: Colleagues = {
    people: [{ no: 3, name: "陈以南", me: false, absence: null }],
    roles: [{ no: 100, name: "法务" }],
    departments: [],
  };
  expect(named({ member: 3 }, colleagues)).toEqual({ kind: "member", name: "陈以南" });
  expect(named({ role: 100 }, colleagues)).toEqual({ kind: "role", name: "法务" });
  expect(named({ department_head: 2 }, colleagues)).toEqual({ kind: "department_head" });
});
