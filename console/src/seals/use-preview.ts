/** A picture that the hub makes from what is being typed: asked a moment after the last change. */
import { useEffect, useState } from "react";
import { sentence } from "@/api/problem";

/** How long nothing must change, in milliseconds. */
const PAUSE = 350;

export interface Preview {
  readonly picture?: Blob;
  readonly problem?: string;
  readonly isBusy: boolean;
}

/** @param ask must not change unless what it asks for changes; `undefined`: nothing to show yet */
export function usePreview(ask: (() => Promise<Blob>) | undefined): Preview {
  const [preview, setPreview] = useState<Preview>({ isBusy: false });
  useEffect(() => {
    if (!ask) {
      setPreview({ isBusy: false });
      return;
    }
    let isCurrent = true;
    setPreview((before) => ({ ...before, isBusy: true }));
    const timer = setTimeout(() => {
      ask().then(
        (picture) => isCurrent && setPreview({ picture, isBusy: false }),
        (problem: unknown) => isCurrent && setPreview({ problem: sentence(problem), isBusy: false }),
      );
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ask]);
  return preview;
}
