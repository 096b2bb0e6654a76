/** The picture of a hall: every booth in the colour of its state. */
import type { Booth, Occupied } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { PLAN_WIDTH, planOf } from "./booth-shapes";
import styles from "./floor-map.module.css";
import type { PlanPicture } from "./plan-picture";

interface FloorMapProps {
  readonly name: string;
  readonly booths: readonly Booth[];
  /** What they were drawn on. */
  readonly picture?: PlanPicture | undefined;
  /** Absent: a picture only. */
  readonly onChoose?: (booth: Booth) => void;
  /** For a dark hall. */
  readonly isDark?: boolean;
}

const STATES = {
  free: styles.free,
  held: styles.held,
  leased: styles.leased,
  reserved: styles.reserved,
  contracted: styles.contracted,
  paid: styles.paid,
} as const;

/** In the order in which a booth passes through them. */
const LEGEND: readonly Occupied[] = ["free", "held", "reserved", "contracted", "paid"];

/** The longest label that fits, in letters of its size. */
const LETTER = 0.62;
const LARGEST = 250;

export function FloorMap({ name, booths, picture, onChoose, isDark = false }: FloorMapProps) {
  const t = useWords(exhibitionWords);
  const { shapes, height } = planOf(booths, picture?.ratio);
  return (
    <svg
      className={isDark ? `${styles.map} ${styles.dark}` : styles.map}
      viewBox={`0 0 ${PLAN_WIDTH} ${height}`}
      role={onChoose ? "group" : "img"}
      aria-label={t.mapOf(name)}
    >
      {picture && !isDark && (
        <image href={picture.address} width={PLAN_WIDTH} height={PLAN_WIDTH * picture.ratio} opacity={0.55} />
      )}
      {shapes.map(({ booth, corners, middle, width }) => {
        const { label } = booth.plan;
        const size = Math.min(LARGEST, (width * 0.9) / (label.length * LETTER));
        const shape = (
          <>
            <polygon points={corners.map((corner) => corner.join(",")).join(" ")} />
            <text x={middle[0]} y={middle[1]} fontSize={size} dominantBaseline="central" textAnchor="middle">
              {label}
            </text>
          </>
        );
        const className = `${styles.booth} ${STATES[booth.occupancy.is]}`;
        if (!onChoose) {
          return (
            <g key={booth.no} className={className}>
              {shape}
            </g>
          );
        }
        return (
          // biome-ignore lint/a11y/useSemanticElements: SVG has no button
          <g
            key={booth.no}
            className={`${className} ${styles.choosable}`}
            role="button"
            tabIndex={0}
            aria-label={t.boothLabel(label, t.stateOf(booth.occupancy.is), booth.company)}
            onClick={() => onChoose(booth)}
            onKeyDown={({ key }) => (key === "Enter" || key === " ") && onChoose(booth)}
          >
            {shape}
          </g>
        );
      })}
    </svg>
  );
}

/** What the colours mean, and how many booths have each. */
export function FloorLegend({ booths, isDark = false }: Pick<FloorMapProps, "booths" | "isDark">) {
  const t = useWords(exhibitionWords);
  return (
    <ul className={isDark ? `${styles.legend} ${styles.dark}` : styles.legend}>
      {LEGEND.map((state) => (
        <li key={state}>
          <i className={`${styles.swatch} ${STATES[state]}`} aria-hidden="true" />
          {t.stateOf(state)} {booths.filter(({ occupancy }) => occupancy.is === state).length}
        </li>
      ))}
    </ul>
  );
}
