/** The identity document that a party is named by, where the sender asks for one. */
import type { DraftParty } from "@/api/drafts";
import { DOCUMENTS } from "@/api/me";
import { PaperFields } from "@/components/paper-fields";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { paperWords } from "@/i18n/paper-words";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

export function PaperChoice({ desk, no }: { readonly desk: DraftDesk; readonly no: number }) {
  const t = useWords(paperWords);
  const a = useWords(accountWords);
  const party = desk.body.parties[no - 1];
  // A part that signs by itself is the sender's; one of several people has no document of its own.
  if (!party || party.auto || party.any_of) return null;
  const set = (paper: DraftParty["paper"]) =>
    desk.change(`party/${no}/paper`, (before) => ({
      ...before,
      parties: before.parties.map((each, index) => {
        if (index + 1 !== no) return each;
        const { paper: _before, ...rest } = each;
        return paper ? { ...rest, paper } : rest;
      }),
    }));
  return (
    <div className={styles.paper}>
      <span className={styles.fieldName}>{t.paper}</span>
      <PaperFields
        kinds={DOCUMENTS.map((kind) => ({ value: kind, label: a[`document_${kind}`] }))}
        value={party.paper}
        labels={{ kind: t.kind(party.label), number: t.number(party.label), none: t.none }}
        onChange={set}
      />
      {party.paper && <span className={styles.soft}>{t.hint}</span>}
    </div>
  );
}
