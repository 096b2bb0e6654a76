/** A pen on the pad: pointer events in, one stroke at a time out. */
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from "react";
import type { InkPicture } from "@/components/ink-canvas";
import type { InkLane } from "@/live/ink-lane";
import type { StrokeView } from "@/live/protocol";
import { PenStroke } from "./pen-stroke";

interface PenOptions {
  /** Where strokes go while they are drawn. */
  readonly lane: Pick<InkLane, "penDown" | "decode">;
  readonly field: number;
  readonly turned: boolean;
  readonly ink: readonly StrokeView[];
  readonly nextNumber: () => number;
  readonly onStroke: (stroke: PenStroke) => void;
}

export function usePen({ lane, field, turned, ink, nextNumber, onStroke }: PenOptions) {
  const stroke = useRef<PenStroke>(undefined);
  const isDown = useRef(false);
  const wake = useRef<() => void>(undefined);

  const picture = useCallback((): InkPicture => {
    const standing = ink.filter((each) => each.field === field);
    const current = stroke.current;
    const isStanding = standing.some((each) => each.stroke === current?.number);
    return {
      strokes: [
        ...standing.map((each) => lane.decode(each.ink)),
        ...(current && current.field === field && !isStanding ? [current.points] : []),
      ],
      moving: isDown.current,
    };
  }, [lane, ink, field]);
  const subscribe = useCallback((listener: () => void) => {
    wake.current = listener;
    return () => {
      wake.current = undefined;
    };
  }, []);

  const lift = () => {
    const done = stroke.current;
    if (!isDown.current || !done) return;
    isDown.current = false;
    done.lift();
    onStroke(done);
  };
  const liftNow = useRef(lift);
  liftNow.current = lift;
  // A page that is left or reloaded in mid-stroke keeps what was drawn of it.
  useEffect(() => {
    const leave = () => liftNow.current();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
  const begin = (event: ReactPointerEvent<HTMLElement>) => {
    const pen = lane.penDown(field, nextNumber());
    const pad = event.currentTarget.getBoundingClientRect();
    stroke.current = new PenStroke(event.pointerId, field, pen.stroke, pad, turned, event.timeStamp, pen);
    stroke.current.add([event.nativeEvent]);
    isDown.current = true;
    wake.current?.();
  };

  const handlers = {
    onPointerDown: (event: ReactPointerEvent<HTMLElement>) => {
      if (isDown.current || event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      begin(event);
    },
    onPointerMove: (event: ReactPointerEvent<HTMLElement>) => {
      if (!isDown.current || event.pointerId !== stroke.current?.pointerId) return;
      if (stroke.current.add(samplesOf(event.nativeEvent))) {
        lift();
        begin(event);
      }
    },
    onPointerUp: (event: ReactPointerEvent<HTMLElement>) => {
      if (event.pointerId === stroke.current?.pointerId) lift();
    },
    onPointerCancel: (event: ReactPointerEvent<HTMLElement>) => {
      if (event.pointerId === stroke.current?.pointerId) lift();
    },
  };
  // Without this, the browser takes a fast stroke for a fling, and the next tap for the one that stops it.
  const paper = useCallback((element: HTMLElement | null) => {
    const onlyInk = (event: TouchEvent) => event.preventDefault();
    element?.addEventListener("touchstart", onlyInk, { passive: false });
    return () => element?.removeEventListener("touchstart", onlyInk);
  }, []);
  /** Forgets the last stroke, so that a cleared box is empty at once. */
  const forget = () => {
    stroke.current = undefined;
    wake.current?.();
  };
  return { paper, picture, subscribe, handlers, forget };
}

/** All positions since the last event, where the browser keeps them. */
function samplesOf(event: PointerEvent): readonly PointerEvent[] {
  const coalesced = "getCoalescedEvents" in event ? event.getCoalescedEvents() : [];
  return coalesced.length > 0 ? coalesced : [event];
}
