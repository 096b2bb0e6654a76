/** The agreements that the acts rest on, to read and accept. */
import { Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import type { Agreement } from "@/api/agreements";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { signManyWords } from "@/i18n/sign-many-words";
import styles from "./sign-many.module.css";

interface ConsentRowProps {
  readonly agreements: readonly Agreement[];
  readonly isGiven: boolean;
  readonly onChange: (isGiven: boolean) => void;
}

export function ConsentRow({ agreements, isGiven, onChange }: ConsentRowProps) {
  const t = useWords(signManyWords);
  const language = useLanguage();
  const [shown, setShown] = useState<Agreement>();
  return (
    <div className={styles.consent}>
      <Checkbox checked={isGiven} onChange={({ target }) => onChange(target.checked)}>
        {t.agree}
      </Checkbox>
      <p>
        {agreements.map((agreement) => (
          <Button key={agreement.kind} type="link" onClick={() => setShown(agreement)}>
            《{agreement.title[language]}》
          </Button>
        ))}
      </p>
      <Modal
        open={shown !== undefined}
        title={shown?.title[language]}
        footer={null}
        onCancel={() => setShown(undefined)}
      >
        <p className={styles.text}>{shown?.text[language]}</p>
      </Modal>
    </div>
  );
}
