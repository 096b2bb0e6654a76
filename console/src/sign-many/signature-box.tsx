/** A box to sign in once, for many contracts. */
import { Button } from "antd";
import { useCallback, useRef, useState } from "react";
import { InkCanvas } from "@/components/ink-canvas";
import { useWords } from "@/i18n/dictionary";
import { signManyWords } from "@/i18n/sign-many-words";
import { strokeFromText, strokeToText } from "@/ink/codec";
import type { StrokeView } from "@/live/protocol";
import { refit } from "@/signing/act/refit";
import { usePen } from "@/signing/act/use-pen";
import styles from "./sign-many.module.css";
import type { Signature } from "./sign-one";

interface SignatureBoxProps {
  readonly signature: Signature | undefined;
  readonly onChange: (signature: Signature | undefined) => void;
  /** The handwriting that was kept before; absent where there is none to ask for. */
  readonly onKept: (() => Promise<Signature | undefined>) | undefined;
}

/** Nobody watches it being drawn. */
const UNSEEN = {
  penDown: (_: number, stroke: number) => ({ stroke, add: () => undefined, up: () => undefined }),
  decode: (ink: string | undefined) => (ink === undefined ? [] : strokeFromText(ink)),
};
const FIELD = 0;

export function SignatureBox({ signature, onChange, onKept }: SignatureBoxProps) {
  const t = useWords(signManyWords);
  const [hint, setHint] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const strokes = signature?.strokes ?? [];
  const ink: readonly StrokeView[] = strokes.map((text, index) => ({
    party: 0,
    field: FIELD,
    stroke: index + 1,
    ink: text,
  }));
  const pen = usePen({
    lane: UNSEEN,
    field: FIELD,
    turned: false,
    ink,
    nextNumber: () => strokes.length + 1,
    onStroke: ({ points }) =>
      onChange({ strokes: [...strokes, strokeToText(points)], aspect: aspectOf(frame.current) }),
  });
  const clear = useCallback(() => {
    pen.forget();
    onChange(undefined);
  }, [pen.forget, onChange]);
  const putKept = async () => {
    setAsking(true);
    const kept = await onKept?.().catch(() => undefined);
    setAsking(false);
    setHint(kept ? undefined : t.noneKept);
    if (!kept) return;
    pen.forget();
    const aspect = aspectOf(frame.current);
    const fitted = kept.strokes.map((text) => strokeToText(refit(strokeFromText(text), kept.aspect, aspect)));
    onChange({ strokes: fitted, aspect });
  };
  return (
    <div>
      <div ref={frame} className={styles.paper}>
        <div ref={pen.paper} className={styles.surface} {...pen.handlers}>
          <InkCanvas picture={pen.picture} subscribe={pen.subscribe} label={t.pad} />
        </div>
      </div>
      <div className={styles.tools}>
        <Button onClick={clear} disabled={strokes.length === 0}>
          {t.clear}
        </Button>
        {onKept && (
          <Button loading={isAsking} onClick={putKept}>
            {t.useKept}
          </Button>
        )}
        {hint && (
          <span className={styles.soft} role="status">
            {hint}
          </span>
        )}
      </div>
    </div>
  );
}

/** Width by height. */
function aspectOf(box: HTMLElement | null): number {
  return box ? box.clientWidth / box.clientHeight : 1;
}
