/** 设备: on which devices the person is signed in, and ending that. */
import { Button, Popconfirm, Tag } from "antd";
import { endOtherSessions, endSession, type Session } from "@/api/me";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./account.module.css";
import { Section } from "./section";
import type { Command } from "./use-command";

interface DevicesSectionProps {
  readonly sessions: readonly Session[];
  readonly give: Command;
}

export function DevicesSection({ sessions, give }: DevicesSectionProps) {
  const t = useWords(accountWords);
  const nameOf = ({ device }: Session) =>
    `${device.browser || t.unknownBrowser} · ${device.system || t.unknownSystem}`;
  return (
    <Section id="devices" title={t.devices} hint={t.devicesHint}>
      <ul className={styles.list}>
        {sessions.map((session) => (
          <li key={session.id} className={styles.row}>
            <div className={styles.what}>
              <span className={styles.name}>{nameOf(session)}</span>
              {session.current && <Tag color="success">{t.thisDevice}</Tag>}
              <p className={styles.detail}>
                {t.seen(localTime(session.first_seen), localTime(session.last_seen))}
              </p>
            </div>
            {!session.current && (
              <Button
                aria-label={t.endSessionOf(nameOf(session))}
                onClick={() => give(() => endSession(session.id))}
              >
                {t.endSession}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Popconfirm title={t.endOthers} description={t.endOthersAsk} onConfirm={() => give(endOtherSessions)}>
          <Button danger className={styles.below}>
            {t.endOthers}
          </Button>
        </Popconfirm>
      )}
    </Section>
  );
}
