/** 单方盖章: one drop, one seal, one press. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Empty, Form, Select, Switch, Tag, Upload } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { flowStates } from "@/api/contract-states.generated";
import type { Means } from "@/api/me";
import { SEAL_PLACES, type SealedAlone, type SealPlace } from "@/api/sealed-alone";
import type { SealDesk, SealRow } from "@/api/seals";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { sealedAloneWords } from "@/i18n/sealed-alone-words";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import { StepUpDialog } from "@/shell/step-up-dialog";
import { FileRow } from "./file-row";
import styles from "./sealed-alone.module.css";
import { useRun } from "./use-run";

const MOST = 50;
const ACCEPTED = ".pdf,.doc,.docx,.wps,.odt,.rtf,.xls,.xlsx,.et,.ods,.jpg,.jpeg,.png";

interface SealAlonePageProps {
  readonly organisation: string;
  readonly desk: SealDesk;
  /** Those in use that this person may put on. */
  readonly seals: readonly SealRow[];
  readonly sealed: SealedAlone;
  readonly means: Means;
  /** 企业静默签 is on. */
  readonly isServed: boolean;
  /** 骑缝章 is on. */
  readonly mayStraddle: boolean;
  readonly onSealed: () => void;
}

export function SealAlonePage(props: SealAlonePageProps) {
  const { organisation, desk, seals, sealed, means, isServed, mayStraddle, onSealed } = props;
  const t = useWords(sealedAloneWords);
  const { message } = App.useApp();
  const [seal, setSeal] = useState(seals[0]?.id);
  const [place, setPlace] = useState<SealPlace>("words");
  const [straddle, setStraddle] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { items, isRunning, run, add, remove } = useRun(() => setAsked(true), onSealed);
  const due = items.filter(({ step }) => step.at !== "done").length;
  const press = () => {
    setAsked(false);
    if (seal !== undefined) void run({ seal, place, straddle });
  };
  const take = (file: File, files: readonly File[]) => {
    if (file === files[0]) {
      if (items.length + files.length > MOST) message.warning(t.tooMany);
      add(files.slice(0, MOST - items.length));
    }
    return false;
  };
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} actions={<Tag>{t.counted(sealed.count)}</Tag>} />
      <p>
        <Link to="/ceremonies">{t.back}</Link>
      </p>
      {!isServed && (
        <Alert
          className={styles.gap}
          type="warning"
          showIcon
          title={t.needsService}
          action={<Link to={`/organisations/${organisation}`}>{t.toServices}</Link>}
        />
      )}
      {seals.length === 0 ? (
        <Empty description={t.noSeal} />
      ) : (
        <div className={styles.columns}>
          <Card size="small" title={t.files}>
            <Upload.Dragger
              multiple
              accept={ACCEPTED}
              showUploadList={false}
              disabled={isRunning || items.length >= MOST}
              beforeUpload={take}
            >
              <p className={styles.icon}>
                <InboxOutlined />
              </p>
              <p>{t.drop}</p>
              <p className={styles.soft}>{t.dropHint}</p>
            </Upload.Dragger>
            <ul className={styles.rows}>
              {items.map((item) => (
                <FileRow key={item.key} item={item} isRunning={isRunning} onRemove={() => remove(item.key)} />
              ))}
            </ul>
          </Card>
          <Card size="small" title={t.seal}>
            <Form layout="vertical" component="div">
              <div className={styles.paper}>
                {seal !== undefined && <img src={desk.picture(seal)} alt="" />}
              </div>
              <Form.Item label={t.seal} htmlFor="seal">
                <Select
                  id="seal"
                  value={seal}
                  onChange={setSeal}
                  options={seals.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Form.Item>
              <Form.Item label={t.place} htmlFor="place">
                <Select
                  id="place"
                  value={place}
                  onChange={setPlace}
                  options={SEAL_PLACES.map((each) => ({ value: each, label: t[`place_${each}`] }))}
                />
              </Form.Item>
              {mayStraddle && (
                <Form.Item label={t.straddle} htmlFor="straddle">
                  <Switch id="straddle" checked={straddle} onChange={setStraddle} />
                </Form.Item>
              )}
              <Button
                block
                type="primary"
                size="large"
                loading={isRunning}
                disabled={due === 0 || !isServed || seal === undefined}
                onClick={press}
              >
                {isRunning ? t.sealing : t.sealAll(due)}
              </Button>
            </Form>
          </Card>
        </div>
      )}
      <Latest sealed={sealed} />
      {isAsked && <StepUpDialog means={means} onConfirmed={press} onCancel={() => setAsked(false)} />}
    </>
  );
}

function Latest({ sealed: { rows } }: { readonly sealed: SealedAlone }) {
  const t = useWords(sealedAloneWords);
  const language = useLanguage();
  return (
    <section className={styles.latest}>
      <h2 className={styles.subtitle}>{t.latest}</h2>
      {rows.length === 0 && <p className={styles.soft}>{t.none}</p>}
      <ul className={styles.rows}>
        {rows.map(({ id, title, state, opened_at }) => (
          <li key={id} className={styles.row}>
            <Link className={styles.name ?? ""} to={`/host/${id}`}>
              {title}
            </Link>
            <span className={styles.soft}>{localTime(opened_at)}</span>
            <Tag color={state === "signed" ? "success" : "gold"}>{flowStates[state][language]}</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
