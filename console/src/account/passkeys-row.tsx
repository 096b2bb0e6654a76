/** 通行密钥: those that the person has, and a new one. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { Means } from "@/api/me";
import { addPasskey, hasPasskeys, removePasskey } from "@/api/passkeys";
import { Problem } from "@/api/problem";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./account.module.css";
import type { Command } from "./use-command";

interface PasskeysRowProps {
  readonly means: Means;
  readonly give: Command;
}

export function PasskeysRow({ means, give }: PasskeysRowProps) {
  const t = useWords(accountWords);
  const { passkeys, passkey_origin } = means;
  const isHere = passkey_origin === window.location.origin && hasPasskeys();
  return (
    <>
      <div className={styles.what}>
        <span className={styles.name}>{t.passkeys}</span>
        {passkeys.length === 0 && <p className={styles.detail}>{t.passkeysNone}</p>}
        {!isHere && (
          <p className={styles.detail}>
            {passkey_origin === null ? t.passkeyNoDomain : t.passkeyElsewhere(passkey_origin)}
          </p>
        )}
      </div>
      {isHere && <NewPasskey give={give} />}
      {passkeys.length > 0 && (
        <ul className={styles.inner}>
          {passkeys.map(({ id, name, added, last_used }) => (
            <li key={id} className={styles.innerRow}>
              <div className={styles.what}>
                {name}
                <p className={styles.detail}>
                  {last_used === null
                    ? t.passkeyUnused(localTime(added))
                    : t.passkeyUsed(localTime(added), localTime(last_used))}
                </p>
              </div>
              <Button aria-label={t.passkeyRemoveOf(name)} onClick={() => give(() => removePasskey(id))}>
                {t.passkeyRemove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function NewPasskey({ give }: { readonly give: Command }) {
  const t = useWords(accountWords);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [name, setName] = useState("");
  const add = async () => {
    setBusy(true);
    // Whatever the device says when its person stops is no sentence for people.
    const isAdded = await give(() =>
      addPasskey(name).catch((cause: unknown) => {
        throw cause instanceof Problem ? cause : new Problem(0, "passkey_stopped", t.passkeyStopped);
      }),
    );
    if (isAdded) {
      setOpen(false);
      setName("");
    }
    setBusy(false);
  };
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{t.addPasskey}</Button>;
  return (
    <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={add}>
      <Form.Item label={t.passkeyName} htmlFor="passkey-name">
        <Input
          id="passkey-name"
          value={name}
          autoFocus
          maxLength={40}
          placeholder={t.passkeyNameExample}
          onChange={(event) => setName(event.target.value)}
        />
      </Form.Item>
      <span className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={name.trim() === ""}>
          {t.addPasskey}
        </Button>
        <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
      </span>
    </Form>
  );
}
