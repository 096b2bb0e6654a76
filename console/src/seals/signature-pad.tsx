/** A box to write one's name in; what comes out is a picture with black ink on nothing. */
import { Button } from "antd";
import { type PointerEvent, useRef, useState } from "react";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./seals.module.css";

/** Pixels: 60 mm at 600 dots per inch, so that a narrow name is still fine enough. */
const WIDTH = 1440;
const HEIGHT = 540;
const PEN = 11;

interface SignaturePadProps {
  readonly onSave: (picture: Blob) => Promise<void>;
}

export function SignaturePad({ onSave }: SignaturePadProps) {
  const t = useWords(sealWords);
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const [isEmpty, setEmpty] = useState(true);
  const [isSaving, setSaving] = useState(false);
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * WIDTH,
      y: ((event.clientY - box.top) / box.height) * HEIGHT,
    };
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = last.current;
    const pen = canvas.current?.getContext("2d");
    if (!from || !pen) return;
    const to = at(event);
    pen.lineWidth = PEN;
    pen.lineCap = "round";
    pen.strokeStyle = "#14161c";
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
    setEmpty(false);
  };
  const clear = () => {
    canvas.current?.getContext("2d")?.clearRect(0, 0, WIDTH, HEIGHT);
    setEmpty(true);
  };
  const save = () => {
    canvas.current?.toBlob(async (picture) => {
      if (!picture) return;
      setSaving(true);
      await onSave(picture);
      setSaving(false);
    }, "image/png");
  };
  return (
    <>
      <p className={styles.soft}>{t.draw}</p>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className={styles.pad}
        aria-label={t.draw}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = at(event);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          last.current = undefined;
        }}
        onPointerCancel={() => {
          last.current = undefined;
        }}
      />
      <div className={styles.actions}>
        <Button disabled={isEmpty} onClick={clear}>
          {t.clear}
        </Button>
        <Button type="primary" disabled={isEmpty} loading={isSaving} onClick={save}>
          {t.save}
        </Button>
      </div>
    </>
  );
}
