/** This person's places in the contracts, taken when they are first needed, after a step-up and again where it lapsed. */
import { useCallback, useRef, useState } from "react";
import { Problem } from "@/api/problem";
import type { ReadyContract } from "@/api/sign-many";
import { type Place, takePlace } from "./sign-one";

export interface Places {
  /** Whether the person has to show once more who it is. */
  readonly isAsking: boolean;
  /** It has. */
  confirmed(): void;
  take(contract: ReadyContract): Promise<Place>;
}

export function usePlaces(): Places {
  const taken = useRef(new Map<string, Promise<Place>>());
  const isProven = useRef(false);
  const [waiting, setWaiting] = useState<readonly (() => void)[]>([]);
  const take = useCallback((contract: ReadyContract): Promise<Place> => {
    const known = taken.current.get(contract.id);
    if (known) return known;
    const attempt = async (): Promise<Place> => {
      if (!isProven.current)
        await new Promise<void>((resolve) => setWaiting((before) => [...before, resolve]));
      try {
        return await takePlace(contract);
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.code !== "step_up_required") throw problem;
        isProven.current = false;
        return attempt();
      }
    };
    const place = attempt();
    taken.current.set(contract.id, place);
    place.catch(() => taken.current.delete(contract.id));
    return place;
  }, []);
  const confirmed = () => {
    isProven.current = true;
    for (const go of waiting) go();
    setWaiting([]);
  };
  return { isAsking: waiting.length > 0, confirmed, take };
}
