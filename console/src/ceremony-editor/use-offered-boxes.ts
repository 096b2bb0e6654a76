/** The signing boxes that the document itself asks for, until they are placed or switched off. */
import { useEffect, useState } from "react";
import { type Recommendation, recommended } from "@/api/drafts";
import { type OfferedBox, offeredBoxes } from "./recommended-boxes";
import type { DraftDesk } from "./use-draft";

const SWITCH = "huiqian.recommend";
const NOTHING: readonly Recommendation[] = [];

export interface Offers {
  readonly isOn: boolean;
  readonly boxes: readonly OfferedBox[];
  readonly turn: (on: boolean) => void;
}

/** Asked once per document. A hub that cannot answer offers nothing: boxes can be placed by hand. */
export function useOfferedBoxes(id: string, desk: DraftDesk): Offers {
  const [isOn, setOn] = useState(() => localStorage.getItem(SWITCH) !== "off");
  const [found, setFound] = useState(NOTHING);
  const { document, fields, parties, policy } = desk.body;
  const clean = document?.clean;
  useEffect(() => {
    setFound(NOTHING);
    if (!isOn || clean === undefined) return;
    let isCurrent = true;
    recommended(id).then(
      (all) => isCurrent && setFound(all),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [id, clean, isOn]);
  const turn = (on: boolean) => {
    localStorage.setItem(SWITCH, on ? "on" : "off");
    setOn(on);
  };
  return { isOn, boxes: offeredBoxes(found, fields, parties.length, policy.course === "routine"), turn };
}
