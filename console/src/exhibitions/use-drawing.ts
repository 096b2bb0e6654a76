/** The booths of a hall while they are drawn, apart from what the hub has, until they are saved. */
import { useState } from "react";
import type { Booth, BoothPlan } from "@/api/exhibitions";
import { labelAfter, type Outline } from "./plan-drawing";

export interface DrawnBooth {
  readonly key: string;
  /** Absent: a new one. */
  readonly no?: number;
  readonly plan: BoothPlan;
  /** Somebody has it: only its outline may change. */
  readonly isTaken: boolean;
  readonly isChanged: boolean;
}

export interface Drawing {
  readonly booths: readonly DrawnBooth[];
  /** Numbers of booths that are to go. */
  readonly removed: readonly number[];
  readonly chosen: DrawnBooth | undefined;
  readonly choose: (key: string | undefined) => void;
  readonly change: (key: string, change: Partial<BoothPlan>) => void;
  /** Gives the chosen booth a place where it has none, otherwise makes a new one. */
  readonly draw: (outline: Outline) => void;
  readonly remove: (key: string) => void;
}

/** What a new booth is where none was chosen before: a standard one, in 1/100. */
const STANDARD = { kind: "shell", area: 900, price: 1_280_000 } as const;

/** @param hall its number @param all every booth of the exhibition: labels are its own */
export function useDrawing(hall: number, all: readonly Booth[]): Drawing {
  const [booths, setBooths] = useState(() =>
    all
      .filter(({ plan }) => plan.hall === hall)
      .map(({ no, plan, occupancy }): DrawnBooth => {
        return { key: String(no), no, plan, isTaken: occupancy.is !== "free", isChanged: false };
      }),
  );
  const [removed, setRemoved] = useState<readonly number[]>([]);
  const [key, choose] = useState<string>();
  const chosen = booths.find((booth) => booth.key === key);
  const change = (of: string, changed: Partial<BoothPlan>) =>
    setBooths((before) =>
      before.map((booth) =>
        booth.key === of ? { ...booth, plan: { ...booth.plan, ...changed }, isChanged: true } : booth,
      ),
    );
  const draw = (outline: Outline) => {
    if (chosen && chosen.plan.outline.length === 0) return change(chosen.key, { outline });
    const others = all.filter(({ plan }) => plan.hall !== hall).map(({ plan }) => plan.label);
    const own = booths.map(({ plan }) => plan.label);
    let label = labelAfter(own.length > 0 ? own : others);
    while (others.includes(label)) label = labelAfter([label]);
    const { kind, area, price } = chosen?.plan ?? STANDARD;
    const made = `new ${label} ${booths.length}`;
    const plan = { hall, label, kind, area, price, corner: false, outline };
    setBooths([...booths, { key: made, plan, isTaken: false, isChanged: true }]);
    choose(made);
  };
  const remove = (of: string) => {
    const gone = booths.find((booth) => booth.key === of);
    if (!gone || gone.isTaken) return;
    if (gone.no !== undefined) setRemoved([...removed, gone.no]);
    setBooths(booths.filter((booth) => booth !== gone));
    choose(undefined);
  };
  return { booths, removed, chosen, choose, change, draw, remove };
}
