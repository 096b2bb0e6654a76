/** An organisation's seals as cards: picture, kind, and where each stands. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Empty } from "antd";
import { Link } from "react-router";
import type { SealDesk, SealRow } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { sealedAloneWords } from "@/i18n/sealed-alone-words";
import { PageTitle } from "@/shell/page-title";
import { SealPicture } from "./seal-picture";
import styles from "./seals.module.css";
import { StandingTag } from "./standing-tag";

interface SealListProps {
  readonly organisation: string;
  readonly desk: SealDesk;
  readonly rows: readonly SealRow[];
  /** Whether one may make seals, and see the records of all. */
  readonly manages: boolean;
  readonly represents: boolean;
}

export function SealList({ organisation, desk, rows, manages, represents }: SealListProps) {
  const t = useWords(sealWords);
  const alone = useWords(sealedAloneWords);
  const at = `/organisations/${organisation}`;
  const make = (manages || represents) && (
    <Link to={`${at}/new-seal`}>
      <Button type="primary" icon={<PlusOutlined />}>
        {t.newSeal}
      </Button>
    </Link>
  );
  return (
    <>
      <PageTitle
        title={t.title}
        hint={t.hint}
        actions={
          <>
            <Link to="/seal-alone">
              <Button>{alone.open}</Button>
            </Link>
            {manages && (
              <Link to={`${at}/seal-uses`}>
                <Button>{t.allUses}</Button>
              </Link>
            )}
            {make}
          </>
        }
      />
      <p>
        <Link to={at}>{t.back}</Link>
      </p>
      {rows.length === 0 ? (
        <Empty description={manages ? t.empty : t.emptyHeld}>{make}</Empty>
      ) : (
        <ul className={styles.grid}>
          {rows.map((seal) => (
            <li key={seal.id}>
              <Link className={styles.card} to={`${at}/seals/${seal.id}`}>
                <span className={styles.paper}>
                  <SealPicture
                    src={desk.picture(seal.id)}
                    name={t.pictureOf(seal.name)}
                    isSpent={seal.standing !== "in_use"}
                  />
                </span>
                <span className={styles.name}>{seal.name}</span>
                <span className={styles.soft}>{t[`kind_${seal.kind}`]}</span>
                <span>
                  <StandingTag standing={seal.standing} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
