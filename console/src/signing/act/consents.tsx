/** The two separate consents before the first ink: keeping the handwriting, and recording the ceremony. */
import type { Agreement } from "@/api/agreements";
import { Button } from "@/components/button";
import { Sheet } from "@/components/sheet";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import type { ConsentKind, PartyView, SessionView } from "@/live/protocol";
import { consentOf } from "@/signing/room/signing-step";
import styles from "./consents.module.css";

interface ConsentsProps {
  readonly view: SessionView;
  readonly party: PartyView;
  readonly agreements: readonly Agreement[];
  readonly onAnswer: (kind: ConsentKind, given: boolean) => void;
  readonly onRefuseToSign: () => void;
}

export function Consents({ view, party, agreements, onAnswer, onRefuseToSign }: ConsentsProps) {
  const t = useWords(actWords);
  const language = useLanguage();
  const kind: ConsentKind = consentOf(party, "ink") === true ? "recording" : "ink";
  const text = agreements.find((agreement) => agreement.kind === kind);
  const mayRefuse = view.policy.may_refuse_recording;
  const wasRefused = consentOf(party, "recording") === false;
  return (
    <Sheet
      key={kind}
      title={text?.title[language] ?? t.consentTitle}
      actions={
        <>
          <Button wide onClick={() => onAnswer(kind, true)}>
            {t.consentGive}
          </Button>
          {kind === "recording" && mayRefuse ? (
            <Button wide look="plain" onClick={() => onAnswer("recording", false)}>
              {t.consentRecordingRefuse}
            </Button>
          ) : (
            <Button wide look="plain" onClick={onRefuseToSign}>
              {t.consentInkRefuse}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.text}>{text?.text[language]}</p>
      {kind === "recording" && (
        <p className={styles.note}>
          {mayRefuse ? t.consentRecordingMay : wasRefused ? t.consentNeeded : t.consentRecordingMust}
        </p>
      )}
    </Sheet>
  );
}
