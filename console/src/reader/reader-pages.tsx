/** The contract before somebody who gets a copy: how it stands, its pages, and the signed file once there is one. */
import { useEffect, useState } from "react";
import { flowStates } from "@/api/contract-states.generated";
import type { Reading, Seat } from "@/api/participant";
import { Problem } from "@/api/problem";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { PageSheet } from "@/components/page-sheet";
import { Screen } from "@/components/screen";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { readerWords } from "@/i18n/reader-words";
import { dateText } from "@/live/hub-time";
import styles from "./reader.module.css";

/** How often a contract that is not signed yet is looked at anew. */
const ASK_EVERY_MS = 5_000;
/** Minutes from UTC of the reader's own clock. */
const here = () => -new Date().getTimezoneOffset();

export function ReaderPages({ seat }: { readonly seat: Seat }) {
  const t = useWords(readerWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const [reading, setReading] = useState<Reading>();
  const [problem, setProblem] = useState<string>();
  const isSigned = reading !== undefined && reading.signed_at !== null;
  useEffect(() => {
    const stop = new AbortController();
    const ask = () =>
      seat.reading(stop.signal).then(
        (now) => {
          setReading(now);
          setProblem(undefined);
        },
        (cause: unknown) => {
          if (!stop.signal.aborted) setProblem(cause instanceof Problem ? cause.detail : String(cause));
        },
      );
    ask();
    const timer = isSigned ? undefined : setInterval(ask, ASK_EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [seat, isSigned]);

  if (problem !== undefined && !reading) {
    const retry = (
      <Button wide onClick={() => location.reload()}>
        {common.retry}
      </Button>
    );
    return <Notice mark="断" tone="warn" title={t.failed} text={problem} footer={retry} />;
  }
  if (!reading) return <Notice mark="会" title={t.opening} />;
  return (
    <Screen
      header={<BrandBar note={t.readOnly} />}
      footer={
        isSigned && (
          <a className={styles.file} href={seat.file("contract.pdf")} download>
            {t.download}
          </a>
        )
      }
    >
      <h1 className={styles.title}>{reading.title}</h1>
      <p className={styles.soft}>
        <strong className={styles.state} data-state={reading.state}>
          {flowStates[reading.state][language]}
        </strong>
        {[reading.number, t.sentBy(reading.host_name, dateText(reading.opened_at, here()))]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <ul className={styles.parties} aria-label={t.parties}>
        {reading.parties.map(({ label, name, organisation, signed_at, refused }) => (
          <li key={`${label}/${name}`}>
            <span>{[label, organisation ?? name].join(" ")}</span>
            <span className={styles.soft}>
              {refused ? t.refused : signed_at === null ? t.notYet : t.signed}
            </span>
          </li>
        ))}
      </ul>
      {reading.pages.length === 0 && <p className={styles.soft}>{t.noPages}</p>}
      {!isSigned && reading.pages.length > 0 && <p className={styles.soft}>{t.notSigned}</p>}
      {reading.pages.map(({ image, width_px, height_px }, index) => (
        <div key={image} className={styles.page} style={{ paddingTop: `${(100 * height_px) / width_px}%` }}>
          <div className={styles.sheet}>
            <PageSheet src={seat.pageImage(index + 1)} alt={t.page(index + 1)} />
          </div>
        </div>
      ))}
    </Screen>
  );
}
