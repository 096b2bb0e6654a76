/** One's own seals: name seals, pictures and handwriting, and making one. */
import { Button, Empty, Popconfirm, Tabs } from "antd";
import { ownSeals, type SealRow } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import { NameSealForm } from "./name-seal-form";
import { SealPicture } from "./seal-picture";
import styles from "./seals.module.css";
import { SignaturePad } from "./signature-pad";
import { StandingTag } from "./standing-tag";

/** How wide a drawn signature is on paper, 1/100 mm. */
const SIGNATURE = 4000;

interface OwnSealListProps {
  readonly rows: readonly SealRow[];
  readonly onChanged: () => void;
}

export function OwnSealList({ rows, onChanged }: OwnSealListProps) {
  const t = useWords(sealWords);
  const act = useAct(onChanged);
  const kept = rows.filter((seal) => seal.standing !== "stopped");
  const saveSignature = async (picture: Blob) => {
    await act(ownSeals.upload(picture, t.mySignature, SIGNATURE, true));
  };
  return (
    <>
      <PageTitle title={t.own} hint={t.ownHint} />
      {kept.length === 0 ? (
        <Empty description={t.ownEmpty} />
      ) : (
        <ul className={styles.grid}>
          {kept.map((seal) => (
            <li key={seal.id} className={styles.card}>
              <span className={styles.paper}>
                <SealPicture src={ownSeals.picture(seal.id)} name={t.pictureOf(seal.name)} />
              </span>
              <span className={styles.name}>{seal.name}</span>
              <span className={styles.bar}>
                <StandingTag standing={seal.standing} />
                {seal.standing === "in_use" && (
                  <Popconfirm
                    title={t.removeOwn}
                    description={t.removeOwnAsk}
                    onConfirm={() => act(ownSeals.stop(seal.id))}
                  >
                    <Button size="small" danger>
                      {t.removeOwn}
                    </Button>
                  </Popconfirm>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <section className={styles.section}>
        <h2 className={styles.subtitle}>{t.newSeal}</h2>
        <Tabs
          items={[
            {
              key: "handwriting",
              label: t.handwriting,
              children: (
                <div className={styles.form}>
                  <SignaturePad onSave={saveSignature} />
                </div>
              ),
            },
            { key: "name", label: t.nameSeal, children: <NameSealForm act={act} /> },
          ]}
        />
      </section>
    </>
  );
}
