import { useEffect, useRef } from "react";
import { outline } from "@/ink/outline";
import type { InkPoint } from "@/ink/point";
import styles from "./ink-canvas.module.css";

export interface InkPicture {
  readonly strokes: readonly (readonly InkPoint[])[];
  /** Whether it changes by itself, so that the next frame must be drawn too. */
  readonly moving: boolean;
}

interface InkCanvasProps {
  /** What is to be seen at a moment of `performance.now()`. A new function means: draw again. */
  readonly picture: (now: number) => InkPicture;
  /** Hears when a picture that stood still begins to move. */
  readonly subscribe?: (listener: () => void) => () => void;
  readonly label: string;
  readonly color?: string;
}

/** Handwriting in a box: fills its container, sharp on every screen, and animates only while ink moves. */
export function InkCanvas({ picture, subscribe, label, color = "#13234a" }: InkCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current;
    if (!surface) return;
    let frame = 0;
    const draw = (now: number) => {
      frame = 0;
      const shown = picture(now);
      drawInk(surface, shown.strokes, color);
      if (shown.moving) wake();
    };
    const wake = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const observer = new ResizeObserver(() => {
      fitToScreen(surface);
      wake();
    });
    observer.observe(surface);
    fitToScreen(surface);
    wake();
    const unsubscribe = subscribe?.(wake);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      unsubscribe?.();
    };
  }, [picture, subscribe, color]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />;
}

/** Gives the canvas one pixel per device pixel; says nothing of what is drawn. */
function fitToScreen(canvas: HTMLCanvasElement): void {
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.offsetWidth * scale));
  const height = Math.max(1, Math.round(canvas.offsetHeight * scale));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Draws strokes over an empty canvas, by the outline that the PDF and the film have too. */
function drawInk(canvas: HTMLCanvasElement, strokes: readonly (readonly InkPoint[])[], color: string): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = color;
  for (const points of strokes) {
    const corners = outline(points, canvas.width, canvas.height);
    context.beginPath();
    for (let index = 0; index + 1 < corners.length; index += 2) {
      const x = corners[index] ?? 0;
      const y = corners[index + 1] ?? 0;
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
    context.fill();
  }
}
