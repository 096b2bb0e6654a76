/** In which step a party acts; parties of one step act together. Only where the order is in turn. */
import { Segmented } from "antd";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

export function TurnChoice({ desk, no }: { readonly desk: DraftDesk; readonly no: number }) {
  const t = useWords(contractEditorWords);
  const { body, change } = desk;
  const { order, course } = body.policy;
  if (order !== "in_turn" || course !== "routine") return null;
  const label = body.parties[no - 1]?.label ?? "";
  return (
    <div className={styles.organisation}>
      <Segmented<number>
        size="small"
        aria-label={t.turnOf(label)}
        value={body.parties[no - 1]?.turn ?? no}
        onChange={(turn) =>
          change(`turn/${no}`, (before) => ({
            ...before,
            parties: before.parties.map((party, index) => ({
              ...party,
              turn: index + 1 === no ? turn : (party.turn ?? index + 1),
            })),
          }))
        }
        options={body.parties.map((_, index) => ({ value: index + 1, label: t.turn(index + 1) }))}
      />
    </div>
  );
}
