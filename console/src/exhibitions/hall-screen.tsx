/** The screen in the hall: how the floor fills, who signs, and the figures that a visitor sees from twenty metres. */
import { Result } from "antd";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type Booth, type Exhibition, ExhibitionDesk, type Hall } from "@/api/exhibitions";
import { useTick } from "@/components/tick";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { hallScreenWords } from "@/i18n/hall-screen-words";
import { FloorLegend, FloorMap } from "./floor-map";
import { FillRing, KindBars, sharesOf } from "./hall-charts";
import { type FeedEntry, feedAfter } from "./hall-feed";
import styles from "./hall-screen.module.css";
import { fromHundredths } from "./hundredths";
import { usePlan } from "./plan-picture";

interface HallScreenProps {
  readonly exhibition: Exhibition;
  /** What is shown is older than it should be. */
  readonly isStale: boolean;
}

export function HallScreen({ exhibition, isStale }: HallScreenProps) {
  const t = useWords(hallScreenWords);
  const words = useWords(exhibitionWords);
  const { details, halls, booths, roles } = exhibition;
  const feed = useFeed(booths);
  useEffect(() => {
    document.title = t.title(details.name);
  }, [t, details.name]);
  if (roles === null) return <Result status="info" title={t.forStaff} />;
  const shares = sharesOf(booths);
  const furnished = halls.filter(({ no }) => booths.some(({ plan }) => plan.hall === no));
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <span className={styles.mark} aria-hidden="true">
          签
        </span>
        <div className={styles.names}>
          <h1 className={styles.name}>{details.name}</h1>
          <p className={styles.where}>
            {details.place} · {words.days(...details.days)}
          </p>
        </div>
        <p className={styles.live}>
          {isStale ? (
            <span role="status">{t.lost}</span>
          ) : (
            <>
              <i className={styles.beat} aria-hidden="true" />
              {t.live}
            </>
          )}
        </p>
        <Clock />
      </header>
      <section className={styles.numbers}>
        <FillRing shares={shares} label={t.progress} />
        <dl className={styles.figures}>
          <Figure name={t.contracted} place={styles.main}>
            {shares.contracted + shares.paid}
          </Figure>
          <Figure name={t.today}>{exhibition.statistics?.today.contracts ?? 0}</Figure>
          <Figure name={t.projects}>{exhibition.statistics?.total.contracts ?? 0}</Figure>
          {details.show_amounts && (
            <Figure name={t.amount} place={styles.wide}>
              ¥{fromHundredths(exhibition.statistics?.total.amount ?? 0)}
            </Figure>
          )}
          <Figure name={t.held}>{shares.held}</Figure>
          <Figure name={t.free}>{shares.free}</Figure>
          <Figure name={t.exhibitors}>{exhibition.counts?.exhibitors ?? 0}</Figure>
        </dl>
        <KindBars booths={booths} title={t.kinds} nameOf={words.kindOf} ofAll={t.of} />
      </section>
      <section className={styles.floor} aria-label={t.map}>
        <div className={styles.halls}>
          {furnished.map((hall) => (
            <HallFigure key={hall.no} hall={hall} exhibition={exhibition} />
          ))}
        </div>
        <div className={styles.legend}>
          <FloorLegend booths={booths} isDark />
        </div>
      </section>
      <section className={styles.latest}>
        <h2 className={styles.subtitle}>{t.latest}</h2>
        {feed.length === 0 ? <p className={styles.none}>{t.none}</p> : <Feed entries={feed} />}
      </section>
    </main>
  );
}

function HallFigure({ hall, exhibition }: { readonly hall: Hall; readonly exhibition: Exhibition }) {
  const desk = useMemo(() => new ExhibitionDesk(exhibition.id), [exhibition.id]);
  const picture = usePlan((no) => desk.planUrl(no), hall);
  const booths = exhibition.booths.filter(({ plan }) => plan.hall === hall.no);
  return (
    <figure className={styles.hall}>
      <figcaption className={styles.caption}>{hall.name}</figcaption>
      <FloorMap name={hall.name} booths={booths} picture={picture} isDark />
    </figure>
  );
}

interface FigureProps {
  readonly name: string;
  readonly place?: string | undefined;
  readonly children: ReactNode;
}

function Figure({ name, place, children }: FigureProps) {
  return (
    <div className={place}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Feed({ entries }: { readonly entries: readonly FeedEntry[] }) {
  const words = useWords(exhibitionWords);
  return (
    <ol className={styles.feed}>
      {entries.map(({ booth, label, state, company }) => (
        <li key={`${booth} ${state} ${company}`} className={styles.entry} data-state={state}>
          <span className={styles.label}>{label}</span>
          <span className={styles.company}>{company}</span>
          <span className={styles.state}>{words.stateOf(state)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What this screen has seen happen since it was opened, before what was there already. */
function useFeed(booths: readonly Booth[]): readonly FeedEntry[] {
  const [feed, setFeed] = useState<readonly FeedEntry[]>([]);
  useEffect(() => setFeed((before) => feedAfter(before, booths)), [booths]);
  return feed;
}

const SECOND = 1000;

function Clock() {
  useTick(SECOND);
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return (
    <time className={styles.clock}>
      {two(now.getHours())}:{two(now.getMinutes())}
    </time>
  );
}
