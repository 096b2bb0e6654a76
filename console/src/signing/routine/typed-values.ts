/** Values while they are typed: kept on this device until the hub has them. */
import type { CommandBodies } from "@/live/commands";
import type { FillControl } from "@/live/plan";
import type { SessionView } from "@/live/protocol";

/** Text by number of control. */
export type TypedValues = Readonly<Record<number, string>>;

/** What was typed on this device, over what the hub has. */
export function startingValues(
  view: SessionView,
  controls: readonly FillControl[],
  kept: string | undefined,
): TypedValues {
  const typed = parsed(kept);
  const stored = new Map(view.values?.map(({ no, value }) => [no, value ?? ""]));
  return Object.fromEntries(controls.map(({ no }) => [no, typed[no] ?? stored.get(no) ?? ""]));
}

/** What may be sent: values that are not empty, in the order of the controls. */
export function valuesToSend(
  controls: readonly FillControl[],
  typed: TypedValues,
): CommandBodies["fill"]["values"] {
  return controls.map(({ no }) => ({ no, text: (typed[no] ?? "").trim() })).filter(({ text }) => text !== "");
}

export function isFilled(control: FillControl, typed: TypedValues): boolean {
  return isGiven(typed[control.no] ?? "");
}

/** The first control after `from` that must be filled and is not, from the top again at the end. */
export function nextGap(
  controls: readonly FillControl[],
  typed: TypedValues,
  from: number,
): FillControl | undefined {
  const gaps = controls.filter((control) => control.required && !isFilled(control, typed));
  return gaps.find(({ no }) => no > from) ?? gaps[0];
}

/** The JSON list that a table or a choice of several writes, or nothing where it holds nothing. */
export function listText(list: readonly unknown[]): string {
  return list.length === 0 ? "" : JSON.stringify(list);
}

/** The chosen options of a choice of several. */
export function chosen(text: string): readonly string[] {
  const list = json(text);
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}

/** The rows of a table; at least one, to type into. */
export function tableRows(text: string, columns: number): readonly (readonly string[])[] {
  const list = json(text);
  const rows = Array.isArray(list) ? list.filter((row) => Array.isArray(row)) : [];
  const whole = rows.map((row) => Array.from({ length: columns }, (_, at) => String(row[at] ?? "")));
  return whole.length > 0 ? whole : [Array.from({ length: columns }, () => "")];
}

function isGiven(text: string): boolean {
  return text.trim() !== "" && text !== "[]";
}

function parsed(kept: string | undefined): TypedValues {
  const value = json(kept ?? "");
  return typeof value === "object" && value !== null ? (value as TypedValues) : {};
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
