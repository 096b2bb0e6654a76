/** One seal: its picture, where it stands, what one may do with it, its holders and its records. */
import { Button, Switch, Tabs } from "antd";
import { Link } from "react-router";
import type { SealDesk, SealDetail } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import { ChangeRecord } from "./change-record";
import { type Employee, HolderList } from "./holder-list";
import { NextStep } from "./next-step";
import { ReasonButton } from "./reason-button";
import { SealPicture } from "./seal-picture";
import styles from "./seals.module.css";
import { StandingTag } from "./standing-tag";
import { UseRecord } from "./use-record";

interface SealPageProps {
  readonly organisation: string;
  readonly desk: SealDesk;
  readonly seal: SealDetail;
  readonly manages: boolean;
  /** One is the super administrator. */
  readonly decides: boolean;
  readonly employees: readonly Employee[];
  readonly onChanged: () => void;
}

export function SealPage(props: SealPageProps) {
  const { organisation, desk, seal, manages, decides, employees, onChanged } = props;
  const t = useWords(sealWords);
  const act = useAct(onChanged);
  const { id, standing } = seal;
  const isKept = standing === "in_use" || standing === "disabled";
  const shared = { seal, desk, act };
  return (
    <>
      <PageTitle title={seal.name} hint={t[`kind_${seal.kind}`]} />
      <p>
        <Link to={`/organisations/${organisation}/seals`}>{t.backToSeals}</Link>
      </p>
      <div className={styles.head}>
        <div className={styles.sheet}>
          <SealPicture
            src={desk.picture(id)}
            name={t.pictureOf(seal.name)}
            width={seal.width}
            isSpent={standing === "disabled" || standing === "stopped" || standing === "refused"}
          />
        </div>
        <div className={styles.facts}>
          <span>
            <StandingTag standing={standing} />
          </span>
          <NextStep {...shared} decides={decides} />
          <p className={styles.soft}>
            {seal.source === "template" ? t.fromTemplate : t.fromPicture} · {t.size}{" "}
            {(seal.width / 1000).toFixed(1)} × {(seal.height / 1000).toFixed(1)} mm
          </p>
          {isKept && (
            <>
              <p className={styles.soft}>
                {t.uses_count(seal.uses)}
                {seal.valid_until !== null && ` · ${t.validUntil(localTime(seal.valid_until))}`}
              </p>
              {manages && (
                <span>
                  <Switch
                    checked={seal.needs_approval}
                    aria-label={t.needsApproval}
                    onChange={(on) => act(desk.needApproval(id, on))}
                  />{" "}
                  {t.needsApproval}
                </span>
              )}
              <div className={styles.actions}>
                {standing === "in_use" && manages && (
                  <ReasonButton label={t.disable} onGiven={(reason) => act(desk.disable(id, reason))} />
                )}
                {standing === "disabled" && decides && (
                  <Button type="primary" onClick={() => act(desk.enable(id))}>
                    {t.enable}
                  </Button>
                )}
                {decides && (
                  <ReasonButton
                    label={t.stop}
                    ask={t.stopAsk}
                    onGiven={(reason) => act(desk.stop(id, reason))}
                  />
                )}
              </div>
            </>
          )}
        </div>
      </div>
      {isKept && <HolderList {...shared} manages={manages} employees={employees} />}
      {manages && (
        <Tabs
          className={styles.section ?? ""}
          items={[
            {
              key: "uses",
              label: t.uses,
              children: <UseRecord desk={desk} seal={id} employees={employees} />,
            },
            { key: "changes", label: t.changes, children: <ChangeRecord desk={desk} seal={id} /> },
          ]}
        />
      )}
    </>
  );
}
