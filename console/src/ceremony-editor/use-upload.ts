/** Files on their way into a draft, one after another: how far they are, a way to stop, and what was refused. */
import { useEffect, useRef, useState } from "react";
import {
  cancelIntake,
  type IntakeStep,
  intakeStep,
  type Upload,
  type UploadChoice,
  uploadDocument,
} from "@/api/intake";
import { Problem, sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { networkWords } from "@/i18n/network-words";
import type { Refused } from "./refused-upload";
import type { DraftDesk } from "./use-draft";

/** A file under way. */
export interface UnderWay {
  /** Of how many it is which, from 1. */
  readonly number: number;
  readonly count: number;
  readonly name: string;
  /** Fraction sent, 0 to 1. */
  readonly sent: number;
  readonly step: IntakeStep;
}

const ASK_EVERY_MS = 600;
const UNKNOWN: IntakeStep = { step: "none" };

export function useUpload(id: string, desk: DraftDesk) {
  const network = useWords(networkWords);
  const [underWay, setUnderWay] = useState<UnderWay>();
  const [refused, setRefused] = useState<Refused>();
  const abort = useRef<AbortController>(undefined);
  const isWorking = underWay !== undefined && underWay.sent >= 1;

  useEffect(() => {
    if (!isWorking) return;
    let isOver = false;
    const ask = async () => {
      try {
        const step = await intakeStep(id);
        if (!isOver) setUnderWay((now) => now && { ...now, step });
      } catch {
        // The next question may be answered; the upload itself says how it ends.
      }
    };
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [id, isWorking]);

  const sendOne = async (upload: Upload, number: number, count: number): Promise<boolean> => {
    const { file, choice } = upload;
    abort.current = new AbortController();
    setUnderWay({ number, count, name: file.name, sent: 0, step: UNKNOWN });
    try {
      await uploadDocument(id, upload, {
        onProgress: (sent) => setUnderWay((now) => now && { ...now, sent }),
        signal: abort.current.signal,
        noAnswer: network.noAnswer,
      });
      return true;
    } catch (cause) {
      const code = cause instanceof Problem ? cause.code : "";
      if (code !== "cancelled") setRefused({ ...upload, code, sentence: sentence(cause), choice });
      return false;
    }
  };

  /** Sends files; the first takes the document's place unless `join`, the others follow it. */
  const send = async (files: readonly File[], join: boolean, choice: UploadChoice = {}) => {
    setRefused(undefined);
    await desk.flush();
    for (const [index, file] of files.entries()) {
      const upload = { file, choice, join: join || index > 0 };
      if (!(await sendOne(upload, index + 1, files.length))) break;
    }
    setUnderWay(undefined);
    await desk.reload();
  };

  /** Ends the sending, and what the hub does with what it has. */
  const cancel = () => {
    abort.current?.abort();
    cancelIntake(id).catch(() => undefined);
  };

  return { underWay, refused, send, cancel };
}
