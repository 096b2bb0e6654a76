/** Whom a step may ask, as choices of a list, and back; and how the hub's form is named. */
import type { Asked, Colleagues, NamedAsked } from "@/api/approvals";

/** A value of the list: `member/3`, `superior`. */
export function keyOf(asked: Asked): string {
  if (typeof asked === "string") return asked;
  const [[kind, no] = ["", 0]] = Object.entries(asked);
  return `${kind}/${no}`;
}

export function askedOf(key: string): Asked {
  const [kind, no] = key.split("/");
  switch (kind) {
    case "member":
      return { member: Number(no) };
    case "role":
      return { role: Number(no) };
    case "department_head":
      return { department_head: Number(no) };
    case "requesters_head":
    case "superior":
      return kind;
    default:
      return "super_administrator";
  }
}

/** With the names that the colleagues have today. */
export function named(asked: Asked, { people, roles, departments }: Colleagues): NamedAsked {
  if (typeof asked === "string") return { kind: asked };
  const nameIn = (list: readonly { no: number; name: string }[], no: number) => {
    const found = list.find((each) => each.no === no);
    return found === undefined ? {} : { name: found.name };
  };
  if ("member" in asked) return { kind: "member", ...nameIn(people, asked.member) };
  if ("role" in asked) return { kind: "role", ...nameIn(roles, asked.role) };
  return { kind: "department_head", ...nameIn(departments, asked.department_head) };
}
