/** One signing box on the page: dragged, resized at its corner, or worked by keys. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useRef,
  useState,
} from "react";
import { toDisplay } from "@/live/page-space";
import type { PageBox, PageRect } from "@/live/protocol";
import { moved, resized } from "./box-geometry";
import { type Guides, snapped } from "./box-snap";
import styles from "./editor.module.css";

/** Fraction of the page per key press, and with Alt. */
const STEP = 0.01;
const FINE_STEP = 0.002;
/** A tag stands above its box where the page has this much room above it, else inside. */
const ROOM_FOR_TAG = 0.03;
/** The name of a control that is narrower stands beside it. */
const ROOM_FOR_NAME = 0.06;

interface BoxHandleProps {
  /** Its number, by which the desk finds it. */
  readonly no?: number;
  readonly isChosen?: boolean;
  readonly page: PageBox;
  readonly rect: PageRect;
  readonly sheet: RefObject<HTMLElement | null>;
  /** The other boxes of the page, with which a dragged one lines up; with Alt it does not. */
  readonly others: readonly PageRect[];
  /** What is read out, and what stands in the box. */
  readonly label: string;
  readonly name: string;
  /** Stands at the upper edge of the box. */
  readonly tag?: ReactNode;
  readonly onChosen?: () => void;
  /** Clicked, or Ctrl+Enter; with Ctrl: together with others. */
  readonly onPicked?: (together: boolean) => void;
  readonly color: string;
  readonly onChange: (rect: PageRect) => void;
  readonly onRemove: () => void;
}

interface Grip {
  readonly way: typeof moved;
  readonly clientX: number;
  readonly clientY: number;
}

export function BoxHandle(props: BoxHandleProps) {
  const {
    no,
    isChosen = false,
    page,
    rect,
    sheet,
    others,
    label,
    name,
    tag,
    color,
    onChosen,
    onPicked,
    onChange,
    onRemove,
  } = props;
  const grip = useRef<Grip>(undefined);
  const [dragged, setDragged] = useState<PageRect>();
  const [guides, setGuides] = useState<Guides>({});
  const shown = toDisplay(page, dragged ?? rect);
  const percent = (fraction: number) => `${fraction * 100}%`;

  const take = (way: typeof moved) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const isTogether = event.ctrlKey || event.metaKey;
    onPicked?.(isTogether);
    if (isTogether) {
      // Not focused, which would choose it alone.
      event.preventDefault();
      return;
    }
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { way, clientX: event.clientX, clientY: event.clientY };
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const held = grip.current;
    const area = sheet.current?.getBoundingClientRect();
    if (!held || !area) return;
    const across = (event.clientX - held.clientX) / area.width;
    const down = (event.clientY - held.clientY) / area.height;
    const next = held.way(page, rect, across, down);
    const isFree = event.altKey || held.way !== moved;
    const lined = isFree ? { rect: next, guides: {} } : snapped(page, next, others);
    setDragged(lined.rect);
    setGuides(lined.guides);
  };
  const drop = () => {
    grip.current = undefined;
    if (dragged) onChange(dragged);
    setDragged(undefined);
    setGuides({});
  };
  const byKey = (event: KeyboardEvent) => {
    const step = event.altKey ? FINE_STEP : STEP;
    const [across, down] =
      {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
      }[event.key] ?? [];
    if (event.key === "Enter" && event.ctrlKey) onPicked?.(true);
    else if (event.key === "Delete" || event.key === "Backspace") onRemove();
    else if (across !== undefined && down !== undefined)
      onChange((event.shiftKey ? resized : moved)(page, rect, across, down));
    else return;
    event.preventDefault();
  };
  const pointer = { onPointerMove: drag, onPointerUp: drop, onPointerCancel: drop };
  return (
    <>
      {guides.across !== undefined && (
        <span className={styles.guideAcross} style={{ left: percent(guides.across) }} aria-hidden="true" />
      )}
      {guides.down !== undefined && (
        <span className={styles.guideDown} style={{ top: percent(guides.down) }} aria-hidden="true" />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a button cannot hold the grip in its corner */}
      <div
        role="button"
        tabIndex={0}
        className={styles.box}
        aria-label={label}
        data-no={no}
        data-chosen={isChosen}
        data-narrow={shown.width < ROOM_FOR_NAME}
        style={{
          left: percent(shown.left),
          top: percent(shown.top),
          width: percent(shown.width),
          height: percent(shown.height),
          background: `${color}1f`,
          color,
        }}
        onFocus={onChosen}
        onKeyDown={byKey}
        onPointerDown={take(moved)}
        {...pointer}
      >
        <span className={styles.boxName}>{name}</span>
        <span
          className={styles.grip}
          style={{ background: color }}
          aria-hidden="true"
          onPointerDown={take(resized)}
          {...pointer}
        />
      </div>
      {tag && (
        <span
          className={styles.tagPlace}
          style={{ left: percent(shown.left), top: percent(shown.top) }}
          data-inside={shown.top < ROOM_FOR_TAG}
        >
          {tag}
        </span>
      )}
    </>
  );
}
