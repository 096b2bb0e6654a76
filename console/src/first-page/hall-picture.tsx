import styles from "./hall-picture.module.css";

/** A stage and two phones that show the same page; decoration only. */
export function HallPicture() {
  return (
    <svg className={styles.picture} viewBox="0 0 460 320" aria-hidden="true" focusable="false">
      <rect x="30" y="14" width="400" height="224" rx="10" fill="#0b1f3a" />
      <rect x="30" y="14" width="400" height="34" rx="10" fill="#071528" />
      <text x="230" y="37" textAnchor="middle" className={styles.words}>
        青山 · 明月 · 渡口
      </text>
      <Sheet x={158} y={60} scale={1.16} />
      <Phone x={58} y={132} />
      <Phone x={326} y={132} />
      <path d="M64 312h332" stroke="#d9b979" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

function Phone({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g>
      <rect x={x} y={y} width="82" height="164" rx="12" fill="#fff" stroke="#c9bfa9" strokeWidth="2" />
      <rect x={x + 6} y={y + 10} width="70" height="16" rx="4" fill="#0b1f3a" />
      <Sheet x={x + 13} y={y + 34} scale={0.46} />
      <rect x={x + 10} y={y + 138} width="62" height="16" rx="8" fill="#b5322a" />
    </g>
  );
}

function Sheet({ x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <rect width="122" height="146" rx="3" fill="#fffdf7" stroke="#e3ddd0" />
      <path d="M34 18h54" stroke="#16202e" strokeWidth="5" strokeLinecap="round" />
      <path
        d="M14 38h94M14 50h94M14 62h80M14 74h94M14 86h62"
        stroke="#c7c2b6"
        strokeWidth="3.5"
        strokeLinecap="round"
      />
      <rect x="10" y="102" width="46" height="32" rx="3" fill="none" stroke="#d9b979" strokeDasharray="4 3" />
      <rect x="66" y="102" width="46" height="32" rx="3" fill="none" stroke="#d9b979" strokeDasharray="4 3" />
      <path
        d="M15 122c6-14 9-12 9-2s7-12 10-8 1 8 6 2 7-2 11-4M71 120c4-10 8-8 7 0s8-10 12-7-2 12 5 6 8-4 12-6"
        fill="none"
        stroke="#13234a"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </g>
  );
}
