/** One template: its first page, who plays in it, and what can be done with it. */
import { MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Tag } from "antd";
import { Link } from "react-router";
import {
  copyTemplate,
  enableTemplate,
  removeTemplate,
  type TemplateRow,
  templateFileUrl,
  templatePageUrl,
} from "@/api/templates";
import { templateWords } from "@/i18n/console-template-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import type { Act } from "@/shell/use-act";
import styles from "./templates.module.css";

interface TemplateCardProps {
  readonly row: TemplateRow;
  readonly act: Act;
  readonly onDraft: (purpose: "start" | "revise") => void;
  readonly onPreview: () => void;
  readonly onFile: () => void;
}

export function TemplateCard({ row, act, onDraft, onPreview, onFile }: TemplateCardProps) {
  const t = useWords(templateWords);
  const { message, modal } = App.useApp();
  const turn = async () => {
    const published = await enableTemplate(row.id, !row.enabled);
    if (published?.approval) message.info(t.waitsForApproval);
  };
  const ask = () =>
    modal.confirm({
      title: t.removeAsk(row.name),
      content: t.removeHint,
      okText: t.remove,
      cancelText: t.cancel,
      okButtonProps: { danger: true },
      onOk: () => act(removeTemplate(row.id)),
    });
  const items = [
    {
      key: "bulk",
      disabled: !row.enabled,
      label: <Link to={`/templates/${row.id}/bulk`}>{t.bulk}</Link>,
    },
    { key: "sign-codes", label: <Link to={`/templates/${row.id}/sign-codes`}>{t.signCodes}</Link> },
    ...(row.kept
      ? [
          { key: "edit", label: t.edit, onClick: () => onDraft("revise") },
          { key: "file", label: t.file, onClick: onFile },
        ]
      : []),
    { key: "copy", label: t.copy, onClick: () => act(copyTemplate(row.id, t.copyName(row.name))) },
    { key: "file.pdf", label: <a href={templateFileUrl(row.id)}>{t.download}</a> },
    ...(row.kept
      ? [
          {
            key: "enabled",
            label: row.enabled ? t.disable : row.keeper ? t.publish : t.enable,
            onClick: () => act(turn()),
          },
          { type: "divider" as const },
          { key: "remove", label: t.remove, danger: true, onClick: ask },
        ]
      : []),
  ];
  return (
    <li className={styles.card}>
      <button type="button" className={styles.paper} onClick={onPreview} aria-label={t.previewOf(row.name)}>
        <img className={styles.cover} src={templatePageUrl(row, 1)} alt="" loading="lazy" />
      </button>
      <h2 className={styles.name}>{row.name}</h2>
      <p className={styles.soft}>
        {row.keeper && <Tag color="blue">{t.ofOrganisation}</Tag>}
        {!row.enabled && <Tag>{row.keeper ? t.unpublished : t.disabled}</Tag>}
        {row.roles.map(({ label }) => label).join("、")}
      </p>
      <p className={styles.soft}>
        {t.facts(row.pages, row.version)} · {t.changedAt(localTime(row.changed_at))}
      </p>
      <div className={styles.actions}>
        <Button type="primary" disabled={!row.enabled} onClick={() => onDraft("start")}>
          {t.use}
        </Button>
        <Dropdown trigger={["click"]} menu={{ items }}>
          <Button icon={<MoreOutlined />} aria-label={t.more(row.name)} />
        </Dropdown>
      </div>
    </li>
  );
}
