/** A value as it is shown in its place while it is typed; the hub sets it in type later. */
import { type FillControl, isPlanned, type ValueView } from "@/live/plan";
import { chosen, type TypedValues, tableRows } from "./typed-values";

/** The values given so far, and what is known of the parties. */
interface Known {
  readonly values?: readonly ValueView[];
  readonly parties: readonly {
    readonly no: number;
    readonly name?: string;
    readonly phone?: string;
    readonly organisation?: string;
  }[];
}

export function shownValue(view: Known, control: FillControl, typed: TypedValues): string {
  const { kind, no } = control;
  const text = typed[no] ?? view.values?.find((value) => value.no === no)?.value ?? "";
  switch (kind.kind) {
    case "known": {
      if (!isPlanned(kind.fact)) return text;
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
