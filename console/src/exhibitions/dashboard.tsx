/** What an exhibition has come to: figures, bars by hall, kind and day, what presses, and lists to take away. */
import { Alert } from "antd";
import type { ReactNode } from "react";
import { EXPORTS, type Exhibition, type Statistics } from "@/api/exhibitions";
import { dashboardWords } from "@/i18n/dashboard-words";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { type Alarm, alarmsOf } from "./alarms";
import styles from "./dashboard.module.css";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import panels from "./exhibitions.module.css";
import { fromHundredths } from "./hundredths";
import { remaining } from "./remaining";

interface DashboardProps extends Shared {
  readonly statistics: Statistics;
}

export function Dashboard({ exhibition, desk, statistics }: DashboardProps) {
  const t = useWords(dashboardWords);
  const words = useWords(exhibitionWords);
  const { halls, details, exhibitors, roles } = exhibition;
  const { total, today, days, shell, raw, received } = statistics;
  const seesMoney = dutiesOf(roles).money || details.show_amounts === true;
  const persons = exhibitors.reduce((sum, { persons }) => sum + persons, 0);
  const mostOfDay = Math.max(1, ...Object.values(days).map(({ contracts }) => contracts));
  return (
    <section className={styles.dashboard}>
      <div className={panels.panel}>
        <h2 className={panels.subtitle}>{t.progress}</h2>
        <dl className={styles.figures}>
          <Figure name={t.today}>{today.contracts}</Figure>
          <Figure name={t.signed}>{total.contracts}</Figure>
          {seesMoney && <Figure name={t.amount}>¥{fromHundredths(total.amount)}</Figure>}
          {seesMoney && <Figure name={t.received}>¥{fromHundredths(received)}</Figure>}
          <Figure name={t.arrived}>{persons}</Figure>
        </dl>
        <Bars title={t.byHall}>
          {halls.map(({ no, name }) => {
            const { booths = 0, contracts = 0 } = statistics.halls[no] ?? {};
            return (
              <Bar key={no} name={name} part={contracts} whole={booths} value={t.of(contracts, booths)} />
            );
          })}
        </Bars>
        <Bars title={t.byKind}>
          {(
            [
              ["shell", shell],
              ["raw", raw],
            ] as const
          ).map(([kind, { booths, contracts }]) => (
            <Bar
              key={kind}
              name={words.kindOf(kind)}
              part={contracts}
              whole={booths}
              value={t.of(contracts, booths)}
            />
          ))}
        </Bars>
        <Bars title={t.byDay}>
          {Object.entries(days).map(([day, { contracts }]) => (
            <Bar key={day} name={day} part={contracts} whole={mostOfDay} value={t.unit(contracts)} />
          ))}
        </Bars>
        {total.contracts === 0 && <p className={panels.soft}>{t.nothing}</p>}
      </div>
      <div className={panels.panel}>
        <h2 className={panels.subtitle}>{t.alarms}</h2>
        <Alarms exhibition={exhibition} />
        {dutiesOf(roles).seesPeople && (
          <>
            <h2 className={panels.subtitle}>{t.lists}</h2>
            <ul className={styles.lists}>
              {EXPORTS.map((list) => (
                <li key={list}>
                  {t.listOf(list)}
                  <span className={styles.files}>
                    <a href={desk.exportUrl(list, "xlsx")} download>
                      XLSX
                    </a>
                    <a href={desk.exportUrl(list, "csv")} download>
                      CSV
                    </a>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function Alarms({ exhibition }: { readonly exhibition: Exhibition }) {
  const t = useWords(dashboardWords);
  const words = useWords(exhibitionWords);
  const alarms = alarmsOf(exhibition);
  const told = (alarm: Alarm) => {
    switch (alarm.is) {
      case "quota_used":
        return t.quotaUsed;
      case "quota_nearly":
        return t.quotaNearly(alarm.left);
      case "lapsing": {
        const { plan, company } = alarm.booth;
        return t.lapsing(plan.label, company ?? "", remaining(alarm.until, exhibition.now, words));
      }
      case "more_lapsing":
        return t.more(alarm.count);
      case "without_booth":
        return t.withoutBooth(alarm.count);
      case "waiting":
        return t.waiting(alarm.count);
    }
  };
  if (alarms.length === 0) return <p className={panels.soft}>{t.calm}</p>;
  return (
    <div className={styles.alarms}>
      {alarms.map((alarm) => (
        <Alert
          key={told(alarm)}
          type={alarm.is === "quota_used" ? "error" : "warning"}
          showIcon
          title={told(alarm)}
        />
      ))}
    </div>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className={panels.soft}>{name}</dt>
      <dd className={panels.figure}>{children}</dd>
    </div>
  );
}

function Bars({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.bars}>{children}</ul>
    </>
  );
}

interface BarProps {
  readonly name: string;
  readonly part: number;
  readonly whole: number;
  readonly value: string;
}

function Bar({ name, part, whole, value }: BarProps) {
  return (
    <li className={styles.bar}>
      <span className={styles.name}>{name}</span>
      <progress
        className={styles.track}
        max={Math.max(1, whole)}
        value={part}
        aria-label={`${name} ${value}`}
      />
      <span className={styles.value}>{value}</span>
    </li>
  );
}
