/** What the hub knows of whoever fills in: read once, where a control asks for it. */
import { useEffect, useState } from "react";
import type { KnownFactOfParty, Seat } from "@/api/participant";
import type { FillControl } from "@/live/plan";
import type { TypedValues } from "./typed-values";

/** What the hub puts into a control; `loading` until it has said what it knows. */
export type Known = KnownFactOfParty | "loading";

/** By number of control. */
export type KnownByControl = Readonly<Record<number, Known>>;

export function useKnownFacts(seat: Seat, controls: readonly FillControl[]): KnownByControl {
  const isAsked = controls.some(({ kind }) => kind.kind === "known");
  const [facts, setFacts] = useState<readonly KnownFactOfParty[]>();
  useEffect(() => {
    if (!isAsked) return;
    const aborter = new AbortController();
    seat.knownFacts(aborter.signal).then(
      setFacts,
      // What is not known is typed; the hub puts in what it knows all the same.
      () => !aborter.signal.aborted && setFacts([]),
    );
    return () => aborter.abort();
  }, [seat, isAsked]);
  const found = controls.flatMap(({ no, kind }): [number, Known][] => {
    if (kind.kind !== "known") return [];
    if (!facts) return [[no, "loading"]];
    const known = facts.find(({ fact }) => fact === kind.fact);
    return known ? [[no, known]] : [];
  });
  return Object.fromEntries(found);
}

/** The values as they will stand: what is known over what is typed. */
export function withKnown(typed: TypedValues, known: KnownByControl): TypedValues {
  const texts = Object.entries(known).flatMap(([no, each]) => (each === "loading" ? [] : [[no, each.text]]));
  return { ...typed, ...Object.fromEntries(texts) };
}
