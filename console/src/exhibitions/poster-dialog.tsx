/** The picture that leads to the application form, for posters and messages. */
import { Alert, Modal, Spin } from "antd";
import { useCallback } from "react";
import { invitation } from "@/api/exhibitions";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { invitationWords } from "@/i18n/invitation-words";
import { CopyButton } from "@/shell/copy-button";
import { svgAddress } from "@/shell/svg-address";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./exhibitions.module.css";

interface PosterDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function PosterDialog({ id, onClose }: PosterDialogProps) {
  const t = useWords(invitationWords);
  const [loaded] = useLoaded(useCallback(() => invitation(id), [id]));
  return (
    <Modal open footer={null} title={t.poster} onCancel={onClose}>
      {loaded.state === "loading" && <Spin />}
      {loaded.state === "failed" && <Alert type="error" showIcon title={sentence(loaded.problem)} />}
      {loaded.state === "ready" && (
        <figure className={styles.turned}>
          <img className={styles.qr} src={svgAddress(loaded.value.qr_svg)} alt={t.poster} />
          <figcaption>
            {t.posterHint}
            <span className={styles.faint}>
              <CopyButton text={loaded.value.url} name={t.copy} />
            </span>
          </figcaption>
        </figure>
      )}
    </Modal>
  );
}
