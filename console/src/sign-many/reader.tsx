/** One contract after the other, each to its last page. */
import { Alert, Button, Skeleton } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { sentence } from "@/api/problem";
import type { ReadyContract } from "@/api/sign-many";
import { useWords } from "@/i18n/dictionary";
import { signManyWords } from "@/i18n/sign-many-words";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./sign-many.module.css";
import type { Place } from "./sign-one";

interface ReaderProps {
  readonly contract: ReadyContract;
  readonly take: (contract: ReadyContract) => Promise<Place>;
  readonly isLast: boolean;
  readonly onRead: () => void;
  readonly onDrop: () => void;
}

export function Reader({ contract, take, isLast, onRead, onDrop }: ReaderProps) {
  const t = useWords(signManyWords);
  const load = useCallback(() => take(contract), [take, contract]);
  const [loaded, again] = useLoaded(load);
  const [isAtEnd, setAtEnd] = useState(false);
  const reachEnd = useCallback(() => setAtEnd(true), []);
  return (
    <section className={styles.reader} aria-label={contract.title}>
      <h2 className={styles.subject}>{contract.title}</h2>
      <p className={styles.soft}>{t.from(contract.host_name)}</p>
      {loaded.state === "loading" && <Skeleton active aria-label={t.opening} paragraph={{ rows: 10 }} />}
      {loaded.state === "failed" && (
        <Alert
          type="warning"
          showIcon
          title={sentence(loaded.problem)}
          action={<Button onClick={again}>{t.again}</Button>}
        />
      )}
      {loaded.state === "ready" && <Pages place={loaded.value} onEnd={reachEnd} />}
      <div className={styles.bar}>
        <Button type="text" onClick={onDrop}>
          {t.drop}
        </Button>
        <Button type="primary" size="large" disabled={!isAtEnd} onClick={onRead}>
          {isAtEnd ? (isLast ? t.readLast : t.readNext) : t.readOn}
        </Button>
      </div>
    </section>
  );
}

/** All pages below each other; tells when the foot of the last one has come into sight. */
function Pages({ place, onEnd }: { readonly place: Place; readonly onEnd: () => void }) {
  const t = useWords(signManyWords);
  const last = place.contract.pages;
  const numbers = Array.from({ length: last }, (_, index) => index + 1);
  const foot = useRef<HTMLDivElement>(null);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!foot.current || !isShown) return;
    const watch = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) onEnd();
    });
    watch.observe(foot.current);
    return () => watch.disconnect();
  }, [isShown, onEnd]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.pages} tabIndex={0} aria-label={place.contract.title}>
      {numbers.map((page) => (
        <img
          key={page}
          className={styles.page}
          src={place.seat.pageImage(page)}
          alt={t.page(page, last)}
          loading={page === 1 || page === last ? "eager" : "lazy"}
          onLoad={() => page === last && setShown(true)}
        />
      ))}
      <div ref={foot} className={styles.foot} />
    </section>
  );
}
