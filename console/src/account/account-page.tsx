/** 个人中心: one's own account, section by section. */
import type { Means, Session } from "@/api/me";
import type { OrganisationRow } from "@/api/organisations";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import styles from "./account.module.css";
import { DevicesSection } from "./devices-section";
import { IdentitySection } from "./identity-section";
import { OrganisationsSection } from "./organisations-section";
import { PhoneSection } from "./phone-section";
import { SecuritySection } from "./security-section";
import { useCommand } from "./use-command";

interface AccountPageProps {
  readonly means: Means;
  readonly sessions: readonly Session[];
  readonly organisations: readonly OrganisationRow[];
  readonly onChanged: () => void;
}

export function AccountPage({ means, sessions, organisations, onChanged }: AccountPageProps) {
  const t = useWords(accountWords);
  const [give, dialog] = useCommand(means, onChanged);
  const parts = [
    { id: "identity", name: t.identity },
    { id: "security", name: t.security },
    { id: "devices", name: t.devices },
    { id: "phone", name: t.phoneSection },
    { id: "organisations", name: t.organisations },
  ];
  return (
    <>
      <PageTitle title={t.title} hint={t.hint(means.phone_masked)} />
      <div className={styles.page}>
        <nav className={styles.jump} aria-label={t.sections}>
          {parts.map(({ id, name }) => (
            <a key={id} href={`#${id}`}>
              {name}
            </a>
          ))}
        </nav>
        <IdentitySection means={means} give={give} />
        <SecuritySection means={means} give={give} />
        <DevicesSection sessions={sessions} give={give} />
        <PhoneSection means={means} give={give} />
        <OrganisationsSection organisations={organisations} />
      </div>
      {dialog}
    </>
  );
}
