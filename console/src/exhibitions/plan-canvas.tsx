/** The plan on which booths are drawn, moved and resized, by hand and by key. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { drawingWords } from "@/i18n/drawing-words";
import { PLAN_WIDTH } from "./booth-shapes";
import styles from "./plan-canvas.module.css";
import { boxOf, moved, type Outline, type Point, rectangle, resized } from "./plan-drawing";
import type { PlanPicture } from "./plan-picture";
import type { Drawing, DrawnBooth } from "./use-drawing";

interface PlanCanvasProps {
  readonly name: string;
  readonly picture: PlanPicture | undefined;
  readonly drawing: Drawing;
}

/** What the pointer does: each begins at a place of the plan. */
type Stroke =
  | { readonly is: "drawing"; readonly from: Point; readonly outline: Outline | undefined }
  | {
      readonly is: "moving" | "resizing";
      readonly from: Point;
      readonly key: string;
      readonly before: Outline;
    };

/** A plan without a picture. */
const RATIO = 0.6;
/** One press of an arrow key, in 1/10,000. */
const STEP = 50;
const HANDLE = 110;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export function PlanCanvas({ name, picture, drawing }: PlanCanvasProps) {
  const t = useWords(drawingWords);
  const canvas = useRef<SVGSVGElement>(null);
  const [stroke, setStroke] = useState<Stroke>();
  const ratio = picture?.ratio ?? RATIO;
  const height = PLAN_WIDTH * ratio;
  const pointAt = ({ clientX, clientY }: PointerEvent): Point => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [((clientX - box.left) / box.width) * PLAN_WIDTH, ((clientY - box.top) / box.height) * PLAN_WIDTH];
  };
  const begin = (event: PointerEvent, next: (from: Point) => Stroke) => {
    event.stopPropagation();
    canvas.current?.setPointerCapture(event.pointerId);
    setStroke(next(pointAt(event)));
  };
  const follow = (event: PointerEvent) => {
    if (!stroke) return;
    const to = pointAt(event);
    if (stroke.is === "drawing") return setStroke({ ...stroke, outline: rectangle(stroke.from, to) });
    const by: Point = [to[0] - stroke.from[0], to[1] - stroke.from[1]];
    const act = stroke.is === "moving" ? moved : resized;
    drawing.change(stroke.key, { outline: act(stroke.before, by) });
  };
  const end = () => {
    if (stroke?.is === "drawing" && stroke.outline) drawing.draw(stroke.outline);
    setStroke(undefined);
  };
  const press = (event: KeyboardEvent, { key, plan }: DrawnBooth) => {
    const by = ARROWS[event.key];
    if (by) {
      const act = event.shiftKey ? resized : moved;
      drawing.change(key, { outline: act(plan.outline, by) });
    } else if (event.key === "Delete" || event.key === "Backspace") drawing.remove(key);
    else return;
    event.preventDefault();
  };
  const drawn = drawing.booths.filter(({ plan }) => plan.outline.length > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no field set
    <svg
      ref={canvas}
      className={styles.canvas}
      viewBox={`0 0 ${PLAN_WIDTH} ${height}`}
      role="group"
      aria-label={t.canvas(name)}
      onPointerDown={(event) => begin(event, (from) => ({ is: "drawing", from, outline: undefined }))}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={() => setStroke(undefined)}
    >
      {picture && <image href={picture.address} width={PLAN_WIDTH} height={height} />}
      {drawn.map((booth) => (
        <BoothShape
          key={booth.key}
          booth={booth}
          ratio={ratio}
          isChosen={booth === drawing.chosen}
          onFocus={() => drawing.choose(booth.key)}
          onKeyDown={(event) => press(event, booth)}
          onMove={(event) =>
            begin(event, (from) => ({ is: "moving", from, key: booth.key, before: booth.plan.outline }))
          }
          onResize={(event) =>
            begin(event, (from) => ({ is: "resizing", from, key: booth.key, before: booth.plan.outline }))
          }
        />
      ))}
      {stroke?.is === "drawing" && stroke.outline && (
        <polygon className={styles.draft} points={pointsOf(stroke.outline, ratio)} />
      )}
    </svg>
  );
}

interface BoothShapeProps {
  readonly booth: DrawnBooth;
  readonly ratio: number;
  readonly isChosen: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onMove: (event: PointerEvent) => void;
  readonly onResize: (event: PointerEvent) => void;
}

function BoothShape({ booth, ratio, isChosen, onFocus, onKeyDown, onMove, onResize }: BoothShapeProps) {
  const t = useWords(drawingWords);
  const { label, outline } = booth.plan;
  const { left, top, right, bottom } = boxOf(outline);
  const size = Math.min(220, ((right - left) * 1.4) / Math.max(1, label.length));
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      className={isChosen ? `${styles.booth} ${styles.chosen}` : styles.booth}
      role="button"
      tabIndex={0}
      aria-label={t.booth(label)}
      aria-pressed={isChosen}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.focus();
        onMove(event);
      }}
    >
      <polygon points={pointsOf(outline, ratio)} />
      <text
        x={(left + right) / 2}
        y={((top + bottom) / 2) * ratio}
        fontSize={size}
        dominantBaseline="central"
        textAnchor="middle"
      >
        {label}
      </text>
      {isChosen && (
        <rect
          className={styles.handle}
          x={right - HANDLE}
          y={bottom * ratio - HANDLE}
          width={HANDLE * 2}
          height={HANDLE * 2}
          onPointerDown={onResize}
        />
      )}
    </g>
  );
}

function pointsOf(outline: Outline, ratio: number): string {
  return outline.map(([x, y]) => `${x},${y * ratio}`).join(" ");
}
