/** One party's phone: the real signing page with a simulated person, or a QR code for one's own phone. */
import { Segmented } from "antd";
import { useState } from "react";
import type { DemoLink } from "@/api/demo";
import { demoWords } from "@/i18n/console-demo-words";
import { useWords } from "@/i18n/dictionary";
import { svgAddress } from "@/shell/svg-address";
import styles from "./demo-window.module.css";
import { ScaledFrame } from "./scaled-frame";

interface DemoPhoneProps {
  readonly link: DemoLink;
  readonly address: string;
  readonly name: string;
}

export function DemoPhone({ link, address, name }: DemoPhoneProps) {
  const t = useWords(demoWords);
  const [isOwn, setOwn] = useState(false);
  return (
    <section className={styles.phone}>
      <h2 className={styles.caption}>{t.phoneOf(name)}</h2>
      <Segmented
        block
        size="small"
        value={isOwn ? "own" : "simulated"}
        onChange={(value) => setOwn(value === "own")}
        options={[
          { value: "simulated", label: t.simulated },
          { value: "own", label: t.ownPhone },
        ]}
      />
      <div className={styles.case}>
        {isOwn ? (
          <div className={styles.own}>
            <img className={styles.qr} alt={link.url} src={svgAddress(link.qr_svg)} />
            <p>{isLoopback(link.url) ? t.ownLocal : t.ownHint}</p>
            <p>{t.ownWaits}</p>
          </div>
        ) : (
          <ScaledFrame title={t.phoneOf(name)} src={`${address}&autopilot`} width={360} height={740} />
        )}
      </div>
    </section>
  );
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname.startsWith("127.") || hostname === "[::1]";
}
