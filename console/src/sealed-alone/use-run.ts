/** Files on their way to the seal, one after another: each becomes a draft, is sent, and is sealed. */
import { useState } from "react";
import { createDraft, type Sent } from "@/api/drafts";
import { uploadDocument } from "@/api/intake";
import { Problem, sentence } from "@/api/problem";
import { type SealAlone, sealAlone } from "@/api/sealed-alone";
import { useWords } from "@/i18n/dictionary";
import { networkWords } from "@/i18n/network-words";

export type Step =
  | { readonly at: "waiting" | "sending" | "pressing" }
  | { readonly at: "done"; readonly sent: Sent }
  | { readonly at: "failed"; readonly text: string };

export interface Item {
  readonly key: string;
  readonly file: File;
  readonly step: Step;
  /** Its draft, once there is one. */
  readonly draft?: string;
  /** The file is in its draft. */
  readonly isIn?: boolean;
}

/** @param onStepUp the person must show once more that it is them, then the run goes on */
export function useRun(onStepUp: () => void, onSealed: () => void) {
  const network = useWords(networkWords);
  const [items, setItems] = useState<readonly Item[]>([]);
  const [isRunning, setRunning] = useState(false);

  const change = (key: string, part: Partial<Item>) =>
    setItems((now) => now.map((item) => (item.key === key ? { ...item, ...part } : item)));

  const sealOne = async (item: Item, asked: SealAlone): Promise<void> => {
    let { draft } = item;
    if (draft === undefined) {
      draft = (await createDraft()).id;
      change(item.key, { draft });
    }
    if (!item.isIn) {
      change(item.key, { step: { at: "sending" } });
      const upload = { file: item.file, choice: {}, join: false };
      const signal = new AbortController().signal;
      await uploadDocument(draft, upload, {
        onProgress: () => undefined,
        signal,
        noAnswer: network.noAnswer,
      });
      change(item.key, { isIn: true });
    }
    change(item.key, { step: { at: "pressing" } });
    const sent = await sealAlone(draft, asked);
    change(item.key, { step: { at: "done", sent } });
  };

  /** Seals what waits. What fails stays, and the others go on. */
  const run = async (asked: SealAlone) => {
    setRunning(true);
    for (const item of items) {
      if (item.step.at === "done") continue;
      try {
        await sealOne(item, asked);
      } catch (cause) {
        if (cause instanceof Problem && cause.code === "step_up_required") {
          change(item.key, { step: { at: "waiting" } });
          onStepUp();
          break;
        }
        change(item.key, { step: { at: "failed", text: sentence(cause) } });
      }
    }
    setRunning(false);
    onSealed();
  };

  const add = (files: readonly File[]) =>
    setItems((now) => [
      ...now,
      ...files.map((file) => ({ key: crypto.randomUUID(), file, step: { at: "waiting" } as const })),
    ]);
  const remove = (key: string) => setItems((now) => now.filter((item) => item.key !== key));
  return { items, isRunning, run, add, remove };
}
