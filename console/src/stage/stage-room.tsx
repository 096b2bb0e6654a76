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
        <Standby session={session} view={view} title={seat.joined.title} />
      )}
    </div>
  );
}

/**
 * One unit is 1/160 of the width or 1/90 of the height, whichever is smaller, so that a wall of 32:9 and a
 * projector of 4:3 both show whole letters; the width goes to the scene.
 */
function useUnit(): { readonly fontSize: string } {
  const read = () => Math.min(window.innerWidth / 160, window.innerHeight / 90);
  const [unit, setUnit] = useState(read);
  useLayoutEffect(() => {
    const measure = () => setUnit(Math.min(window.innerWidth / 160, window.innerHeight / 90));
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return { fontSize: `${unit}px` };
}
