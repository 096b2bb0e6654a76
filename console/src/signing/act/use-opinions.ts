/** What this person has written so far in the controls for an opinion. */
import { useRef, useState } from "react";
import { opinionRecord, type WrittenOpinion } from "@/live/opinion";
import type { SigningField } from "@/live/protocol";

export interface Opinions {
  readonly fields: readonly SigningField[];
  /** The text of a control; empty while there is none. */
  in(field: number): string;
  /** The first control without one. */
  readonly missing: SigningField | undefined;
  readonly written: readonly WrittenOpinion[];
  write(field: number, text: string): void;
}

interface Kept {
  readonly text: string;
  readonly record: string;
}

export function useOpinions(own: readonly SigningField[]): Opinions {
  const fields = own.filter(({ content }) => content?.kind === "opinion");
  const [, setTimes] = useState(0);
  const kept = useRef(new Map<number, Kept>());
  return {
    fields,
    in: (field) => kept.current.get(field)?.text ?? "",
    missing: fields.find(({ no }) => !kept.current.has(no)),
    written: fields.flatMap(({ no }) => {
      const record = kept.current.get(no)?.record;
      return record === undefined ? [] : [{ field: no, record }];
    }),
    write: (field, text) => {
      kept.current.set(field, { text, record: opinionRecord(text) });
      setTimes((times) => times + 1);
    },
  };
}
