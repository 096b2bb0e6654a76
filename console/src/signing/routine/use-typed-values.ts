/** What is being typed, kept on this device until the hub has taken it. */
import { useCallback, useMemo, useState } from "react";
import { deviceShelf } from "@/live/command-outbox";
import type { FillControl } from "@/live/plan";
import type { SessionView } from "@/live/protocol";
import { startingValues, type TypedValues } from "./typed-values";

/** @param key names contract and party on this device */
export function useTypedValues(key: string, view: SessionView, controls: readonly FillControl[]) {
  const shelf = useMemo(() => deviceShelf(`huiqian.fill.${key}`), [key]);
  const [typed, setTyped] = useState<TypedValues>(() => startingValues(view, controls, shelf.read()));
  const type = useCallback(
    (no: number, text: string) =>
      setTyped((before) => {
        const next = { ...before, [no]: text };
        shelf.write(JSON.stringify(next));
        return next;
      }),
    [shelf],
  );
  /** The hub has it: personal data does not stay behind on the phone. */
  const forget = useCallback(() => shelf.write("[]"), [shelf]);
  return { typed, type, forget };
}
