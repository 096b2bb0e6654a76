/** Dragging a block with mouse, pen or finger onto one of the places that say so with `data-drop`. */
import { type PointerEvent, useRef, useState } from "react";

interface Drag {
  readonly block: number;
  readonly across: number;
  readonly down: number;
  /** The place under the pointer, as its `data-drop` names it. */
  readonly over?: string;
}

interface Grip {
  readonly x: number;
  readonly y: number;
}

export function useBlockDrag(onDropped: (block: number, place: string) => void) {
  const grip = useRef<Grip>(undefined);
  const [drag, setDrag] = useState<Drag>();
  const handlers = (block: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = grip.current;
      if (!held) return;
      const moved = { block, across: event.clientX - held.x, down: event.clientY - held.y };
      const over = placeAt(event.clientX, event.clientY);
      setDrag(over === undefined ? moved : { ...moved, over });
    },
    onPointerUp: () => {
      grip.current = undefined;
      if (drag?.over !== undefined) onDropped(block, drag.over);
      setDrag(undefined);
    },
    onPointerCancel: () => {
      grip.current = undefined;
      setDrag(undefined);
    },
  });
  return { drag, handlers };
}

/** The block itself lies on top while it is dragged; its style lets the pointer through. */
function placeAt(x: number, y: number): string | undefined {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-drop]");
  return found?.dataset.drop;
}
