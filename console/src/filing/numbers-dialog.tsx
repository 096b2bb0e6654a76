/** The numbers that a type has given, and why one is missing among the contracts. */
import { Empty, Modal, Tag } from "antd";
import { useCallback } from "react";
import type { ContractType, FilingDesk } from "@/api/filing";
import { useWords } from "@/i18n/dictionary";
import { filingWords } from "@/i18n/filing-words";
import { LoadedView } from "@/shell/loaded-view";
import { localTime } from "@/shell/local-time";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./filing.module.css";

interface NumbersDialogProps {
  readonly desk: FilingDesk;
  readonly type: ContractType;
  readonly onClose: () => void;
}

export function NumbersDialog({ desk, type, onClose }: NumbersDialogProps) {
  const t = useWords(filingWords);
  const load = useCallback(() => desk.numbers(type.no), [desk, type.no]);
  const [loaded, again] = useLoaded(load);
  return (
    <Modal open title={t.numbersOf(type.name)} footer={null} onCancel={onClose}>
      <LoadedView loaded={loaded} onRetry={again}>
        {({ numbers }) =>
          numbers.length === 0 ? (
            <Empty description={t.noNumbers} />
          ) : (
            <ul className={styles.list}>
              {numbers.map(({ number, at, standing }) => (
                <li key={number} className={styles.row}>
                  <div className={styles.what}>
                    <span className={styles.name}>{number}</span>
                    <p className={styles.soft}>{localTime(at)}</p>
                  </div>
                  <Tag color={standing === "sent" ? "success" : "default"}>{t[`standing_${standing}`]}</Tag>
                </li>
              ))}
            </ul>
          )
        }
      </LoadedView>
    </Modal>
  );
}
