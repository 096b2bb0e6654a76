/** A template's bulk start before there is a sheet: the sheet to fill in, the people who are always the same, upload. */
import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { App, Button, Empty, Input, Spin, Table, Upload } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { type BulkStartRow, bulkSheetUrl, prepareBulkStart, type RowPerson } from "@/api/bulk-starts";
import { sentence } from "@/api/problem";
import type { TemplateRow } from "@/api/templates";
import { bulkWords } from "@/i18n/console-bulk-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import styles from "./bulk-start.module.css";

interface PreparePageProps {
  readonly template: TemplateRow;
  readonly earlier: readonly BulkStartRow[];
}

export function PreparePage({ template, earlier }: PreparePageProps) {
  const t = useWords(bulkWords);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [people, setPeople] = useState<readonly RowPerson[]>(
    template.roles.map(() => ({ name: "", phone: "" })),
  );
  const [reading, setReading] = useState(false);
  const read = async (sheet: File) => {
    setReading(true);
    try {
      const { bulk_start } = await prepareBulkStart(template.id, sheet, people);
      navigate(`/bulk-starts/${bulk_start}`);
    } catch (problem) {
      message.error(sentence(problem), 8);
      setReading(false);
    }
  };
  const change = (place: number, changed: Partial<RowPerson>) =>
    setPeople(people.map((person, at) => (at === place ? { ...person, ...changed } : person)));
  return (
    <>
      <PageTitle title={t.titleOf(template.name)} hint={t.hint} />
      <div className={styles.steps}>
        <section>
          <h2 className={styles.heading}>1. {t.sheet}</h2>
          <p className={styles.soft}>{t.sheetHint}</p>
          <Button icon={<DownloadOutlined />} href={bulkSheetUrl(template.id)}>
            {t.download}
          </Button>
        </section>
        <section>
          <h2 className={styles.heading}>2. {t.same}</h2>
          <p className={styles.soft}>{t.sameHint}</p>
          {template.roles.map((role, place) => (
            <div key={role.label} className={styles.people}>
              <span className={styles.role}>{role.label}</span>
              <Input
                aria-label={`${role.label} ${t.name}`}
                placeholder={t.name}
                value={people[place]?.name}
                onChange={({ target }) => change(place, { name: target.value })}
              />
              <Input
                aria-label={`${role.label} ${t.phone}`}
                placeholder={t.phone}
                inputMode="tel"
                value={people[place]?.phone}
                onChange={({ target }) => change(place, { phone: target.value })}
              />
              {role.organisation ? (
                <Input
                  aria-label={`${role.label} ${t.organisation}`}
                  placeholder={t.organisation}
                  value={people[place]?.organisation}
                  onChange={({ target }) => change(place, { organisation: target.value })}
                />
              ) : (
                <span />
              )}
            </div>
          ))}
        </section>
        <section>
          <h2 className={styles.heading}>3. {t.upload}</h2>
          <Spin spinning={reading} tip={t.reading}>
            <Upload.Dragger
              accept=".xlsx,.csv"
              showUploadList={false}
              disabled={reading}
              beforeUpload={(file) => {
                void read(file);
                return false;
              }}
            >
              <p className="ant-upload-drag-icon">
                <InboxOutlined />
              </p>
              <p>{t.drop}</p>
              <p className={styles.soft}>{t.kinds}</p>
            </Upload.Dragger>
          </Spin>
        </section>
        <section>
          <h2 className={styles.heading}>{t.earlier}</h2>
          {earlier.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.none} />
          ) : (
            <div className={styles.table}>
              <Table<BulkStartRow>
                size="small"
                rowKey="id"
                pagination={false}
                dataSource={[...earlier]}
                columns={[
                  { title: t.at, render: (_, row) => localTime(row.at) },
                  { title: t.state, render: (_, row) => t.stateOf(row.state) },
                  { title: t.progress, render: (_, row) => `${row.done} / ${row.good}` },
                  { render: (_, row) => <Link to={`/bulk-starts/${row.id}`}>{t.open}</Link> },
                ]}
              />
            </div>
          )}
        </section>
      </div>
    </>
  );
}
