/** One file on its way to the seal, and what can be done about it. */
import { CloseOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { Link } from "react-router";
import { useWords } from "@/i18n/dictionary";
import { sealedAloneWords } from "@/i18n/sealed-alone-words";
import styles from "./sealed-alone.module.css";
import type { Item } from "./use-run";

interface FileRowProps {
  readonly item: Item;
  readonly isRunning: boolean;
  readonly onRemove: () => void;
}

export function FileRow({ item, isRunning, onRemove }: FileRowProps) {
  const t = useWords(sealedAloneWords);
  const { file, step, draft } = item;
  return (
    <li className={styles.row}>
      <span className={styles.name}>{file.name}</span>
      <Standing item={item} />
      {step.at === "failed" && draft !== undefined && item.isIn && (
        <Link to={`/drafts/${draft}`}>{t.openDraft}</Link>
      )}
      {step.at !== "done" && !isRunning && (
        <Button type="text" icon={<CloseOutlined />} aria-label={t.remove(file.name)} onClick={onRemove} />
      )}
      {step.at === "failed" && (
        <p className={styles.problem} role="alert">
          {step.text}
        </p>
      )}
    </li>
  );
}

function Standing({ item: { step } }: { readonly item: Item }) {
  const t = useWords(sealedAloneWords);
  switch (step.at) {
    case "failed":
      return null;
    case "done":
      return "approval" in step.sent ? (
        <Link to={`/organisations/${step.sent.organisation}/approvals/${step.sent.approval}`}>
          <Tag color="gold">{t.inApproval}</Tag>
        </Link>
      ) : (
        <Link to={`/host/${step.sent.contract}`}>
          <Tag color="success">{t.done}</Tag>
        </Link>
      );
    default:
      return <Tag>{t[step.at]}</Tag>;
  }
}
