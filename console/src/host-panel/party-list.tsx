import { Card } from "antd";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import type { HostRoom } from "./host-room";
import styles from "./party-list.module.css";
import { PartyRow } from "./party-row";

/** Who is here and how far each of them has come. */
export function PartyList({ room }: { readonly room: HostRoom }) {
  const t = useWords(hostWords);
  const { parties } = room.view;
  const here = parties.filter((party) => party.present).length;
  return (
    <Card size="small" title={t.parties} extra={<span>{t.presence(here, parties.length)}</span>}>
      <ul className={styles.list}>
        {parties.map((party) => (
          <PartyRow key={party.no} room={room} party={party} />
        ))}
      </ul>
    </Card>
  );
}
