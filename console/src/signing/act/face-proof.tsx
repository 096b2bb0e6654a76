/** 人脸核身 before the act: the number once, then the service's own page on this phone, or its QR code beside a desktop. */
import { useEffect, useId, useState } from "react";
import { keepLinkToken } from "@/api/link-token";
import type { FacePage } from "@/api/me";
import type { Seat } from "@/api/participant";
import { Problem, sentence } from "@/api/problem";
import { Button } from "@/components/button";
import { useWords } from "@/i18n/dictionary";
import { proofWords } from "@/i18n/proof-words";
import { svgAddress } from "@/shell/svg-address";
import styles from "./proof-panel.module.css";

/** Pause between two questions what came of it. */
const ASK_EVERY_MS = 3000;

export function FaceProof({ seat }: { readonly seat: Seat }) {
  const t = useWords(proofWords);
  const id = useId();
  const [number, setNumber] = useState("");
  const [isNumberNeeded, setNumberNeeded] = useState(false);
  const [page, setPage] = useState<FacePage>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    // A passed check comes as a line of the log; here only a failed one is of interest.
    const ask = async () => {
      if ((await seat.faceOutcome()) === "failed") {
        setPage(undefined);
        setProblem(t.faceFailed);
      }
    };
    ask().catch(() => undefined);
    const timer = setInterval(() => ask().catch(() => undefined), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [seat, t]);

  const begin = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const begun = await seat.beginFace(isNumberNeeded ? number.trim() : undefined);
      if (isPhone()) {
        keepLinkToken();
        location.assign(begun.url);
      } else setPage(begun);
    } catch (cause) {
      if (cause instanceof Problem && cause.code === "face_number_needed" && !isNumberNeeded) {
        setNumberNeeded(true);
      } else setProblem(sentence(cause));
    } finally {
      setBusy(false);
    }
  };

  if (page) {
    return (
      <>
        <img className={styles.qr} src={svgAddress(page.qr_svg)} alt={t.face} />
        <p className={styles.text} role="status">
          {t.faceScan}
        </p>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <p className={styles.text}>{t.faceText}</p>
      {isNumberNeeded && (
        <>
          <label htmlFor={id} className={styles.label}>
            {t.idNumber}
          </label>
          <input
            id={id}
            className={styles.input}
            value={number}
            maxLength={18}
            autoComplete="off"
            autoCapitalize="characters"
            onChange={(event) => setNumber(event.target.value)}
          />
        </>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button wide type="submit" disabled={isBusy || (isNumberNeeded && number.trim() === "")}>
        {isBusy ? t.opening : t.faceBegin}
      </Button>
    </form>
  );
}

function isPhone(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
