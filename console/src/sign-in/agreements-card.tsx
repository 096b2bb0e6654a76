/** What a signed-in person accepts at first use, and again when a text changes. */
import { Alert, Button, Card, Checkbox, Collapse, Skeleton } from "antd";
import { useState } from "react";
import { type Agreement, acceptAgreements, owedAgreements } from "@/api/agreements";
import { sentence } from "@/api/problem";
import { commonWords } from "@/i18n/common-words";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./sign-in.module.css";

export function AgreementsCard({ onAccepted }: { readonly onAccepted: () => void }) {
  const common = useWords(commonWords);
  const [loaded, again] = useLoaded(owedAgreements);
  return (
    <Card className={styles.agreements}>
      {loaded.state === "loading" && <Skeleton active paragraph={{ rows: 4 }} />}
      {loaded.state === "failed" && (
        <Alert
          type="warning"
          showIcon
          title={sentence(loaded.problem)}
          action={<Button onClick={again}>{common.retry}</Button>}
        />
      )}
      {loaded.state === "ready" && <Acceptance owed={loaded.value} onAccepted={onAccepted} />}
    </Card>
  );
}

interface AcceptanceProps {
  readonly owed: readonly Agreement[];
  readonly onAccepted: () => void;
}

function Acceptance({ owed, onAccepted }: AcceptanceProps) {
  const t = useWords(frontWords);
  const language = useLanguage();
  const [hasRead, setRead] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const accept = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await acceptAgreements(owed, language);
      onAccepted();
    } catch (cause) {
      setProblem(sentence(cause));
      setBusy(false);
    }
  };
  return (
    <>
      <h1 className={styles.title}>{t.agreementsTitle}</h1>
      <p className={styles.hint}>{t.agreementsHint}</p>
      <Collapse
        items={owed.map(({ kind, title, version, text }) => ({
          key: kind,
          label: title[language],
          extra: t.version(version),
          children: <div className={styles.agreementText}>{text[language]}</div>,
        }))}
      />
      <div className={styles.accept}>
        <Checkbox checked={hasRead} onChange={(event) => setRead(event.target.checked)}>
          {t.agreementsRead}
        </Checkbox>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <Button type="primary" size="large" block disabled={!hasRead} loading={isBusy} onClick={accept}>
          {t.agreementsAccept}
        </Button>
      </div>
    </>
  );
}
