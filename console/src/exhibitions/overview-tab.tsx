/** How far the exhibition is from ready, step by step, and its numbers at a glance. */
import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import { Alert, Button, Progress } from "antd";
import { type ReactNode, useState } from "react";
import type { Counts } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { Dashboard } from "./dashboard";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { FloorLegend } from "./floor-map";
import { HallDialog } from "./hall-dialog";
import { NewBoothsDialog } from "./new-booths-dialog";
import { OfferDialog } from "./offer-dialog";
import { QuotaDialog } from "./quota-dialog";

type Step = "hall" | "booths" | "offer" | "quota";

interface OverviewTabProps extends Shared {
  readonly counts: Counts;
}

export function OverviewTab({ exhibition, desk, act, counts }: OverviewTabProps) {
  const t = useWords(exhibitionWords);
  const [asked, setAsked] = useState<Step>();
  const { halls, booths, offers, stage, statistics } = exhibition;
  const canSetUp = dutiesOf(exhibition.roles).setUp && (stage === "preparing" || stage === "open");
  const offered = offers.filter(({ on }) => on);
  const steps: readonly { key: Step; name: string; done: string | false }[] = [
    { key: "hall", name: t.stepHall, done: halls.length > 0 && t.stepHallDone(halls.length) },
    { key: "booths", name: t.stepBooths, done: booths.length > 0 && t.stepBoothsDone(booths.length) },
    {
      key: "offer",
      name: t.stepOffer,
      done: offered.length > 0 && offered.map(({ name }) => name).join("、"),
    },
    {
      key: "quota",
      name: t.stepQuota,
      done: counts.quota > 0 && t.stepQuotaDone(counts.quota, counts.quota_left),
    },
  ];
  const ready = steps.filter(({ done }) => done !== false).length;
  const next = steps.find(({ done }) => done === false);
  const close = () => setAsked(undefined);
  return (
    <>
      {stage !== "preparing" && statistics && (
        <Dashboard exhibition={exhibition} desk={desk} act={act} statistics={statistics} />
      )}
      <div className={styles.overview}>
        <section className={styles.panel}>
          <h2 className={styles.subtitle}>{t.steps}</h2>
          <Progress
            percent={Math.round((100 * ready) / steps.length)}
            format={() => t.readyOf(ready, steps.length)}
          />
          <ol className={styles.steps}>
            {steps.map(({ key, name, done }) => (
              <li key={key} className={styles.step}>
                {done === false ? (
                  <ClockCircleOutlined className={styles.waiting} />
                ) : (
                  <CheckCircleFilled className={styles.ready} aria-label={t.done} />
                )}
                <span className={styles.what}>
                  {name}
                  {done !== false && <span className={styles.soft}>{done}</span>}
                </span>
                {canSetUp && (
                  <Button
                    type={next?.key === key ? "primary" : "default"}
                    disabled={key === "booths" && halls.length === 0}
                    aria-label={name}
                    onClick={() => setAsked(key)}
                  >
                    {name}
                  </Button>
                )}
              </li>
            ))}
          </ol>
          {stage === "preparing" && exhibition.missing?.length === 0 && (
            <Alert type="success" showIcon title={t.allReady} />
          )}
        </section>
        <section className={styles.panel}>
          <h2 className={styles.subtitle}>{t.floor}</h2>
          <FloorLegend booths={booths} />
          <dl className={styles.figures}>
            <Figure name={t.exhibitors}>{counts.exhibitors}</Figure>
            <Figure name={t.stateOf("contracted")}>{counts.contracted + counts.paid}</Figure>
            <Figure name={t.stateOf("held")}>{counts.held}</Figure>
          </dl>
        </section>
        {asked === "hall" && <HallDialog onSave={(name) => act(desk.makeHall(name))} onClose={close} />}
        {asked === "booths" && (
          <NewBoothsDialog halls={halls} onSave={(plans) => act(desk.addBooths(plans))} onClose={close} />
        )}
        {asked === "offer" && <OfferDialog onSave={(offer) => act(desk.offer(offer))} onClose={close} />}
        {asked === "quota" && (
          <QuotaDialog quota={counts.quota} onSave={(quota) => act(desk.setQuota(quota))} onClose={close} />
        )}
      </div>
    </>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className={styles.soft}>{name}</dt>
      <dd className={styles.figure}>{children}</dd>
    </div>
  );
}
