/** 企业: the organisations that one belongs to. */
import { Button } from "antd";
import { Link } from "react-router";
import type { OrganisationRow } from "@/api/organisations";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./account.module.css";
import { Section } from "./section";

export function OrganisationsSection({
  organisations,
}: {
  readonly organisations: readonly OrganisationRow[];
}) {
  const t = useWords(accountWords);
  return (
    <Section id="organisations" title={t.organisations} hint={t.organisationsHint}>
      {organisations.length === 0 && <p className={styles.soft}>{t.organisationsNone}</p>}
      <ul className={styles.list}>
        {organisations.map(({ id, name }) => (
          <li key={id} className={styles.row}>
            <Link to={`/organisations/${id}`} className={styles.name}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <Link to="/organisations">
        <Button className={styles.below}>{t.openOrganisations}</Button>
      </Link>
    </Section>
  );
}
