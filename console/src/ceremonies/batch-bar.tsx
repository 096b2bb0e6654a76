/** What can be done with several contracts at once: another type, another folder, into the archive and back. */
import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { remindMany } from "@/api/contracts";
import type { Cabinet, FilingDesk, Refiling } from "@/api/filing";
import { sentence } from "@/api/problem";
import { contractListWords } from "@/i18n/contract-list-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./ceremony-list.module.css";
import { DownloadDialog } from "./download-dialog";

interface BatchBarProps {
  readonly chosen: readonly string[];
  /** Whether some of them wait for this person's signature. */
  readonly isToSign: boolean;
  readonly cabinet: Cabinet;
  readonly desk: FilingDesk;
  readonly isArchive: boolean;
  readonly onDone: () => void;
  readonly onClear: () => void;
}

export function BatchBar({ chosen, isToSign, cabinet, desk, isArchive, onDone, onClear }: BatchBarProps) {
  const l = useWords(contractListWords);
  const { message } = App.useApp();
  const [isDownloading, setDownloading] = useState(false);
  const refile = async (refiling: Refiling) => {
    try {
      const { filed, kept } = await desk.refile(chosen, refiling);
      const isArchiving = refiling.archived === true;
      if (kept.length > 0) message.warning((isArchiving ? l.keptOpen : l.keptLocked)(kept.length), 6);
      if (filed > 0) message.success(l.filed(filed));
      onDone();
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
  };
  const remind = async () => {
    try {
      const { reminded, not } = await remindMany(chosen);
      if (reminded > 0) message.success(l.reminded(reminded));
      if (not.length > 0) message.info(l.notReminded(not.length), 6);
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
  };
  const menu = (
    name: "type" | "folder",
    none: string,
    all: readonly { readonly no: number; readonly name: string }[],
  ) => ({
    items: [...all, { no: 0, name: none }].map(({ no, name: label }) => ({ key: no, label })),
    onClick: ({ key }: { readonly key: string }) => refile({ [name]: Number(key) }),
  });
  return (
    <div className={styles.batch} role="toolbar" aria-label={l.batch}>
      <span className={styles.count} role="status">
        {l.chosen(chosen.length)}
      </span>
      {isToSign && (
        <Link to={`/sign-many?contracts=${chosen.join(",")}`}>
          <Button type="primary">{l.signMany}</Button>
        </Link>
      )}
      <Dropdown trigger={["click"]} menu={menu("type", l.noType, cabinet.types)}>
        <Button>{l.setType}</Button>
      </Dropdown>
      <Dropdown trigger={["click"]} menu={menu("folder", l.noFolder, cabinet.folders)}>
        <Button>{l.move}</Button>
      </Dropdown>
      <Button onClick={remind}>{l.remind}</Button>
      <Button icon={<DownloadOutlined />} onClick={() => setDownloading(true)}>
        {l.download}
      </Button>
      {isDownloading && <DownloadDialog chosen={chosen} onClose={() => setDownloading(false)} />}
      <Button onClick={() => refile({ archived: !isArchive })}>{isArchive ? l.unarchive : l.archive}</Button>
      <Button type="text" onClick={onClear}>
        {l.chooseNone}
      </Button>
    </div>
  );
}
