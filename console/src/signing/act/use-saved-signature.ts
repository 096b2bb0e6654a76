/** 常用签名: the handwriting that this person has saved, put into a box, or saved from it. */
import { useEffect, useState } from "react";
import type { SavedSignature, Seat } from "@/api/participant";
import { sentence } from "@/api/problem";
import { strokeFromText, strokeToText } from "@/ink/codec";
import type { StrokeView } from "@/live/protocol";
import { refit } from "./refit";

export interface SavedSignatureDesk {
  /** Whether there is one. */
  readonly isThere: boolean;
  readonly isSaved: boolean;
  readonly problem: string | undefined;
  /** Its strokes, encoded, for a box of this width by height. */
  strokesFor(aspect: number): readonly string[];
  /** Keeps what stands in a box for later. */
  save(ink: readonly StrokeView[], aspect: number): Promise<void>;
}

export function useSavedSignature(seat: Seat): SavedSignatureDesk {
  const [signature, setSignature] = useState<SavedSignature | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    const leaving = new AbortController();
    // Whoever has none, or may not use it, signs by hand.
    seat.savedSignature(leaving.signal).then(setSignature, () => undefined);
    return () => leaving.abort();
  }, [seat]);
  return {
    isThere: signature !== null,
    isSaved,
    problem,
    strokesFor: (aspect) =>
      (signature?.strokes ?? []).map((text) =>
        strokeToText(refit(strokeFromText(text), (signature?.aspect ?? 1000) / 1000, aspect)),
      ),
    save: async (ink, aspect) => {
      const kept = {
        aspect: Math.round(aspect * 1000),
        strokes: ink.flatMap((stroke) => (stroke.ink === undefined ? [] : [stroke.ink])),
      };
      setProblem(undefined);
      try {
        await seat.saveSignature(kept);
        setSignature(kept);
        setSaved(true);
      } catch (cause) {
        setProblem(sentence(cause));
      }
    },
  };
}
