/** Who gets a copy of the contract, with a link for each. */
import { Card } from "antd";
import { type HostRoom, isReader } from "@/host-panel/host-room";
import { LinkButton } from "@/host-panel/link-button";
import { useWords } from "@/i18n/dictionary";
import { readerWords } from "@/i18n/reader-words";
import styles from "./routine-desk.module.css";

export function ReaderList({ room }: { readonly room: HostRoom }) {
  const t = useWords(readerWords);
  const { readers = [] } = room.view;
  if (readers.length === 0) return null;
  return (
    <Card size="small" title={t.title}>
      {readers.map(({ no, name, address }) => (
        <div key={no} className={styles.party}>
          <strong>{name}</strong>
          <span className={styles.soft}>{address}</span>
          {!isReader(room) && (
            <div className={styles.acts}>
              <LinkButton
                contract={room.seat.contract}
                role={{ role: "reader", reader: no }}
                name={name}
                isSmall
              />
            </div>
          )}
        </div>
      ))}
    </Card>
  );
}
