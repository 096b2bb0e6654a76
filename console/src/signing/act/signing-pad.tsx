/** The full-screen pad: lies across an upright phone by itself, without asking the phone to turn. */
import { useLayoutEffect, useState } from "react";
import { Button } from "@/components/button";
import { InkCanvas } from "@/components/ink-canvas";
import { actWords } from "@/i18n/act-words";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { strokeToText } from "@/ink/codec";
import type { LiveSession, LiveState } from "@/live/live-session";
import { boxAspect } from "@/live/page-space";
import type { PartyView, SessionView, SigningField, StrokeView } from "@/live/protocol";
import { GrantClock } from "./grant-clock";
import { hasInkUnderWay } from "./my-ink";
import { fitBox } from "./pad-geometry";
import styles from "./signing-pad.module.css";
import { usePen } from "./use-pen";
import type { SavedSignatureDesk } from "./use-saved-signature";

interface SigningPadProps {
  readonly session: LiveSession;
  readonly saved: SavedSignatureDesk;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
  readonly field: SigningField;
  readonly ink: readonly StrokeView[];
  readonly nextNumber: (field: number) => number;
  readonly hasNext: boolean;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

const BAR = 62;
const MARGIN = 8;

export function SigningPad(props: SigningPadProps) {
  const { session, saved, state, view, party, field, ink, nextNumber, hasNext, onDone, onBack } = props;
  const t = useWords(actWords);
  const common = useWords(commonWords);
  const screen = useScreen();
  const turned = screen.height > screen.width;
  const long = Math.max(screen.width, screen.height);
  const short = Math.min(screen.width, screen.height);
  const page = view.page_boxes[field.page - 1];
  const aspect = page ? boxAspect(page, field.rect) : 3;
  const box = fitBox(long - 2 * MARGIN, short - 2 * BAR - 2 * MARGIN, aspect);
  const pen = usePen({
    lane: session.ink,
    field: field.no,
    turned,
    ink,
    nextNumber: () => nextNumber(field.no),
    onStroke: (stroke) => {
      const text = strokeToText(stroke.points);
      session.command("draw_stroke", { field: stroke.field, stroke: stroke.number, ink: text });
    },
  });
  const own = ink.filter((stroke) => stroke.field === field.no);
  const isEmpty = own.length === 0;
  const putIn = () => {
    for (const text of saved.strokesFor(aspect)) {
      const stroke = nextNumber(field.no);
      session.command("draw_stroke", { field: field.no, stroke, ink: text, saved: true });
    }
  };
  const isOffline = state.connection.state !== "live";
  const delivery = isEmpty
    ? ""
    : isOffline
      ? t.padKept
      : hasInkUnderWay(state.pending)
        ? t.padSaving
        : t.padSaved;
  return (
    <div
      className={styles.pad}
      role="dialog"
      aria-modal="true"
      aria-label={t.padTitle(party.name)}
      style={
        turned
          ? { width: long, height: short, transform: `translateX(${short}px) rotate(90deg)` }
          : { width: long, height: short }
      }
    >
      <div className={styles.bar}>
        <button type="button" className={styles.back} onClick={onBack}>
          ‹ {common.back}
        </button>
        <p className={styles.title}>{t.padTitle(party.name)}</p>
        <p className={styles.clock}>
          <GrantClock session={session} until={party.grant_until} />
        </p>
      </div>
      <div className={styles.middle}>
        <div
          ref={pen.paper}
          className={styles.paper}
          style={{ width: box.width, height: box.height }}
          {...pen.handlers}
        >
          {isEmpty && (
            <span className={styles.hint} style={{ fontSize: box.height * 0.42 }} aria-hidden="true" />
          )}
          <span className={styles.baseline} aria-hidden="true" />
          <InkCanvas picture={pen.picture} subscribe={pen.subscribe} label={t.inkLabel(party.name)} />
        </div>
      </div>
      <div className={styles.bar}>
        {isEmpty && saved.isThere ? (
          <Button look="plain" onClick={putIn}>
            {t.padSavedUse}
          </Button>
        ) : (
          <Button
            look="plain"
            disabled={isEmpty}
            onClick={() => {
              pen.forget();
              session.command("clear_ink", { field: field.no });
            }}
          >
            {t.padClear}
          </Button>
        )}
        <p className={styles.delivery} aria-live="polite">
          {saved.problem ?? delivery}
          {!isEmpty && !saved.isThere && (
            <button type="button" className={styles.keep} onClick={() => saved.save(own, aspect)}>
              {t.padSavedKeep}
            </button>
          )}
          {saved.isSaved && !isEmpty && <span className={styles.kept}>{t.padSavedKept}</span>}
        </p>
        <Button disabled={isEmpty} onClick={onDone}>
          {hasNext ? t.padNext : t.padDone}
        </Button>
      </div>
    </div>
  );
}

/** The size of the screen, kept current when it turns or the browser's bars come and go. */
function useScreen(): { readonly width: number; readonly height: number } {
  const [screen, setScreen] = useState(screenSize);
  useLayoutEffect(() => {
    const measure = () => setScreen(screenSize());
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return screen;
}

function screenSize() {
  return { width: window.innerWidth, height: window.innerHeight };
}
