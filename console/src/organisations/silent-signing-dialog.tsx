/** 企业静默签服务协议: read and accepted by the super administrator before the service is switched on. */
import { Modal } from "antd";
import { agreements } from "@/api/agreements";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./organisations.module.css";

interface SilentSigningDialogProps {
  /** @param text hash of the text as it was shown */
  readonly onAccept: (text: string) => void;
  readonly onClose: () => void;
}

export function SilentSigningDialog({ onAccept, onClose }: SilentSigningDialogProps) {
  const t = useWords(organisationWords);
  const language = useLanguage();
  const [loaded, again] = useLoaded(agreements);
  const found = loaded.state === "ready" ? loaded.value.find(({ kind }) => kind === "silent_signing") : null;
  return (
    <Modal
      open
      title={found?.title[language] ?? t.service_silent_signing}
      okText={t.agreeAndSwitchOn}
      okButtonProps={{ disabled: !found }}
      onOk={() => found && onAccept(found.sha256[language])}
      onCancel={onClose}
    >
      <LoadedView loaded={loaded} onRetry={again}>
        {() => <p className={styles.agreement}>{found?.text[language]}</p>}
      </LoadedView>
    </Modal>
  );
}
