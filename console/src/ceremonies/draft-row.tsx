/** One draft in the list. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Popconfirm, Tag } from "antd";
import { Link } from "react-router";
import { flowStates } from "@/api/contract-states.generated";
import type { Draft } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { localTime } from "@/shell/local-time";
import styles from "./ceremony-list.module.css";

export function DraftRow({ draft, onRemove }: { readonly draft: Draft; readonly onRemove: () => void }) {
  const t = useWords(ceremonyWords);
  const language = useLanguage();
  const { body, approval } = draft;
  const at = approval
    ? `/organisations/${approval.organisation}/approvals/${approval.id}`
    : `/drafts/${draft.id}`;
  const names = body.parties.map((party) => party.name).filter(Boolean);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={at} className={styles.title}>
          {body.title || t.untitled}
        </Link>
        <p className={styles.soft}>
          {[
            body.document ? t.pages(body.document.pages.length) : t.noDocument,
            ...names,
            t.editedAt(localTime(draft.updated)),
          ].join(" · ")}
        </p>
      </div>
      {approval ? (
        <Tag color="processing">{flowStates.in_approval[language]}</Tag>
      ) : (
        <>
          <Link to={at} tabIndex={-1}>
            <Button>{t.edit}</Button>
          </Link>
          <Popconfirm title={t.removeAsk} onConfirm={onRemove}>
            <Button type="text" danger icon={<DeleteOutlined />} aria-label={`${t.remove} ${body.title}`} />
          </Popconfirm>
        </>
      )}
    </li>
  );
}
