import { useLayoutEffect, useRef, useState } from "react";
import styles from "./demo-window.module.css";

interface ScaledFrameProps {
  readonly title: string;
  readonly src: string;
  /** The size that the page inside believes in, in CSS px. */
  readonly width: number;
  readonly height: number;
}

/** A real page at its real size, shown as small as its place allows. */
export function ScaledFrame({ title, src, width, height }: ScaledFrameProps) {
  const place = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.5);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => setScale(element.clientWidth / width);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [width]);
  return (
    <div ref={place} className={styles.place} style={{ height: height * scale }}>
      <iframe
        className={styles.frame}
        title={title}
        src={src}
        style={{ width, height, transform: `scale(${scale})` }}
      />
    </div>
  );
}
