/** 身份: who the person was found to be, and on what that rests. */
import { Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import {
  beginFaceCheck,
  DOCUMENTS,
  type DocumentKind,
  type FacePage,
  type Means,
  verifyIdentity,
} from "@/api/me";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./account.module.css";
import { FaceCheck } from "./face-check";
import { Section } from "./section";
import type { Command } from "./use-command";

interface IdentitySectionProps {
  readonly means: Means;
  readonly give: Command;
}

export function IdentitySection({ means, give }: IdentitySectionProps) {
  const t = useWords(accountWords);
  const [isOpen, setOpen] = useState(false);
  const { identity } = means;
  return (
    <Section id="identity" title={t.identity} hint={t.identityHint}>
      <div className={styles.row}>
        <div className={styles.what}>
          {identity === null ? (
            <span className={styles.name}>{t.identityNone}</span>
          ) : (
            <>
              <span className={styles.name}>{identity.name_masked}</span>
              <Tag color={identity.face ? "success" : "gold"}>
                {identity.face ? t.identityFace : t.identityNoFace}
              </Tag>
              <p className={styles.detail}>
                {t[`document_${identity.document}`]} {identity.number_masked} ·{" "}
                {t.identityAt(localTime(identity.at))}
              </p>
              {!identity.face && <p className={styles.detail}>{t.identityNoFaceText}</p>}
            </>
          )}
        </div>
        {!isOpen && (
          <Button type={identity === null ? "primary" : "default"} onClick={() => setOpen(true)}>
            {identity === null ? t.identityBegin : t.identityAgain}
          </Button>
        )}
        {isOpen && (
          <IdentityForm hasFaceCheck={means.face_check} give={give} onClose={() => setOpen(false)} />
        )}
      </div>
    </Section>
  );
}

interface IdentityFormProps {
  readonly hasFaceCheck: boolean;
  readonly give: Command;
  readonly onClose: () => void;
}

function IdentityForm({ hasFaceCheck, give, onClose }: IdentityFormProps) {
  const t = useWords(accountWords);
  const [document, setDocument] = useState<DocumentKind>("resident_id_card");
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [page, setPage] = useState<FacePage>();
  const isEmpty = name.trim() === "" || number.trim() === "";
  const checkFace = async () => {
    setBusy(true);
    await give(async () => setPage(await beginFaceCheck(name, number)));
    setBusy(false);
  };
  if (page) return <FaceCheck page={page} give={give} onClose={onClose} />;
  const submit = async () => {
    setBusy(true);
    if (await give(() => verifyIdentity(document, name, number))) onClose();
    setBusy(false);
  };
  return (
    <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={submit}>
      <Form.Item label={t.document} htmlFor="document">
        <Select<DocumentKind>
          id="document"
          value={document}
          options={DOCUMENTS.map((kind) => ({ value: kind, label: t[`document_${kind}`] }))}
          onChange={setDocument}
        />
      </Form.Item>
      <Form.Item label={t.documentName} htmlFor="document-name">
        <Input
          id="document-name"
          autoComplete="name"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t.documentNumber} htmlFor="document-number" extra={t.identityNoFaceText}>
        <Input
          id="document-number"
          autoComplete="off"
          maxLength={24}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </Form.Item>
      <span className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={isEmpty}>
          {t.identitySubmit}
        </Button>
        {hasFaceCheck && document === "resident_id_card" && (
          <Button disabled={isEmpty || isBusy} onClick={checkFace}>
            {t.faceBegin}
          </Button>
        )}
        <Button onClick={onClose}>{t.cancel}</Button>
      </span>
      {hasFaceCheck && document === "resident_id_card" && <p className={styles.detail}>{t.faceHint}</p>}
    </Form>
  );
}
