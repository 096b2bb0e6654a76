/** A short way to a contract of two people: who they are, and a place for each signature. */
import type { DraftBody, DraftField, DraftParty, Recommendation } from "@/api/drafts";
import { fromDisplay } from "./box-geometry";
import { offeredBoxes } from "./recommended-boxes";

export interface Person {
  readonly name: string;
  readonly phone: string;
}

/** Fractions of the page as displayed: two boxes side by side at the foot. */
const FOOT = { top: 0.86, width: 0.3, height: 0.08 } as const;
const LEFT = [0.1, 0.6] as const;
const YEAR_MS = 365 * 86_400_000;

/**
 * The draft with these two people, in the roles that it has or as 甲方 and 乙方, each with a place to sign: where it has
 * one, where the document's words ask for one, or at the foot of the last page.
 */
export function withPeople(
  body: DraftBody,
  people: readonly [Person, Person],
  found: readonly Recommendation[],
  labels: readonly [string, string],
): DraftBody {
  const parties: readonly DraftParty[] = people.map(({ name, phone }, index) => {
    const { organisation: _, ...party } = body.parties[index] ?? { label: "" };
    return { ...party, label: party.label || (labels[index] ?? ""), name: name.trim(), phone: phone.trim() };
  });
  const offered = offeredBoxes(found, body.fields, 2, true).filter(
    ({ content }) => content === undefined || content.kind === "ink",
  );
  const fields = [...body.fields];
  for (const no of [1, 2]) {
    if (fields.some(({ party }) => party === no)) continue;
    const asked = offered.filter(({ party }) => party === no).slice(-1);
    const boxes = asked.map(({ page, rect }): DraftField => ({ party: no, page, rect }));
    fields.push(...(boxes.length > 0 ? boxes : atTheFoot(body, no)));
  }
  return {
    ...body,
    parties,
    fields,
    deadline: body.deadline ?? new Date(Date.now() + YEAR_MS).toISOString().slice(0, 10),
    policy: { ...body.policy, course: "routine" },
  };
}

function atTheFoot(body: DraftBody, no: number): readonly DraftField[] {
  const pages = body.document?.pages ?? [];
  const last = pages[pages.length - 1];
  const left = LEFT[no - 1];
  if (!last || left === undefined) return [];
  return [{ party: no, page: pages.length, rect: fromDisplay(last.page_box, { ...FOOT, left }) }];
}
