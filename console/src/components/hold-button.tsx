import { useEffect, useRef, useState } from "react";
import styles from "./hold-button.module.css";

interface HoldButtonProps {
  readonly label: string;
  /** Shown while it is held. */
  readonly holding: string;
  readonly disabled?: boolean;
  /** Called when the press begins: what is on the screen now is what is confirmed. */
  readonly onStart?: () => void;
  readonly onHeld: () => void;
}

/** How long it must be held, in ms. */
const HOLD_MS = 1200;

/** A button for acts that cannot be taken back: it acts when held, by finger, mouse, Space or Enter. */
export function HoldButton({ label, holding, disabled = false, onStart, onHeld }: HoldButtonProps) {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const begin = () => {
    if (disabled || timer.current !== undefined) return;
    onStart?.();
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      if ("vibrate" in navigator) navigator.vibrate(30);
      onHeld();
    }, HOLD_MS);
  };
  const release = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <button
      type="button"
      disabled={disabled}
      className={held ? `${styles.hold} ${styles.held}` : styles.hold}
      onPointerDown={begin}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if ((event.key === " " || event.key === "Enter") && !event.repeat) begin();
      }}
      onKeyUp={release}
      onBlur={release}
    >
      <span className={styles.fill} style={{ transitionDuration: held ? `${HOLD_MS}ms` : "160ms" }} />
      <span className={styles.label}>{held ? holding : label}</span>
    </button>
  );
}
