/** An invitation, opened by whoever it was sent to. */
import { Button, Card } from "antd";
import { useNavigate } from "react-router";
import { joinOrganisation } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { useAct } from "@/shell/use-act";
import styles from "./organisations.module.css";

export function JoinCard({ id }: { readonly id: string }) {
  const t = useWords(organisationWords);
  const navigate = useNavigate();
  const act = useAct(() => navigate(`/organisations/${id}`, { replace: true }));
  return (
    <Card className={styles.join}>
      <h1 className={styles.subtitle}>{t.joinTitle}</h1>
      <p className={styles.soft}>{t.joinText}</p>
      <Button type="primary" size="large" block onClick={() => act(joinOrganisation(id))}>
        {t.join}
      </Button>
    </Card>
  );
}
