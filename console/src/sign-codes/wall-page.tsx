/** A sign code for a screen on a wall: the picture, which changes by itself, and how many have come. */
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { type WallView, wallView } from "@/api/sign-codes";
import { signCodeWords } from "@/i18n/console-sign-code-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./wall-page.module.css";

const EVERY_MS = 3_000;

interface WallPageProps {
  readonly code: string;
  readonly first: WallView;
}

export function WallPage({ code, first }: WallPageProps) {
  const t = useWords(signCodeWords);
  const navigate = useNavigate();
  const [view, setView] = useState(first);
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    const timer = setInterval(async () => {
      try {
        setView(await wallView(code));
        setStale(false);
      } catch {
        setStale(true);
      }
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [code]);
  return (
    <main className={styles.wall}>
      <h1 className={styles.title}>{view.template_name}</h1>
      {view.open ? (
        <>
          <img
            className={styles.picture}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(view.qr)}`}
            alt={t.scan}
          />
          <p className={styles.scan}>{t.scan}</p>
          {view.changes_at !== null && (
            <p className={styles.soft}>
              {t.changes(Math.max(0, Math.ceil((view.changes_at - Date.now()) / 1000)))}
            </p>
          )}
        </>
      ) : (
        <p className={styles.scan} role="status">
          {t.ended}
        </p>
      )}
      <p className={styles.count}>{t.count(view.used, view.contracts)}</p>
      <p className={styles.soft} role="status">
        {isStale ? t.stale : t.until(localTime(view.until))}
      </p>
      <div className={styles.actions}>
        <Button onClick={() => navigate(-1)}>{t.leave}</Button>
        <Button type="primary" onClick={() => document.documentElement.requestFullscreen?.()}>
          {t.fullScreen}
        </Button>
      </div>
    </main>
  );
}
