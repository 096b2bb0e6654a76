/** Reads a list of people as somebody typed or exported it, and says what is wrong with which line. */
import type { Department, Invitation, Placement, Role, SheetRow } from "@/api/organisations";

type RowProblem = "name" | "phone" | "twice" | "department" | "role";

export interface ReadRow {
  /** From 1, as in the text or the sheet. */
  readonly line: number;
  readonly name: string;
  readonly phone: string;
  /** Where the list says so itself; otherwise what is chosen for all. */
  readonly departments?: readonly number[];
  readonly roles?: readonly number[];
  readonly problem?: RowProblem;
}

/** What departments and roles of a list may be called. */
export interface Known {
  readonly departments: readonly Department[];
  readonly roles: readonly Role[];
}

type Column = "name" | "phone" | "department" | "role";

/** Names of the columns, where a file has them on top. */
const HEADINGS: Readonly<Record<Column, RegExp>> = {
  name: /^(姓名|名字|员工姓名|name)$/i,
  phone: /^(手机号?|手机号码|电话|phone|mobile)$/i,
  department: /^(部门|所属部门|department)$/i,
  role: /^(角色|role)$/i,
};
const WITHOUT_HEADINGS: readonly Column[] = ["name", "phone", "department", "role"];
const PHONE = /^\+?\d{7,15}$/;

/** One person a line: name, phone number, and if it is said department and role. */
export function readInvitations(text: string, known: Known): readonly ReadRow[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return readRows(
    lines.map((row, index) => ({ line: index + 1, cells: cellsOf(row) })),
    known,
  );
}

/** The same for rows of a spreadsheet. */
export function readRows(rows: readonly SheetRow[], known: Known): readonly ReadRow[] {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const columns = columnsOf(filled[0]?.cells ?? []);
  const people = columns ? filled.slice(1) : filled;
  const seen = new Set<string>();
  return people.map(({ line, cells }) => {
    const cell = (column: Column) => cells[(columns ?? WITHOUT_HEADINGS).indexOf(column)] ?? "";
    const read = { line, name: cell("name"), phone: cell("phone").replace(/[\s-]/g, "") };
    const isTwice = seen.has(read.phone);
    seen.add(read.phone);
    const departments = found(cell("department"), (name) => departmentCalled(name, known.departments));
    const roles = found(cell("role"), (name) => known.roles.find((role) => role.name === name)?.no);
    const problems: readonly [boolean, RowProblem][] = [
      [read.name === "", "name"],
      [!PHONE.test(read.phone), "phone"],
      [isTwice, "twice"],
      [departments === "unknown", "department"],
      [roles === "unknown", "role"],
    ];
    const problem = problems.find(([is]) => is)?.[1];
    return {
      ...read,
      ...(Array.isArray(departments) ? { departments } : {}),
      ...(Array.isArray(roles) ? { roles } : {}),
      ...(problem === undefined ? {} : { problem }),
    };
  });
}

/** What is sent: what a row says itself comes before what was chosen for all. */
export function invitationOf(row: ReadRow, all: Placement): Invitation {
  const { name, phone, departments = all.departments, roles = all.roles } = row;
  return { name, phone, departments, roles };
}

function columnsOf(cells: readonly string[]): readonly (Column | undefined)[] | undefined {
  const columns = cells.map((cell) => WITHOUT_HEADINGS.find((column) => HEADINGS[column].test(cell)));
  return columns.includes("name") ? columns : undefined;
}

/** The numbers behind names with 、 or ； between; nothing said is `undefined`. */
function found(text: string, numberOf: (name: string) => number | undefined) {
  if (text === "") return undefined;
  const numbers = text.split(/[、；;]/).map((name) => numberOf(name.trim()));
  return numbers.every((no) => no !== undefined) ? numbers : "unknown";
}

/** A department by its name, or by the way to it: 销售部/一组. */
function departmentCalled(path: string, departments: readonly Department[]): number | undefined {
  const names = path.split("/").map((name) => name.trim());
  const matches = departments.filter((department) => {
    let at: Department | undefined = department;
    return [...names].reverse().every((name) => {
      const is = at?.name === name;
      at = departments.find(({ no }) => no === at?.parent);
      return is;
    });
  });
  return matches.length === 1 ? matches[0]?.no : undefined;
}

function cellsOf(row: string): readonly string[] {
  const cells = row.split(/[,，\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  if (cells.length > 1) return cells;
  const [name = "", phone = ""] = row.trim().split(/[;；]|\s+(?=\+?\d)/);
  return [name.trim(), phone.trim()];
}
