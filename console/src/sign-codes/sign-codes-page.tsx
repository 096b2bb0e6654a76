/** A template's sign codes: the conditions with their ticks, a new code with its limits, and those that there are. */
import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { Alert, Empty } from "antd";
import type { CodeRow, Condition } from "@/api/sign-codes";
import type { TemplateRow } from "@/api/templates";
import { signCodeWords } from "@/i18n/console-sign-code-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { CodeCard } from "./code-card";
import { IssueForm } from "./issue-form";
import styles from "./sign-codes.module.css";

interface SignCodesPageProps {
  readonly template: TemplateRow;
  readonly conditions: readonly Condition[];
  readonly codes: readonly CodeRow[];
  readonly onChanged: () => void;
}

export function SignCodesPage({ template, conditions, codes, onChanged }: SignCodesPageProps) {
  const t = useWords(signCodeWords);
  const isReady = conditions.every(({ met }) => met);
  return (
    <>
      <PageTitle title={t.title(template.name)} hint={t.hint} />
      <div className={styles.parts}>
        <section>
          <h2 className={styles.heading}>{t.conditions}</h2>
          <Alert showIcon type={isReady ? "success" : "warning"} title={isReady ? t.allMet : t.notMet} />
          <ul className={styles.conditions}>
            {conditions.map(({ condition, met, what_to_do }) => (
              <li key={condition}>
                {met ? (
                  <CheckCircleFilled className={styles.met} aria-label={t.met} />
                ) : (
                  <ExclamationCircleFilled className={styles.unmet} aria-label={t.unmet} />
                )}
                <span>
                  {t.condition(condition)}
                  {!met && <span className={styles.todo}>{what_to_do}</span>}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2 className={styles.heading}>{t.issue}</h2>
          <IssueForm template={template.id} disabled={!isReady} onIssued={onChanged} />
        </section>
        <section>
          <h2 className={styles.heading}>{t.codes}</h2>
          {codes.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.none} />
          ) : (
            <ul className={styles.codes}>
              {codes.map((row) => (
                <CodeCard key={row.id} row={row} onChanged={onChanged} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  );
}
