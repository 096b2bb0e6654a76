/** The conditions of a flow in words, and amounts between yuan on the page and 分 in the hub. */
import type { Conditions } from "@/api/approvals";
import type { approvalWords } from "@/i18n/console-approval-words";

/** A seal or a department that a condition can name. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
}

type Words = (typeof approvalWords)["zh"];

/** `1234.5`; nothing where there is no amount. */
export function yuanOf(fen: number | undefined): number | null {
  return fen === undefined ? null : fen / 100;
}

export function fenOf(yuan: number | null): number | undefined {
  return yuan === null ? undefined : Math.round(yuan * 100);
}

function printed(fen: number): string {
  return (fen / 100).toLocaleString("en-US", { maximumFractionDigits: 2 });
}

/** One sentence part for each condition; none where the flow always applies. */
export function conditionWords(
  conditions: Conditions,
  t: Words,
  departments: readonly { readonly no: number; readonly name: string }[],
): readonly string[] {
  const { at_least, below, contract_types = [], templates = [], seals = [] } = conditions;
  const parts: string[] = [];
  if (at_least !== undefined && below !== undefined) {
    parts.push(t.anyAmount(printed(at_least), printed(below)));
  } else if (at_least !== undefined) {
    parts.push(t.fromAmount(printed(at_least)));
  } else if (below !== undefined) {
    parts.push(t.toAmount(printed(below)));
  }
  if (contract_types.length > 0) parts.push(contract_types.join("、"));
  const named = (conditions.departments ?? []).map((no) => departments.find((each) => each.no === no)?.name);
  if (named.length > 0) parts.push(named.join("、"));
  if (seals.length > 0) parts.push(t.sealCount(seals.length));
  if (templates.length > 0) parts.push(t.templateCount(templates.length));
  return parts;
}
