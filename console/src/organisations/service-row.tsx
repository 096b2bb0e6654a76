/** One extended service: what it is for, whether it is on, and who switched it when. */
import { Switch } from "antd";
import type { SwitchedService } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./organisations.module.css";

interface ServiceRowProps {
  readonly name: string;
  readonly hint: string;
  readonly switched: SwitchedService | undefined;
  readonly isFixed: boolean;
  readonly onSwitch: (on: boolean) => void;
}

export function ServiceRow({ name, hint, switched, isFixed, onSwitch }: ServiceRowProps) {
  const t = useWords(organisationWords);
  const { on = false, by, at } = switched ?? {};
  return (
    <>
      <span className={styles.what}>
        {name}
        <span className={styles.soft}> {hint}</span>
        {at !== undefined && (
          <span className={styles.soft}> {t.switchedBy(on, by ?? "—", localTime(at))}</span>
        )}
      </span>
      <Switch checked={on} disabled={isFixed} aria-label={name} onChange={onSwitch} />
    </>
  );
}
