/** The organisations that somebody belongs to, and how to come to one. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Empty, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { type OrganisationRow, registerOrganisation, type Standing } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { LicenceForm } from "./licence-form";
import styles from "./organisations.module.css";

const COLORS: Record<Standing, string> = {
  under_review: "gold",
  refused: "error",
  active: "success",
  dissolving: "warning",
  dissolved: "default",
};

export function StandingTag({ standing }: { readonly standing: Standing }) {
  const t = useWords(organisationWords);
  return <Tag color={COLORS[standing]}>{t[`standing_${standing}`]}</Tag>;
}

export function OrganisationList({ rows }: { readonly rows: readonly OrganisationRow[] }) {
  const t = useWords(organisationWords);
  const navigate = useNavigate();
  const [isRegistering, setRegistering] = useState(false);
  const begin = (
    <Button type="primary" size="large" icon={<PlusOutlined />} onClick={() => setRegistering(true)}>
      {t.register}
    </Button>
  );
  const isEmpty = rows.length === 0;
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} actions={isEmpty || isRegistering ? undefined : begin} />
      {isRegistering && (
        <Card title={t.register}>
          <LicenceForm
            onSubmit={async (registration) => {
              navigate(`/organisations/${await registerOrganisation(registration)}`);
            }}
            onCancel={() => setRegistering(false)}
          />
        </Card>
      )}
      {isEmpty && !isRegistering && (
        <Empty className={styles.empty} description={t.empty}>
          {begin}
        </Empty>
      )}
      <ul className={styles.list}>
        {rows.map(({ id, name, standing, super_administrator }) => (
          <li key={id} className={styles.row}>
            <div className={styles.what}>
              <Link to={`/organisations/${id}`} className={styles.title}>
                {name}
              </Link>
              <StandingTag standing={standing} />
              {super_administrator && <Tag>{t.superAdministrator}</Tag>}
            </div>
            <Link to={`/organisations/${id}`} tabIndex={-1}>
              <Button>{t.enter}</Button>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
