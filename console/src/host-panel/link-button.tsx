/** A link for somebody to come in by: shown as a large QR code, copied, or opened here. */
import { QrcodeOutlined } from "@ant-design/icons";
import { Alert, Button, Modal, Spin } from "antd";
import { useState } from "react";
import { createLink, type Link, type LinkRole } from "@/api/contracts";
import { sentence } from "@/api/problem";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import { CopyButton } from "@/shell/copy-button";
import { localTime } from "@/shell/local-time";
import { svgAddress } from "@/shell/svg-address";
import styles from "./link-button.module.css";

interface LinkButtonProps {
  readonly contract: string;
  readonly role: LinkRole;
  /** Who comes in by it. */
  readonly name: string;
  readonly isSmall?: boolean;
}

export function LinkButton({ contract, role, name, isSmall = false }: LinkButtonProps) {
  const t = useWords(hostWords);
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<Link>();
  const [problem, setProblem] = useState<string>();
  const make = async () => {
    setLink(undefined);
    setProblem(undefined);
    try {
      setLink(await createLink(contract, role));
    } catch (cause) {
      setProblem(sentence(cause));
    }
  };
  const open = () => {
    setOpen(true);
    if (!link) make();
  };
  const isParty = role.role === "party";
  return (
    <>
      <Button
        size={isSmall ? "small" : "medium"}
        icon={<QrcodeOutlined />}
        aria-label={isParty ? `${t.partyLink} ${name}` : name}
        onClick={open}
      >
        {isParty ? t.partyLink : name}
      </Button>
      <Modal
        open={isOpen}
        title={t.linkTitle(name)}
        onCancel={() => setOpen(false)}
        footer={[
          <Button key="new" onClick={make}>
            {t.newLink}
          </Button>,
          link && !isParty && (
            <Button key="open" type="primary" href={link.url} target="_blank" rel="noreferrer">
              {t.openHere}
            </Button>
          ),
        ]}
      >
        {problem && <Alert type="error" showIcon title={problem} />}
        {!link && !problem && <Spin className={styles.wait} />}
        {link && (
          <>
            <img className={styles.qr} src={svgAddress(link.qr_svg)} alt={link.url} />
            <p className={styles.url}>
              {link.url} <CopyButton text={link.url} name={name} />
            </p>
            <p className={styles.hint}>{isParty ? t.linkHint : t.linkHintPublic}</p>
            <p className={styles.hint}>{t.linkExpires(localTime(link.expires))}</p>
          </>
        )}
      </Modal>
    </>
  );
}
