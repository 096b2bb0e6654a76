/** A list of companies from a sheet: read first, with what is wrong in which row; then sent. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, App, Modal, Spin, Upload } from "antd";
import { useState } from "react";
import type { ExhibitionDesk } from "@/api/exhibitions";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import type { Act } from "@/shell/use-act";
import styles from "./exhibitions.module.css";
import { type ReadList, type RowProblem, readList } from "./exhibitor-rows";

interface ImportDialogProps {
  readonly desk: ExhibitionDesk;
  readonly act: Act;
  readonly onClose: () => void;
}

export function ImportDialog({ desk, act, onClose }: ImportDialogProps) {
  const t = useWords(exhibitionWords);
  const { message } = App.useApp();
  const [list, setList] = useState<ReadList>();
  const [isBusy, setBusy] = useState(false);
  const good = list?.good ?? [];
  const read = async (file: File) => {
    setBusy(true);
    try {
      setList(readList(await desk.readSheet(file)));
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    setBusy(false);
  };
  const send = async () => {
    setBusy(true);
    if (await act(desk.importList(good))) onClose();
    else setBusy(false);
  };
  return (
    <Modal
      open
      title={t.importList}
      okText={good.length > 0 ? t.doImport(good.length) : t.importList}
      okButtonProps={{ disabled: good.length === 0 || isBusy }}
      cancelText={t.cancel}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles.stack}>
        <p className={styles.soft}>{t.importHint}</p>
        <Spin spinning={isBusy} description={t.reading}>
          <Upload.Dragger
            accept=".xlsx,.csv"
            showUploadList={false}
            disabled={isBusy}
            beforeUpload={(file) => {
              void read(file);
              return false;
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined />
            </p>
            <p>{t.drop}</p>
          </Upload.Dragger>
        </Spin>
        {list && <Reading list={list} />}
      </div>
    </Modal>
  );
}

function Reading({ list: { good, bad, missing } }: { readonly list: ReadList }) {
  const t = useWords(exhibitionWords);
  const names = { company: t.company, contact: t.contact, phone: t.phone, credit_code: t.creditCode };
  const told = (problem: RowProblem) => {
    switch (problem.is) {
      case "lacks":
        return t.lacks(names[problem.column]);
      case "phone":
        return t.badPhone;
      case "twice":
        return t.twice(problem.line);
    }
  };
  if (missing.length > 0) {
    const columns = missing.map((column) => names[column]).join("、");
    return <Alert type="error" showIcon title={t.noColumns(columns)} />;
  }
  return (
    <>
      <Alert type="success" showIcon title={t.rowsGood(good.length)} />
      {bad.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t.rowsBad(bad.length)}
          description={
            <ul className={styles.problems}>
              {bad.map(({ line, problem }) => (
                <li key={line}>
                  {t.line(line)}：{told(problem)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}
