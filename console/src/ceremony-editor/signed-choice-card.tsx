/** A file that others have signed: its signatures, and the sender's choice to sign it further or to import a copy. */
import { CheckCircleOutlined } from "@ant-design/icons";
import { Alert, App, Button } from "antd";
import { useState } from "react";
import type { DraftDocument, DraftSigned, SignedHandling } from "@/api/drafts";
import { chooseSigned } from "@/api/intake";
import { sentence } from "@/api/problem";
import { PdfSignatureList } from "@/evidence/pdf-signatures";
import { useWords } from "@/i18n/dictionary";
import { signedUploadWords } from "@/i18n/signed-upload-words";
import styles from "./upload.module.css";
import type { DraftDesk } from "./use-draft";

interface SignedChoiceCardProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly document: DraftDocument;
  /** Which of the document's parts, from 0. */
  readonly index: number;
}

export function SignedChoiceCard({ id, desk, document, index }: SignedChoiceCardProps) {
  const t = useWords(signedUploadWords);
  const { message } = App.useApp();
  const [busy, setBusy] = useState<SignedHandling>();
  const [isChanging, setChanging] = useState(false);
  const part = document.parts?.[index];
  if (!part?.signed) return null;
  const { name, signed } = part;
  const choose = async (choice: SignedHandling) => {
    setBusy(choice);
    try {
      await desk.flush();
      await chooseSigned(id, document.clean, index, choice);
      setChanging(false);
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    await desk.reload();
    setBusy(undefined);
  };
  if (signed.choice && !isChanging) {
    return (
      <div className={styles.confirmed}>
        <CheckCircleOutlined /> {signed.choice === "further" ? t.chosenFurther(name) : t.chosenCopy(name)}{" "}
        <Button size="small" type="link" onClick={() => setChanging(true)}>
          {t.change}
        </Button>
      </div>
    );
  }
  return (
    <Alert
      className={styles.conversion}
      type={signed.verdict === "tampered" ? "error" : "warning"}
      title={t.title(name)}
      description={
        <>
          <PdfSignatureList pdf={signed} />
          <p>{t.ask}</p>
          <Choices signed={signed} busy={busy} onChoose={(choice) => void choose(choice)} />
        </>
      }
    />
  );
}

interface ChoicesProps {
  readonly signed: DraftSigned;
  readonly busy: SignedHandling | undefined;
  readonly onChoose: (choice: SignedHandling) => void;
}

/** Codes of the hub that have words of their own here. */
const REASONS = ["signed_not_intact", "signed_unreadable", "signed_no_changes", "signed_locked"] as const;

function why(t: Record<(typeof REASONS)[number] | "other_reason", string>, refused: string): string {
  return t[REASONS.find((reason) => reason === refused) ?? "other_reason"];
}

/** What can be followed by further signatures is best signed further: that comes first. */
function Choices({ signed, busy, onChoose }: ChoicesProps) {
  const t = useWords(signedUploadWords);
  const { refused } = signed;
  const isOpen = refused === undefined;
  const isCertified = signed.signatures.some(({ kind }) => kind === "certification");
  return (
    <>
      <section className={styles.choice}>
        <strong>{isOpen ? t.furtherTitle : t.cannot}</strong>
        <p className={styles.soft}>{isOpen ? t.further : why(t, refused)}</p>
        {isOpen && isCertified && <p className={styles.soft}>{t.certified}</p>}
        {isOpen && (
          <Button
            type="primary"
            block
            loading={busy === "further"}
            disabled={busy === "copy"}
            onClick={() => onChoose("further")}
          >
            {t.chooseFurther}
          </Button>
        )}
      </section>
      <section className={styles.choice}>
        <strong>{t.copyTitle}</strong>
        <p className={styles.soft}>{t.copy}</p>
        <Button
          type={isOpen ? "default" : "primary"}
          block
          loading={busy === "copy"}
          disabled={busy === "further"}
          onClick={() => onChoose("copy")}
        >
          {t.chooseCopy}
        </Button>
      </section>
    </>
  );
}
