/** One exhibition: how far it is, its floor, its exhibitors and its people, as far as one's duties reach. */
import { App, Button, Tabs } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { type Exhibition, ExhibitionDesk } from "@/api/exhibitions";
import { dashboardWords } from "@/i18n/dashboard-words";
import { useWords } from "@/i18n/dictionary";
import { doorWords } from "@/i18n/door-words";
import { exhibitionContractWords } from "@/i18n/exhibition-contract-words";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { moneyWords } from "@/i18n/money-words";
import { PageTitle } from "@/shell/page-title";
import { type Act, useAct } from "@/shell/use-act";
import { ContractsTab } from "./contracts-tab";
import { dutiesOf } from "./duties";
import { EditDialog } from "./edit-dialog";
import { StageTag } from "./exhibition-list";
import styles from "./exhibitions.module.css";
import { ExhibitorsTab } from "./exhibitors-tab";
import { FloorTab } from "./floor-tab";
import { MoneyTab } from "./money-tab";
import { OverviewTab } from "./overview-tab";
import { StaffTab } from "./staff-tab";
import { VisitorCard } from "./visitor-card";

interface ExhibitionPageProps {
  readonly exhibition: Exhibition;
  readonly onChanged: () => void;
}

/** What every part of the page works with. */
export interface Shared {
  readonly exhibition: Exhibition;
  readonly desk: ExhibitionDesk;
  readonly act: Act;
}

export function ExhibitionPage({ exhibition, onChanged }: ExhibitionPageProps) {
  const t = useWords(exhibitionWords);
  const words = useWords(exhibitionContractWords);
  const numbers = useWords(dashboardWords);
  const [isEditing, setEditing] = useState(false);
  const door = useWords(doorWords);
  const money = useWords(moneyWords);
  const { id, details, stage, roles } = exhibition;
  const desk = useMemo(() => new ExhibitionDesk(id), [id]);
  const act = useAct(onChanged);
  const duties = dutiesOf(roles);
  const shared: Shared = { exhibition, desk, act };
  const floor = { key: "floor", label: t.floor, children: <FloorTab {...shared} /> };
  const tabs = [
    ...(exhibition.counts
      ? [
          {
            key: "overview",
            label: t.overview,
            children: <OverviewTab {...shared} counts={exhibition.counts} />,
          },
        ]
      : []),
    floor,
    ...(duties.seesPeople
      ? [{ key: "exhibitors", label: t.exhibitors, children: <ExhibitorsTab {...shared} /> }]
      : []),
    ...(duties.seesPeople
      ? [{ key: "contracts", label: words.contracts, children: <ContractsTab {...shared} /> }]
      : []),
    ...(duties.seesPeople ? [{ key: "money", label: money.money, children: <MoneyTab {...shared} /> }] : []),
    ...(duties.setUp ? [{ key: "staff", label: t.staff, children: <StaffTab {...shared} /> }] : []),
  ];
  return (
    <>
      <PageTitle
        title={details.name}
        hint={
          <>
            <StageTag stage={stage} /> {details.place} ·{" "}
            <span className={styles.days}>{t.days(...details.days)}</span>
          </>
        }
        actions={
          roles && (
            <span className={styles.actions}>
              <Link to={`/exhibitions/${id}/screen`} target="_blank">
                <Button>{t.screen}</Button>
              </Link>
              {duties.door && (
                <Link to={`/exhibitions/${id}/door`}>
                  <Button>{door.door}</Button>
                </Link>
              )}
              {duties.setUp && stage !== "archived" && stage !== "closed" && (
                <Button onClick={() => setEditing(true)}>{numbers.edit}</Button>
              )}
              {duties.setUp && <StageButton {...shared} />}
            </span>
          )
        }
      />
      {roles === null && <VisitorCard {...shared} />}
      <Tabs items={tabs} />
      {isEditing && <EditDialog {...shared} onClose={() => setEditing(false)} />}
    </>
  );
}

/** The one step from this stage to the next. */
function StageButton({ exhibition, desk, act }: Shared) {
  const t = useWords(exhibitionWords);
  const { modal } = App.useApp();
  const steps = {
    preparing: { to: "open", name: t.open, ask: t.openAsk, hint: t.openHint },
    open: { to: "close", name: t.close, ask: t.closeAsk, hint: t.closeHint },
    closed: { to: "archive", name: t.archive, ask: t.archiveAsk, hint: t.archiveHint },
    archived: undefined,
  } as const;
  const step = steps[exhibition.stage];
  if (!step) return null;
  const isFirst = step.to === "open";
  return (
    <Button
      type={isFirst ? "primary" : "default"}
      disabled={isFirst && (exhibition.missing?.length ?? 0) > 0}
      onClick={() =>
        modal.confirm({
          title: step.ask,
          content: step.hint,
          okText: step.name,
          cancelText: t.cancel,
          onOk: () => act(desk.go(step.to)),
        })
      }
    >
      {step.name}
    </Button>
  );
}
