import { useState } from "react";
import type { Seat } from "@/api/participant";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { Screen } from "@/components/screen";
import { Sheet } from "@/components/sheet";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveSession } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { EmbeddedCaNotice } from "@/signing/embedded-ca-notice";
import { SignedFrame } from "@/tableau/signed-frame";
import styles from "./after.module.css";

interface SignedProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly view: SessionView;
}

/** 礼成: the signed frame, and the files to take home. */
export function Signed({ session, seat, view }: SignedProps) {
  const t = useWords(actWords);
  const room = useWords(roomWords);
  const [isExplaining, setExplaining] = useState(false);
  const explain = isInsideWeChat() ? () => setExplaining(true) : undefined;
  return (
    <Screen header={<BrandBar note={view.policy.demo ? room.demo : undefined} />}>
      <div className={styles.seal} aria-hidden="true">
        {isRoutine(view) ? "完成" : "礼成"}
      </div>
      <h1 className={`${styles.title} ${styles.centred}`}>{t.doneTitle}</h1>
      <p className={`${styles.text} ${styles.centred}`}>{t.doneText}</p>
      <div className={styles.block}>
        <SignedFrame session={session} view={view} />
      </div>
      <div className={styles.block}>
        <FileLink href={seat.file("contract.pdf")} label={t.downloadContract} kind="PDF" onOpen={explain} />
        <FileLink href={seat.file("evidence.zip")} label={t.downloadEvidence} kind="ZIP" onOpen={explain} />
        {view.film !== undefined && (
          <FileLink href={seat.file("film.mp4")} label={t.downloadFilm} kind="MP4" onOpen={explain} />
        )}
      </div>
      {!isRoutine(view) && view.film === undefined && (
        <p className={styles.small}>{view.film_missing === undefined ? t.filmComing : t.filmMissing}</p>
      )}
      <dl className={styles.hash}>
        <dt>{t.documentHash}</dt>
        <dd>{view.document}</dd>
      </dl>
      <p className={styles.small}>
        {t.verifyHint} <a href="/verify">{t.openVerify}</a>
      </p>
      <EmbeddedCaNotice className={styles.small} />
      {isExplaining && <OpenInBrowser onClose={() => setExplaining(false)} />}
    </Screen>
  );
}

interface FileLinkProps {
  readonly href: string;
  readonly label: string;
  readonly kind: string;
  /** Where files cannot be downloaded: says so instead. */
  readonly onOpen: (() => void) | undefined;
}

function FileLink({ href, label, kind, onOpen }: FileLinkProps) {
  return (
    <a
      className={styles.file}
      href={href}
      download
      onClick={(event) => {
        if (!onOpen) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {label}
      <span className={styles.kind}>{kind}</span>
    </a>
  );
}

function OpenInBrowser({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(actWords);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
  };
  return (
    <Sheet
      title={t.wechatTitle}
      onClose={onClose}
      actions={
        <>
          {"clipboard" in navigator && (
            <Button wide onClick={copy}>
              {isCopied ? t.copied : t.copyLink}
            </Button>
          )}
          <Button wide look="plain" onClick={onClose}>
            {t.ok}
          </Button>
        </>
      }
    >
      <p>{t.wechatText}</p>
    </Sheet>
  );
}

function isInsideWeChat(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent);
}
