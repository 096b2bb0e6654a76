/** What the organisation is, who runs it, which services are on, and how it ends. */
import { Alert, Button, Descriptions, Popconfirm, Select } from "antd";
import { useState } from "react";
import { type Organisation, type OrganisationDesk, SERVICES } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import type { Act } from "@/shell/use-act";
import styles from "./organisations.module.css";
import { Rename } from "./rename";
import { ServiceRow } from "./service-row";
import { SilentSigningDialog } from "./silent-signing-dialog";

interface OverviewTabProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly act: Act;
}

export function OverviewTab({ organisation, desk, act }: OverviewTabProps) {
  const t = useWords(organisationWords);
  const { me, services, earlier_names } = organisation;
  const [isAgreeing, setAgreeing] = useState(false);
  const switched = (name: string) => services.find(({ service }) => service === name);
  return (
    <>
      {organisation.dissolves_at !== null && (
        <Alert
          className={styles.notice}
          type="warning"
          showIcon
          title={t.dissolving(localTime(organisation.dissolves_at))}
          action={
            me.super_administrator && (
              <Button onClick={() => act(desk.withdrawDissolution())}>{t.withdrawDissolution}</Button>
            )
          }
        />
      )}
      <Descriptions column={{ xs: 1, md: 2 }} bordered size="middle">
        <Descriptions.Item label={t.name}>{organisation.name}</Descriptions.Item>
        <Descriptions.Item label={t.creditCode}>{organisation.credit_code}</Descriptions.Item>
        <Descriptions.Item label={t.legalRepresentative}>
          {organisation.legal_representative}
        </Descriptions.Item>
        <Descriptions.Item label={t.superAdministrator}>
          {organisation.super_administrator?.name}
        </Descriptions.Item>
        {earlier_names.length > 0 && (
          <Descriptions.Item label={t.earlierNames}>{earlier_names.join("、")}</Descriptions.Item>
        )}
      </Descriptions>
      <section className={styles.section}>
        <h2 className={styles.subtitle}>{t.services}</h2>
        {!me.super_administrator && <p className={styles.soft}>{t.serviceOnly}</p>}
        <ul className={styles.list}>
          {SERVICES.map((service) => (
            <li key={service} className={styles.row}>
              <ServiceRow
                name={t[`service_${service}`]}
                hint={t[`serviceHint_${service}`]}
                switched={switched(service)}
                isFixed={!me.super_administrator}
                onSwitch={(on) =>
                  on && service === "silent_signing"
                    ? setAgreeing(true)
                    : act(desk.switchService(service, on))
                }
              />
            </li>
          ))}
        </ul>
      </section>
      {isAgreeing && (
        <SilentSigningDialog
          onAccept={(text) => {
            setAgreeing(false);
            act(desk.switchService("silent_signing", true, text));
          }}
          onClose={() => setAgreeing(false)}
        />
      )}
      <SuperAdministrator organisation={organisation} desk={desk} act={act} />
      {me.super_administrator && <Rename name={organisation.name} desk={desk} act={act} />}
      {me.super_administrator && organisation.dissolves_at === null && (
        <section className={styles.section}>
          <Popconfirm
            title={t.dissolve}
            description={t.dissolveAsk}
            okButtonProps={{ danger: true }}
            onConfirm={() => act(desk.askDissolution())}
          >
            <Button danger>{t.dissolve}</Button>
          </Popconfirm>
        </section>
      )}
    </>
  );
}

function SuperAdministrator({ organisation, desk, act }: OverviewTabProps) {
  const t = useWords(organisationWords);
  const { members, me, proposed_super_administrator: proposed } = organisation;
  const [to, setTo] = useState<number>();
  const mayConfirm = me.super_administrator || me.legal_representative;
  if (!members && !proposed) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.subtitle}>{t.changeSuper}</h2>
      <p className={styles.soft}>{t.changeSuperHint}</p>
      {proposed ? (
        <Alert
          type="info"
          showIcon
          title={t.proposed(proposed.name)}
          action={
            mayConfirm && (
              <span className={styles.actions}>
                <Button type="primary" onClick={() => act(desk.confirmSuperAdministrator())}>
                  {t.confirm}
                </Button>
                <Button onClick={() => act(desk.dropSuperAdministrator())}>{t.drop}</Button>
              </span>
            )
          }
        />
      ) : (
        <span className={styles.actions}>
          <Select<number>
            style={{ minWidth: 200 }}
            aria-label={t.changeSuper}
            value={to ?? null}
            options={(members ?? [])
              .filter((member) => member.standing === "active" && !member.super_administrator)
              .map(({ no, name }) => ({ value: no, label: name }))}
            onChange={(no) => setTo(no ?? undefined)}
          />
          <Button
            disabled={to === undefined}
            onClick={() => to !== undefined && act(desk.proposeSuperAdministrator(to))}
          >
            {t.propose}
          </Button>
        </span>
      )}
    </section>
  );
}
