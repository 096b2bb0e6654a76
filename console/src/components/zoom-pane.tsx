import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { focusOn, type Pan, type Place, panBy, REST, zoomAt } from "./pan-and-zoom";
import styles from "./zoom-pane.module.css";

interface ZoomPaneProps {
  readonly label: string;
  /** Width over height of what is inside. */
  readonly aspect: number;
  /** Changing it puts the content back to rest. */
  readonly resetKey: string | number;
  /** Rest here instead of on the whole sheet. */
  readonly focus?: Place | undefined;
  readonly children: ReactNode;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Shows one sheet as large as fits; pinch, wheel, double tap and + − 0 zoom, a finger or the arrows move it. */
export function ZoomPane({ label, aspect, resetKey, focus, children }: ZoomPaneProps) {
  const pane = useRef<HTMLElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [pan, setPan] = useState<Pan>(REST);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const lastTap = useRef(0);

  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const width = Math.min(size.width, size.height * aspect);
  const height = width / aspect;
  const sheet = { width, height };
  const rest = focus ? focusOn(focus, size, sheet) : REST;
  const isFocused = focus !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the very reasons to go back to rest
  useEffect(() => setPan(rest), [resetKey, isFocused, size]);

  const zoom = (factor: number, x: number, y: number) =>
    setPan((before) => zoomAt(before, factor, x, y, size, sheet));
  const fromCentre = (clientX: number, clientY: number) => {
    const box = pane.current?.getBoundingClientRect();
    return box
      ? { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
      : { x: 0, y: 0 };
  };

  const moveFinger = (event: React.PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const now = fromCentre(event.clientX, event.clientY);
    fingers.current.set(event.pointerId, now);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor =
        Math.hypot(now.x - other.x, now.y - other.y) /
        Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      zoom(factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else {
      setPan((at) => panBy(at, now.x - before.x, now.y - before.y, size, sheet));
    }
  };
  const lift = (event: React.PointerEvent) => fingers.current.delete(event.pointerId);

  return (
    <section
      ref={pane}
      className={styles.pane}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed page must be movable by the keyboard
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.target instanceof Element && event.target.closest("button")) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        fingers.current.set(event.pointerId, fromCentre(event.clientX, event.clientY));
        const isDouble = event.timeStamp - lastTap.current < 300 && fingers.current.size === 1;
        lastTap.current = event.timeStamp;
        if (isDouble) {
          const { x, y } = fromCentre(event.clientX, event.clientY);
          if (pan.scale > 1.05) setPan(REST);
          else zoom(2.4, x, y);
        }
      }}
      onPointerMove={moveFinger}
      onPointerUp={lift}
      onPointerCancel={lift}
      onWheel={(event) => {
        const { x, y } = fromCentre(event.clientX, event.clientY);
        if (event.ctrlKey) zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, x, y);
        else setPan((at) => panBy(at, -event.deltaX, -event.deltaY, size, sheet));
      }}
      onKeyDown={(event) => {
        const step = KEY_STEPS[event.key];
        if (event.key === "+" || event.key === "=") zoom(1.3, 0, 0);
        else if (event.key === "-") zoom(1 / 1.3, 0, 0);
        else if (event.key === "0") setPan(REST);
        else if (step && pan.scale > 1) setPan((at) => panBy(at, step[0], step[1], size, sheet));
        else return;
        event.preventDefault();
      }}
    >
      <div
        className={styles.sheet}
        style={{
          width,
          height,
          transform: `translate(${pan.x}px, ${pan.y}px) scale(${pan.scale})`,
          // Lines that shall stay as thin as they are divide by it.
          ["--zoom" as string]: pan.scale,
        }}
      >
        {children}
      </div>
    </section>
  );
}

const KEY_STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [60, 0],
  ArrowRight: [-60, 0],
  ArrowUp: [0, 60],
  ArrowDown: [0, -60],
};
