/** A value as it is shown in its place while it is typed; the hub sets it in type later. */
import type { FillControl } from "@/live/plan";
import type { SessionView } from "@/live/protocol";
import { chosen, type TypedValues, tableRows } from "./typed-values";

export function shownValue(view: SessionView, control: FillControl, typed: TypedValues): string {
  const { kind, no } = control;
  const text = typed[no] ?? view.values?.find((value) => value.no === no)?.value ?? "";
  switch (kind.kind) {
    case "known": {
      const party = view.parties.find((each) => each.no === control.party);
      return party?.[kind.fact] ?? "";
    }
    case "choices":
      return chosen(text).join("、");
    case "tick":
      return text === "yes" ? "✓" : "";
    case "date": {
      const [year, month, day] = text.split("-").map(Number);
      return year && month && day ? `${year}年${month}月${day}日` : text;
    }
    case "table":
      return text === ""
        ? ""
        : tableRows(text, kind.columns.length)
            .map((row) => row.join(" "))
            .join("\n");
    default:
      return text;
  }
}
