/** Which seals stand in this party's controls: what the hub offers, and what the person has chosen. */
import { useEffect, useState } from "react";
import type { OfferedSeal, Seat } from "@/api/participant";
import type { SigningField } from "@/live/protocol";
import type { ActedSeal } from "./activation";

export interface Seals {
  /** The controls that take a seal. */
  readonly fields: readonly SigningField[];
  /** Absent while it is being asked for. */
  readonly offered: readonly OfferedSeal[] | undefined;
  readonly problem: string | undefined;
  /** The chosen seal of a control. */
  in(field: number): OfferedSeal | undefined;
  /** The first control without a seal. */
  readonly missing: SigningField | undefined;
  readonly acted: readonly ActedSeal[];
  /** Puts a seal into this control, and into every other one that it fits and that has none. */
  choose(field: number, seal: OfferedSeal): void;
  /** Asks again, for example after a seal was made. */
  reload(): void;
}

const takesSeal = ({ content }: SigningField) => content?.kind === "seal" || content?.kind === "straddle";

export function useSeals(seat: Seat, own: readonly SigningField[]): Seals {
  const fields = own.filter(takesSeal);
  const wanted = fields.map(({ no }) => no).join();
  const [offered, setOffered] = useState<readonly OfferedSeal[]>();
  const [problem, setProblem] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` counts the times it is asked for
  useEffect(() => {
    if (wanted === "") return;
    const ending = new AbortController();
    setProblem(undefined);
    seat
      .seals(ending.signal)
      .then(setOffered)
      .catch((error: unknown) => {
        if (!ending.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      });
    return () => ending.abort();
  }, [seat, wanted, asked]);

  const usable = (field: number) =>
    (offered ?? []).filter((seal) => seal.standing === "in_use" && seal.fields.includes(field));
  const sealIn = (field: number): OfferedSeal | undefined => {
    const fitting = usable(field);
    const picked = fitting.find(({ id }) => id === chosen.get(field));
    // Where there is no choice, nobody is asked.
    return picked ?? (fitting.length === 1 ? fitting[0] : undefined);
  };
  const acted = fields.flatMap(({ no }) => {
    const seal = sealIn(no);
    return seal ? [{ field: no, seal: seal.id, artwork: seal.artwork }] : [];
  });
  return {
    fields,
    offered,
    problem,
    in: sealIn,
    missing: fields.find(({ no }) => sealIn(no) === undefined),
    acted,
    choose: (field, seal) =>
      setChosen((before) => {
        const after = new Map(before);
        for (const { no } of fields) {
          if (no === field || (seal.fields.includes(no) && !after.has(no))) after.set(no, seal.id);
        }
        return after;
      }),
    reload: () => setAsked((times) => times + 1),
  };
}
