/** 会展: the exhibitions where one works, and founding another. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Empty, Progress, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { ExhibitionRow, Stage } from "@/api/exhibitions";
import type { OrganisationRow } from "@/api/organisations";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { PageTitle } from "@/shell/page-title";
import styles from "./exhibitions.module.css";
import { FoundDialog } from "./found-dialog";

interface ExhibitionListProps {
  readonly rows: readonly ExhibitionRow[];
  readonly organisations: readonly OrganisationRow[];
}

export function ExhibitionList({ rows, organisations }: ExhibitionListProps) {
  const t = useWords(exhibitionWords);
  const navigate = useNavigate();
  const [isFounding, setFounding] = useState(false);
  const organisers = organisations.filter(({ standing }) => standing === "active");
  const create =
    organisers.length > 0 ? (
      <Button type="primary" size="large" icon={<PlusOutlined />} onClick={() => setFounding(true)}>
        {t.found}
      </Button>
    ) : (
      <Link to="/organisations">
        <Button type="primary" size="large">
          {t.toOrganisations}
        </Button>
      </Link>
    );
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} actions={rows.length > 0 && create} />
      {rows.length === 0 ? (
        <Empty className={styles.empty} description={organisers.length > 0 ? t.empty : t.needsOrganisation}>
          {create}
        </Empty>
      ) : (
        <ul className={styles.cards}>
          {rows.map((row) => (
            <ExhibitionCard key={row.id} row={row} />
          ))}
        </ul>
      )}
      {isFounding && (
        <FoundDialog
          organisers={organisers}
          onFounded={(id) => navigate(`/exhibitions/${id}`)}
          onClose={() => setFounding(false)}
        />
      )}
    </>
  );
}

function ExhibitionCard({ row }: { readonly row: ExhibitionRow }) {
  const t = useWords(exhibitionWords);
  const { counts } = row;
  const taken = counts.contracted + counts.paid;
  return (
    <li>
      <Link to={`/exhibitions/${row.id}`} className={styles.card}>
        <span className={styles.cardHead}>
          <span className={styles.cardName}>{row.name}</span>
          <StageTag stage={row.stage} />
        </span>
        <span className={styles.soft}>
          {row.place} · {t.days(...row.days)}
        </span>
        <Progress
          percent={counts.booths > 0 ? Math.round((100 * taken) / counts.booths) : 0}
          strokeColor="#23745b"
          size="small"
          aria-label={t.stateOf("contracted")}
        />
        <span className={styles.soft}>{t.rowCounts(counts.booths, taken, counts.exhibitors)}</span>
      </Link>
    </li>
  );
}

const STAGES = { preparing: "gold", open: "success", closed: "default", archived: "default" } as const;

export function StageTag({ stage }: { readonly stage: Stage }) {
  const t = useWords(exhibitionWords);
  return <Tag color={STAGES[stage]}>{t.stageOf(stage)}</Tag>;
}
