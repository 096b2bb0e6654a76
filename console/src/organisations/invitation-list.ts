/** Reads a list of people as somebody typed or exported it, and says what is wrong with which line. */

export interface ReadRow {
  /** From 1, as in the text. */
  readonly line: number;
  readonly name: string;
  readonly phone: string;
  readonly problem?: "name" | "phone" | "twice";
}

/** Names of the columns, where a file has them on top. */
const HEADINGS = /^(姓名|名字|name)$/i;
const PHONE = /^\+?\d{7,15}$/;

/** One person a line: name and phone number, with a comma, a tab, a semicolon or spaces between. */
export function readInvitations(text: string): readonly ReadRow[] {
  const seen = new Set<string>();
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.trim() !== "")
    .map(({ row, line }) => ({ line, ...parts(row) }))
    .filter(({ name, line }) => !(line === 1 && HEADINGS.test(name)))
    .map((read) => {
      const isTwice = seen.has(read.phone);
      seen.add(read.phone);
      const problem =
        read.name === "" ? "name" : !PHONE.test(read.phone) ? "phone" : isTwice ? "twice" : undefined;
      return problem === undefined ? read : { ...read, problem };
    });
}

function parts(row: string): { readonly name: string; readonly phone: string } {
  const cells = row
    .split(/[,，;；\t]/)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"))
    .filter((cell, index) => cell !== "" || index === 0);
  const [name = "", phone = ""] = cells.length > 1 ? cells : row.trim().split(/\s+(?=\+?\d)/);
  return { name: name.trim(), phone: phone.replace(/[\s-]/g, "") };
}
