/** 企业中心: one organisation, as far as one's rights reach. */
import { Alert, Button, Result, Tabs } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import { type Organisation, OrganisationDesk } from "@/api/organisations";
import { letterWords } from "@/i18n/console-letter-words";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import { DepartmentsTab } from "./departments-tab";
import { LettersTab } from "./letters-tab";
import { LicenceForm } from "./licence-form";
import { MembersTab } from "./members-tab";
import { StandingTag } from "./organisation-list";
import styles from "./organisations.module.css";
import { OverviewTab } from "./overview-tab";
import { RolesTab } from "./roles-tab";

interface OrganisationPageProps {
  readonly organisation: Organisation;
  readonly onChanged: () => void;
}

export function OrganisationPage({ organisation, onChanged }: OrganisationPageProps) {
  const t = useWords(organisationWords);
  const letters = useWords(letterWords);
  const { id, name, standing, me } = organisation;
  const desk = useMemo(() => new OrganisationDesk(id), [id]);
  const act = useAct(onChanged);
  const shared = { organisation, desk, act };
  const tabs = [
    { key: "overview", label: t.overview, children: <OverviewTab {...shared} /> },
    ...(organisation.members
      ? [
          { key: "members", label: t.members, children: <MembersTab {...shared} /> },
          { key: "departments", label: t.departments, children: <DepartmentsTab {...shared} /> },
        ]
      : []),
    ...(organisation.members || organisation.letters.length > 0
      ? [{ key: "letters", label: letters.tab, children: <LettersTab {...shared} /> }]
      : []),
    ...(organisation.roles ? [{ key: "roles", label: t.roles, children: <RolesTab {...shared} /> }] : []),
  ];
  return (
    <>
      <PageTitle
        title={name}
        hint={<StandingTag standing={standing} />}
        actions={
          (standing === "active" || standing === "dissolving") && (
            <Link to={`/organisations/${id}/seals`}>
              <Button>{t.seals}</Button>
            </Link>
          )
        }
      />
      {standing === "under_review" && <Result status="info" title={t.waitTitle} subTitle={t.waitText} />}
      {standing === "refused" && (
        <>
          <Alert
            className={styles.notice}
            type="error"
            showIcon
            title={t.refusedTitle}
            description={organisation.refusal}
          />
          {me.super_administrator && (
            <LicenceForm
              before={organisation}
              onSubmit={async ({ name, credit_code, legal_representative }) => {
                await desk.submitAgain({ name, credit_code, legal_representative });
                onChanged();
              }}
            />
          )}
        </>
      )}
      {(standing === "active" || standing === "dissolving" || standing === "dissolved") && (
        <>
          {me.rights.length === 0 && (
            <Alert className={styles.notice} type="info" showIcon title={t.noModules} />
          )}
          <Tabs items={tabs} />
        </>
      )}
    </>
  );
}
