/** The charts of the hall screen: a ring that fills, and a bar for each kind of booth. */
import type { Booth, BoothKind } from "@/api/exhibitions";
import styles from "./hall-screen.module.css";

/** Booths by what one sees of them from afar; who is signing at this moment still counts as holding. */
export interface Shares {
  readonly paid: number;
  readonly contracted: number;
  readonly held: number;
  readonly free: number;
}

export function sharesOf(booths: readonly Booth[]): Shares {
  const count = (...states: readonly string[]) =>
    booths.filter(({ occupancy }) => states.includes(occupancy.is)).length;
  return {
    paid: count("paid"),
    contracted: count("contracted"),
    held: count("held", "reserved"),
    free: count("free"),
  };
}

const RADIUS = 84;
const AROUND = 2 * Math.PI * RADIUS;
/** Between two arcs, in the picture's units. */
const GAP = 3;

interface FillRingProps {
  readonly shares: Shares;
  readonly label: string;
}

export function FillRing({ shares, label }: FillRingProps) {
  const all = shares.paid + shares.contracted + shares.held + shares.free;
  const signed = all > 0 ? Math.round((100 * (shares.paid + shares.contracted)) / all) : 0;
  let from = 0;
  const arcs = (["paid", "contracted", "held"] as const).map((state) => {
    const length = all > 0 ? (AROUND * shares[state]) / all : 0;
    const arc = { state, from, length };
    from += length;
    return arc;
  });
  return (
    <svg className={styles.ring} viewBox="0 0 200 200" role="img" aria-label={`${signed}% ${label}`}>
      <circle className={styles.track} cx="100" cy="100" r={RADIUS} />
      {arcs.map(({ state, from, length }) => (
        <circle
          key={state}
          className={styles.arc}
          data-state={state}
          cx="100"
          cy="100"
          r={RADIUS}
          strokeDasharray={`${Math.max(length - GAP, 0)} ${AROUND}`}
          strokeDashoffset={-from}
          transform="rotate(-90 100 100)"
        />
      ))}
      <text className={styles.percent} x="100" y="98">
        {signed}%
      </text>
      <text className={styles.percentOf} x="100" y="132">
        {label}
      </text>
    </svg>
  );
}

interface KindBarsProps {
  readonly booths: readonly Booth[];
  readonly title: string;
  readonly nameOf: (kind: BoothKind) => string;
  readonly ofAll: (taken: number, all: number) => string;
}

export function KindBars({ booths, title, nameOf, ofAll }: KindBarsProps) {
  const kinds = (["shell", "raw"] as const)
    .map((kind) => ({ kind, among: booths.filter(({ plan }) => plan.kind === kind) }))
    .filter(({ among }) => among.length > 0);
  if (kinds.length < 2) return null;
  return (
    <div className={styles.kinds}>
      <h2 className={styles.subtitle}>{title}</h2>
      {kinds.map(({ kind, among }) => {
        const { paid, contracted, held } = sharesOf(among);
        const share = (part: number) => ({ width: `${(100 * part) / among.length}%` });
        return (
          <div key={kind} className={styles.kind}>
            <span>{nameOf(kind)}</span>
            <span>{ofAll(paid + contracted, among.length)}</span>
            <div className={styles.bar}>
              <i data-state="paid" style={share(paid)} />
              <i data-state="contracted" style={share(contracted)} />
              <i data-state="held" style={share(held)} />
            </div>
          </div>
        );
      })}
    </div>
  );
}
