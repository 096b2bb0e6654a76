/** One bulk start: what its sheet says, the question before it begins, how far it is, and what became of each row. */
import { DownloadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Checkbox, Progress } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { type BulkStart, beginBulkStart, bulkResultUrl, bulkStart, stopBulkStart } from "@/api/bulk-starts";
import { bulkWords } from "@/i18n/console-bulk-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import styles from "./bulk-start.module.css";
import { SheetTable } from "./sheet-table";

/** How often the page asks while rows are being started. */
const ASK_MS = 1000;

interface BulkStartPageProps {
  readonly first: BulkStart;
}

export function BulkStartPage({ first }: BulkStartPageProps) {
  const t = useWords(bulkWords);
  const { modal } = App.useApp();
  const [shown, setShown] = useState(first);
  const [wrong, setWrong] = useState(first.state === "prepared" && first.bad > 0);
  const [from, setFrom] = useState(0);
  const act = useAct(() => setShown({ ...shown, state: "under_way" }));
  const { state } = shown;
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const read = await bulkStart(first.id, from, wrong).catch(() => undefined);
      if (gone) return;
      if (read) setShown(read);
      if (!read || (state === "under_way" && read.state === state)) timer = setTimeout(ask, ASK_MS);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [first.id, from, wrong, state]);
  const begin = () =>
    modal.confirm({
      title: t.beginAsk(shown.good),
      content: t.beginHint,
      okText: t.begin(shown.good),
      cancelText: t.cancel,
      onOk: () => {
        setWrong(false);
        setFrom(0);
        return act(beginBulkStart(shown.id));
      },
    });
  const stop = () =>
    modal.confirm({
      title: t.stopAsk,
      content: t.stopHint,
      okText: t.stop,
      cancelText: t.cancel,
      okButtonProps: { danger: true },
      onOk: () => act(stopBulkStart(shown.id)),
    });
  const started = shown.done - shown.refused;
  return (
    <>
      <PageTitle title={t.titleOf(shown.template_name)} />
      <div className={styles.summary} aria-live="polite">
        {shown.state === "prepared" && (
          <>
            <Alert
              type={shown.bad > 0 ? "warning" : "success"}
              showIcon
              message={[t.ready(shown.good), ...(shown.bad > 0 ? [t.wrong(shown.bad)] : [])].join("，")}
              description={shown.bad > 0 ? t.wrongHint : undefined}
            />
            {shown.unknown.length > 0 && <p className={styles.soft}>{t.unknown(shown.unknown.join("、"))}</p>}
            <div className={styles.actions}>
              <Button type="primary" size="large" onClick={begin}>
                {t.begin(shown.good)}
              </Button>
              <Link to={`/templates/${shown.template}/bulk`}>
                <Button size="large">{t.again}</Button>
              </Link>
            </div>
          </>
        )}
        {shown.state === "under_way" && (
          <>
            <h2 className={styles.heading}>{t.underWay(shown.done, shown.good)}</h2>
            <Progress percent={Math.floor((100 * shown.done) / shown.good)} status="active" />
            <p className={styles.soft}>{t.leave}</p>
            <div className={styles.actions}>
              <Button onClick={stop}>{t.stop}</Button>
            </div>
          </>
        )}
        {(shown.state === "done" || shown.state === "stopped") && (
          <>
            <Alert
              type={shown.state === "done" && shown.refused === 0 ? "success" : "warning"}
              showIcon
              message={shown.state === "done" ? t.finished(started) : t.stopped(started, shown.good)}
              description={shown.refused > 0 ? t.refused(shown.refused) : undefined}
            />
            <div className={styles.actions}>
              <Button type="primary" icon={<DownloadOutlined />} href={bulkResultUrl(shown.id)}>
                {t.result}
              </Button>
              <Link to="/">
                <Button>{t.contracts}</Button>
              </Link>
            </div>
          </>
        )}
      </div>
      <p>
        <Checkbox
          checked={wrong}
          onChange={({ target }) => {
            setFrom(0);
            setWrong(target.checked);
          }}
        >
          {t.onlyWrong}
        </Checkbox>
      </p>
      <SheetTable shown={shown} from={from} onPage={setFrom} />
    </>
  );
}
