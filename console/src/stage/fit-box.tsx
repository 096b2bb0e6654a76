import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import styles from "./fit-box.module.css";

interface FitBoxProps {
  /** Width over height of what is inside. */
  readonly aspect: number;
  readonly children: ReactNode;
}

/** Keeps its content at one aspect, centred and as large as its container allows. */
export function FitBox({ aspect, children }: FitBoxProps) {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return;
    const measure = () => setWidth(Math.min(element.clientWidth, element.clientHeight * aspect));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [aspect]);
  return (
    <div ref={room} className={styles.room}>
      <div className={styles.box} style={{ width, height: width / aspect }}>
        {children}
      </div>
    </div>
  );
}
