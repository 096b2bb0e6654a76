/** The files that a contract is made of, in their order: with pages, moved up and down, taken out. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, FilePdfOutlined } from "@ant-design/icons";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import type { DraftDocument, DraftPart } from "@/api/drafts";
import { arrangeParts } from "@/api/intake";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { uploadWords } from "@/i18n/upload-words";
import { partKeys } from "./part-keys";
import styles from "./upload.module.css";
import type { DraftDesk } from "./use-draft";

interface PartListProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly document: DraftDocument;
}

export function PartList({ id, desk, document }: PartListProps) {
  const t = useWords(uploadWords);
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const parts = partsOf(document);
  const keys = partKeys(parts);
  const arrange = async (order: readonly number[]) => {
    setBusy(true);
    try {
      await desk.flush();
      await arrangeParts(id, document.clean, order);
    } catch (problem) {
      message.error(`${t.arrangeFailed}：${sentence(problem)}`, 8);
    }
    await desk.reload();
    setBusy(false);
  };
  const all = parts.map((_, index) => index);
  const swapped = (index: number, other: number) =>
    all.map((at) => (at === index ? other : at === other ? index : at));
  return (
    <>
      <ol className={styles.parts} aria-busy={isBusy}>
        {parts.map((part, index) => (
          <li key={keys[index]} className={styles.part}>
            <FilePdfOutlined className={styles.icon} />
            <span className={styles.name}>
              {part.name} <span className={styles.soft}>{t.partPages(part.pages)}</span>
            </span>
            {parts.length > 1 && (
              <span className={styles.tools}>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t.up(part.name)}
                  disabled={isBusy || index === 0}
                  onClick={() => void arrange(swapped(index, index - 1))}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={t.down(part.name)}
                  disabled={isBusy || index === parts.length - 1}
                  onClick={() => void arrange(swapped(index, index + 1))}
                />
                <Popconfirm title={t.takeOutAsk} onConfirm={() => arrange(all.filter((at) => at !== index))}>
                  <Button
                    size="small"
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t.takeOut(part.name)}
                    disabled={isBusy}
                  />
                </Popconfirm>
              </span>
            )}
          </li>
        ))}
      </ol>
      {parts.length > 1 && <p className={styles.soft}>{t.allPages(parts.length, document.pages.length)}</p>}
    </>
  );
}

/** Drafts of the first versions are their own only part. */
function partsOf(document: DraftDocument): readonly DraftPart[] {
  const { name, clean, pages, parts } = document;
  return parts ?? [{ name, clean, pages: pages.length }];
}
