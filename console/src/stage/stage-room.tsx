/** The projector: one scene per phase, never a frozen picture. */
import { useLayoutEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import type { LiveSession, LiveState } from "@/live/live-session";
import { Scene } from "./scene";
import { StageFoot } from "./stage-foot";
import { StageHead } from "./stage-head";
import styles from "./stage-room.module.css";
import { Standby } from "./standby";
import { useSignal } from "./use-signal";

interface StageRoomProps {
  readonly session: LiveSession;
  readonly state: LiveState;
  readonly seat: Seat;
}

export function StageRoom({ session, state, seat }: StageRoomProps) {
  const unit = useUnit();
  const hasSignal = useSignal(state);
  const { view } = state;
  const isShown = hasSignal && view !== undefined && !view.paused;
  return (
    <div className={styles.stage} style={unit}>
      {isShown ? (
        <>
          <StageHead session={session} view={view} />
          <main className={styles.scene}>
            <Scene session={session} seat={seat} view={view} />
          </main>
          <StageFoot view={view} viewers={state.viewers} />
        </>
      ) : (
        <Standby session={session} view={view} title={seat.joined.title} connection={state.connection} />
      )}
    </div>
  );
}

/**
 * One unit is 1/160 of the width or 1/90 of the height, whichever is smaller, so that a wall of 32:9 and a
 * projector of 4:3 both show whole letters; the width goes to the scene. Upright screens get larger letters.
 */
function useUnit(): { readonly fontSize: string } {
  const [unit, setUnit] = useState(measureUnit);
  useLayoutEffect(() => {
    const measure = () => setUnit(measureUnit());
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return { fontSize: `${unit}px` };
}

function measureUnit(): number {
  const { innerWidth: width, innerHeight: height } = window;
  return width < height ? width / 64 : Math.min(width / 160, height / 90);
}
