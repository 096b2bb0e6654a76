/** 登录与安全: passwords, passkeys, and the saved signature. */
import { Button, Popconfirm } from "antd";
import { type Means, removePassword, removeSavedSignature, setPassword, setSignPassword } from "@/api/me";
import { removeWechat } from "@/api/wechat";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./account.module.css";
import { PasskeysRow } from "./passkeys-row";
import { PasswordForm } from "./password-form";
import { Section } from "./section";
import type { Command } from "./use-command";

interface SecuritySectionProps {
  readonly means: Means;
  readonly give: Command;
}

export function SecuritySection({ means, give }: SecuritySectionProps) {
  const t = useWords(accountWords);
  const signPasswordText = {
    none: t.signPasswordNone,
    set: t.signPasswordSet,
    locked: t.signPasswordLocked,
  }[means.sign_password];
  return (
    <Section id="security" title={t.security} hint={t.securityHint}>
      <ul className={styles.list}>
        <li className={styles.row}>
          <PasswordForm
            name={t.password}
            text={means.password ? t.passwordSet : t.passwordNone}
            begin={means.password ? t.changePassword : t.setPassword}
            label={t.newPassword}
            hint={t.newPasswordHint}
            isSix={false}
            onSave={(password) => give(() => setPassword(password))}
          >
            {means.password && (
              <Popconfirm
                title={t.removePassword}
                description={t.removePasswordAsk}
                onConfirm={() => give(removePassword)}
              >
                <Button>{t.removePassword}</Button>
              </Popconfirm>
            )}
          </PasswordForm>
        </li>
        <li className={styles.row}>
          <PasswordForm
            name={t.signPassword}
            text={signPasswordText}
            begin={means.sign_password === "none" ? t.setSignPassword : t.changeSignPassword}
            label={t.newSignPassword}
            isSix
            onSave={(password) => give(() => setSignPassword(password))}
          />
        </li>
        <li className={styles.row}>
          <PasskeysRow means={means} give={give} />
        </li>
        {means.wechat !== null && (
          <li className={styles.row}>
            <div className={styles.what}>
              <span className={styles.name}>{t.wechat}</span>
              <p className={styles.detail}>{means.wechat ? t.wechatThere : t.wechatNone}</p>
            </div>
            {means.wechat && (
              <Popconfirm title={t.wechatRemoveAsk} onConfirm={() => give(removeWechat)}>
                <Button>{t.wechatRemove}</Button>
              </Popconfirm>
            )}
          </li>
        )}
        <li className={styles.row}>
          <div className={styles.what}>
            <span className={styles.name}>{t.savedSignature}</span>
            <p className={styles.detail}>
              {means.saved_signature ? t.savedSignatureThere : t.savedSignatureNone}
            </p>
          </div>
          {means.saved_signature && (
            <Popconfirm title={t.savedSignatureAsk} onConfirm={() => give(removeSavedSignature)}>
              <Button>{t.savedSignatureRemove}</Button>
            </Popconfirm>
          )}
        </li>
      </ul>
    </Section>
  );
}
