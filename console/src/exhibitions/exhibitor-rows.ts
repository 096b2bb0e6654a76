/** A sheet of companies, row by row: what can be sent, and what is wrong with the rest. */
import type { Application, SheetRow } from "@/api/exhibitions";

type Column = keyof Application;

/** Headings as they stand in the sheets that organisers have, without blanks. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  company: ["企业名称", "公司名称", "单位名称", "参展商", "company"],
  contact: ["联系人", "姓名", "联系人姓名", "contact"],
  phone: ["手机号", "手机", "联系电话", "电话", "手机号码", "phone"],
  credit_code: ["统一社会信用代码", "信用代码", "creditcode"],
};
const NEEDED: readonly Column[] = ["company", "contact", "phone"];
/** As the hub takes them: 5 to 15 digits, a plus sign before them where there is one. */
const PHONE = /^\+?\d{5,15}$/;

export type RowProblem =
  | { readonly is: "lacks"; readonly column: Column }
  | { readonly is: "phone" }
  | { readonly is: "twice"; readonly line: number };

export interface ReadList {
  readonly good: readonly Application[];
  readonly bad: readonly { readonly line: number; readonly problem: RowProblem }[];
  /** Headings that are not there: nothing can be read. */
  readonly missing: readonly Column[];
}

/** @param rows the first one holds the headings */
export function readList([headings, ...rows]: readonly SheetRow[]): ReadList {
  const places = placesOf(headings?.cells ?? []);
  const missing = NEEDED.filter((column) => places[column] < 0);
  if (missing.length > 0) return { good: [], bad: [], missing };
  const good: Application[] = [];
  const bad: ReadList["bad"][number][] = [];
  const lineOfPhone = new Map<string, number>();
  for (const { line, cells } of rows) {
    const cell = (column: Column) => cells[places[column]]?.trim() ?? "";
    const phone = cell("phone").replace(/[\s-]/g, "");
    const lacking = NEEDED.find((column) => cell(column) === "");
    const before = lineOfPhone.get(phone);
    if (lacking) bad.push({ line, problem: { is: "lacks", column: lacking } });
    else if (!PHONE.test(phone)) bad.push({ line, problem: { is: "phone" } });
    else if (before !== undefined) bad.push({ line, problem: { is: "twice", line: before } });
    else {
      lineOfPhone.set(phone, line);
      const code = cell("credit_code");
      const named = { company: cell("company"), contact: cell("contact"), phone };
      good.push(code === "" ? named : { ...named, credit_code: code });
    }
  }
  return { good, bad, missing };
}

function placesOf(headings: readonly string[]): Readonly<Record<Column, number>> {
  const plain = headings.map((heading) => heading.replace(/[*\s]/g, "").toLowerCase());
  const placeOf = (column: Column) => plain.findIndex((heading) => HEADINGS[column].includes(heading));
  return {
    company: placeOf("company"),
    contact: placeOf("contact"),
    phone: placeOf("phone"),
    credit_code: placeOf("credit_code"),
  };
}
