/** 人脸核身: the way to the service, and waiting for what came of it. */
import { Button } from "antd";
import { useEffect, useState } from "react";
import { type FacePage, faceOutcome } from "@/api/me";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { svgAddress } from "@/shell/svg-address";
import styles from "./account.module.css";
import type { Command } from "./use-command";

/** Pause between two questions what came of it. */
const ASK_EVERY_MS = 3000;

interface FaceCheckProps {
  readonly page: FacePage;
  readonly give: Command;
  readonly onClose: () => void;
}

export function FaceCheck({ page, give, onClose }: FaceCheckProps) {
  const t = useWords(accountWords);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (isOver) return;
    const ask = async () => {
      const outcome = await faceOutcome();
      if (outcome === "waiting") return;
      if (outcome === "passed") {
        // Shows what is known now.
        await give(async () => undefined);
        onClose();
      } else setOver(true);
    };
    // A hub that does not answer is asked again.
    const timer = setInterval(() => ask().catch(() => undefined), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOver, give, onClose]);
  return (
    <div className={styles.form}>
      {isOver ? (
        <p role="alert" className={styles.problem}>
          {t.faceFailed}
        </p>
      ) : (
        <>
          <img className={styles.qr} src={svgAddress(page.qr_svg)} alt={t.faceBegin} />
          <p className={styles.detail} role="status">
            {t.faceGo}
          </p>
        </>
      )}
      <span className={styles.actions}>
        {!isOver && (
          <Button href={page.url} target="_blank" rel="noreferrer">
            {t.faceOpen}
          </Button>
        )}
        <Button onClick={onClose}>{t.cancel}</Button>
      </span>
    </div>
  );
}
