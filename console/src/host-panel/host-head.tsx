/** Title, connection, the watchers, and the links that are not a party's. */
import { MailOutlined } from "@ant-design/icons";
import { Button, Drawer, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { headCode } from "@/beacon/beacon";
import { hostWords } from "@/i18n/console-host-words";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./host-head.module.css";
import type { HostRoom } from "./host-room";
import { LinkButton } from "./link-button";

export function HostHead({ room, messages }: { readonly room: HostRoom; readonly messages: ReactNode }) {
  const t = useWords(hostWords);
  const common = useWords(consoleWords);
  const [isOpen, setOpen] = useState(false);
  const { view, state, seat } = room;
  return (
    <div className={styles.head}>
      <div className={styles.texts}>
        <h1 className={styles.title}>{view.title}</h1>
        <p className={styles.facts}>
          {view.policy.demo && <Tag color="red">{common.demo}</Tag>}
          <span className={state.connection.state === "live" ? styles.live : styles.lost} role="status">
            {state.connection.state === "live" ? t.live : t.reconnecting}
          </span>
          {state.viewers !== undefined && <span>{t.watching(state.viewers)}</span>}
          <span className={styles.code}>
            {t.headCode} {view.seq} · {headCode(view.hash)}
          </span>
        </p>
      </div>
      <div className={styles.links}>
        <LinkButton contract={seat.contract} role={{ role: "stage" }} name={t.stageLink} />
        <LinkButton contract={seat.contract} role={{ role: "viewer" }} name={t.viewerLink} />
        {messages !== undefined && (
          <Button icon={<MailOutlined />} onClick={() => setOpen(true)}>
            {t.messages}
          </Button>
        )}
      </div>
      <Drawer title={t.messages} open={isOpen} onClose={() => setOpen(false)} destroyOnHidden>
        <p className={styles.hint}>{t.messagesHint}</p>
        {messages}
      </Drawer>
    </div>
  );
}
