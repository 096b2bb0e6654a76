/** The official templates, to be read and to be made one's own. */
import { App, Button } from "antd";
import { useState } from "react";
import { sentence } from "@/api/problem";
import { templateWords } from "@/i18n/console-template-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { type OfficialTemplate, officialFileUrl, takeOver } from "./official";
import { OFFICIAL } from "./official.generated";
import styles from "./templates.module.css";

export function OfficialList({ onAdded }: { readonly onAdded: () => void }) {
  const t = useWords(templateWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const [adding, setAdding] = useState<string>();
  const add = async (official: OfficialTemplate) => {
    setAdding(official.key);
    try {
      await takeOver(official);
      message.success(t.addedOfficial(official.name));
      onAdded();
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
    setAdding(undefined);
  };
  return (
    <section className={styles.official} aria-labelledby="official-templates">
      <h2 id="official-templates" className={styles.subtitle}>
        {t.official}
      </h2>
      <p className={styles.soft}>{t.officialHint}</p>
      <ul className={styles.rows}>
        {OFFICIAL.map((official) => (
          <li key={official.key} className={styles.row}>
            <div className={styles.what}>
              <strong>{language === "zh" ? official.name : official.english}</strong>
              <p className={styles.soft}>
                {[
                  language === "zh" ? official.english : official.name,
                  official.roles
                    .map(({ label, english }) => (language === "zh" ? label : english))
                    .join(" · "),
                ].join(" — ")}
              </p>
            </div>
            <Button type="link" href={officialFileUrl(official)} target="_blank" rel="noopener">
              {t.readOfficial}
            </Button>
            <Button
              loading={adding === official.key}
              disabled={adding !== undefined}
              onClick={() => add(official)}
            >
              {t.addOfficial}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
