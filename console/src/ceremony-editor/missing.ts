/** What a draft still needs before its room can open; the hub checks the same again. */
import type { DraftBody } from "@/api/drafts";
import { isAct, isDerived } from "@/live/plan";

export type Missing =
  | { readonly what: "title" | "document" }
  | { readonly what: "conversion" | "signed"; readonly name: string }
  | { readonly what: "party" | "box"; readonly party: number }
  | { readonly what: "reader"; readonly reader: number }
  | { readonly what: "control_name"; readonly no: number }
  | { readonly what: "value"; readonly no: number; readonly name: string };

const MAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
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
    const people = [party, ...(party.any_of ?? [])];
    const isNamed = party.label.trim() !== "" && people.every(({ name }) => name.trim() !== "");
    const isReached = people.every(({ phone }) => PHONE.test(phone.replace(/[ -]/g, "")));
    if (!isNamed || !isReached) found.push({ what: "party", party: index + 1 });
  });
  body.parties.forEach((_, index) => {
    const hasBox = body.fields.some(({ party, content }) => party === index + 1 && isAct(content));
    if (body.document && !hasBox) found.push({ what: "box", party: index + 1 });
  });
  body.readers?.people?.forEach(({ name, address }, index) => {
    const isReached = PHONE.test(address.replace(/[ -]/g, "")) || MAIL.test(address.trim());
    if (name.trim() === "" || !isReached) found.push({ what: "reader", reader: index + 1 });
  });
  for (const { no, party, name, required, kind } of body.controls ?? []) {
    if (name.trim() === "") found.push({ what: "control_name", no });
    const isGiven = body.values?.some((value) => value.no === no && value.text.trim() !== "");
    if (party === undefined && required && !isDerived(kind) && !isGiven)
      found.push({ what: "value", no, name });
  }
  return found;
}
