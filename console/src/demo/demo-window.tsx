/** The whole hall in one window: stage and host's panel on one side, two phones on the other. */
import type { ReactNode } from "react";
import type { Demo } from "@/api/demo";
import { demoWords } from "@/i18n/console-demo-words";
import { useWords } from "@/i18n/dictionary";
import { type Language, useLanguage } from "@/i18n/language";
import type { SessionView } from "@/live/protocol";
import { DemoPhone } from "./demo-phone";
import styles from "./demo-window.module.css";
import { ScaledFrame } from "./scaled-frame";

interface DemoWindowProps {
  readonly demo: Demo;
  readonly view: SessionView;
  readonly guide: ReactNode;
  readonly panel: ReactNode;
}

export function DemoWindow({ demo, view, guide, panel }: DemoWindowProps) {
  const t = useWords(demoWords);
  const language = useLanguage();
  const stage = demo.links.find((link) => link.role === "stage");
  const phones = demo.links.filter((link) => link.role === "party");
  return (
    <div className={styles.window}>
      {guide}
      <div className={styles.hall}>
        <div className={styles.left}>
          {stage && (
            <section>
              <h2 className={styles.caption}>{t.stage}</h2>
              <ScaledFrame
                title={t.stage}
                src={localAddress(stage.url, language)}
                width={1280}
                height={720}
              />
            </section>
          )}
          <section>
            <h2 className={styles.caption}>{t.host}</h2>
            <div className={styles.panel}>{panel}</div>
          </section>
        </div>
        <div className={styles.phones}>
          {phones.map((link) => (
            <DemoPhone
              key={link.party}
              link={link}
              address={localAddress(link.url, language)}
              name={view.parties.find((party) => party.no === link.party)?.name ?? ""}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The same page under the address of this window: frames must be of its origin. */
function localAddress(url: string, language: Language): string {
  const { pathname, hash } = new URL(url);
  return `${pathname}?lang=${language}${hash}`;
}
