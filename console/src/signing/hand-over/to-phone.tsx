/** At a desk: a code by which one goes on with the own place on the phone [G02]. */
import { useEffect, useState } from "react";
import type { OwnLink, Seat } from "@/api/participant";
import { sentence } from "@/api/problem";
import { Button } from "@/components/button";
import { Sheet } from "@/components/sheet";
import { useWords } from "@/i18n/dictionary";
import { handOverWords } from "@/i18n/hand-over-words";
import { svgAddress } from "@/shell/svg-address";
import styles from "./hand-over.module.css";

/** Offered where there is a mouse: whoever holds a phone has it in the hand already. */
export function ToPhone({ seat }: { readonly seat: Seat }) {
  const t = useWords(handOverWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.offer} onClick={() => setOpen(true)}>
        {t.toPhone}
      </button>
      {isOpen && <CodeSheet seat={seat} onClose={() => setOpen(false)} />}
    </>
  );
}

function CodeSheet({ seat, onClose }: { readonly seat: Seat; readonly onClose: () => void }) {
  const t = useWords(handOverWords);
  const [link, setLink] = useState<OwnLink>();
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState(0);
  const [isOver, setOver] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press asks for another link
  useEffect(() => {
    let isCurrent = true;
    setLink(undefined);
    setProblem(undefined);
    setOver(false);
    seat.ownLink().then(
      (made) => isCurrent && setLink(made),
      (cause: unknown) => isCurrent && setProblem(sentence(cause)),
    );
    return () => {
      isCurrent = false;
    };
  }, [seat, asked]);
  useEffect(() => {
    if (!link) return;
    const timer = setTimeout(() => setOver(true), Math.max(0, link.expires - Date.now()));
    return () => clearTimeout(timer);
  }, [link]);
  const until = link && new Date(link.expires).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      actions={
        <>
          {(isOver || problem !== undefined) && (
            <Button wide onClick={() => setAsked(asked + 1)}>
              {t.again}
            </Button>
          )}
          <Button wide look="plain" onClick={onClose}>
            {t.close}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{t.text}</p>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {link && !isOver && (
        <img className={styles.qr} src={svgAddress(link.qr_svg)} alt={t.qr} data-url={link.url} />
      )}
      <p className={styles.note} role="status">
        {isOver ? t.over : until !== undefined ? t.once(until) : problem === undefined && t.making}
      </p>
    </Sheet>
  );
}
