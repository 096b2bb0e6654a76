/** What a draft still needs before its room can open; the hub checks the same again. */
import type { DraftBody } from "@/api/drafts";
import { isDerived } from "@/live/plan";

export type Missing =
  | { readonly what: "title" | "document" }
  | { readonly what: "conversion" | "signed"; readonly name: string }
  | { readonly what: "party" | "box"; readonly party: number }
  | { readonly what: "control_name"; readonly no: number }
  | { readonly what: "value"; readonly no: number; readonly name: string };

const PHONE = /^\+?\d{5,15}$/;

export function missing(body: DraftBody): readonly Missing[] {
  const found: Missing[] = [];
  if (!body.document) found.push({ what: "document" });
  for (const { name, conversion, signed } of body.document?.parts ?? []) {
    if (conversion && !conversion.confirmed) found.push({ what: "conversion", name });
    if (signed && !signed.choice) found.push({ what: "signed", name });
  }
  if (body.title.trim() === "") found.push({ what: "title" });
  body.parties.forEach((party, index) => {
    // Its operator is the sender.
    if (party.auto !== undefined) return;
    const isNamed = party.name.trim() !== "" && party.label.trim() !== "";
    if (!isNamed || !PHONE.test(party.phone.replace(/[ -]/g, "")))
      found.push({ what: "party", party: index + 1 });
  });
  body.parties.forEach((_, index) => {
    const hasBox = body.fields.some((field) => field.party === index + 1);
    if (body.document && !hasBox) found.push({ what: "box", party: index + 1 });
  });
  for (const { no, party, name, required, kind } of body.controls ?? []) {
    if (name.trim() === "") found.push({ what: "control_name", no });
    const isGiven = body.values?.some((value) => value.no === no && value.text.trim() !== "");
    if (party === undefined && required && !isDerived(kind) && !isGiven)
      found.push({ what: "value", no, name });
  }
  return found;
}
