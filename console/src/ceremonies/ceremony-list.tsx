/** Drafts, rooms and signed contracts of the account. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Empty, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { ContractRow } from "@/api/contracts";
import { createDraft, type Draft, removeDraft } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";
import type { Phase } from "@/live/protocol";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import styles from "./ceremony-list.module.css";

interface CeremonyListProps {
  readonly drafts: readonly Draft[];
  readonly contracts: readonly ContractRow[];
  readonly onChanged: () => void;
}

export function CeremonyList({ drafts, contracts, onChanged }: CeremonyListProps) {
  const t = useWords(ceremonyWords);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [isCreating, setCreating] = useState(false);
  const create = async () => {
    setCreating(true);
    try {
      const { id } = await createDraft();
      navigate(`/drafts/${id}`);
    } catch (problem) {
      message.error(sentence(problem));
      setCreating(false);
    }
  };
  const remove = async (id: string) => {
    try {
      await removeDraft(id);
      onChanged();
    } catch (problem) {
      message.error(sentence(problem));
    }
  };
  const button = (
    <Button type="primary" size="large" icon={<PlusOutlined />} loading={isCreating} onClick={create}>
      {t.create}
    </Button>
  );
  const isEmpty = drafts.length === 0 && contracts.length === 0;
  return (
    <>
      <PageTitle title={t.listTitle} hint={t.listHint} actions={isEmpty ? undefined : button} />
      {isEmpty && (
        <Empty className={styles.empty} description={t.empty}>
          {button}
        </Empty>
      )}
      {drafts.length > 0 && (
        <section className={styles.section}>
          <h2 className={styles.subtitle}>{t.drafts}</h2>
          <ul className={styles.list}>
            {drafts.map((draft) => (
              <DraftRow key={draft.id} draft={draft} onRemove={() => remove(draft.id)} />
            ))}
          </ul>
        </section>
      )}
      {contracts.length > 0 && (
        <section className={styles.section}>
          <h2 className={styles.subtitle}>{t.rooms}</h2>
          <ul className={styles.list}>
            {contracts.map((contract) => (
              <RoomRow key={contract.id} contract={contract} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function DraftRow({ draft, onRemove }: { readonly draft: Draft; readonly onRemove: () => void }) {
  const t = useWords(ceremonyWords);
  const { body } = draft;
  const names = body.parties.map((party) => party.name).filter(Boolean);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={`/drafts/${draft.id}`} className={styles.title}>
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
      <Link to={`/drafts/${draft.id}`} tabIndex={-1}>
        <Button>{t.edit}</Button>
      </Link>
      <Popconfirm title={t.removeAsk} onConfirm={onRemove}>
        <Button type="text" danger icon={<DeleteOutlined />} aria-label={`${t.remove} ${body.title}`} />
      </Popconfirm>
    </li>
  );
}

function RoomRow({ contract }: { readonly contract: ContractRow }) {
  const t = useWords(ceremonyWords);
  const common = useWords(consoleWords);
  const isOver = contract.phase === "closed" || contract.phase === "called_off" || contract.sealed;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={`/host/${contract.id}`} className={styles.title}>
          {contract.title}
        </Link>
        <Tag color={colorOf(contract.phase)} className={styles.tag}>
          {common[`phase_${contract.phase}`]}
        </Tag>
        {contract.demo && <Tag color="red">{common.demo}</Tag>}
        <p className={styles.soft}>
          {[...contract.parties, t.openedAt(localTime(contract.opened_at))].join(" · ")}
        </p>
      </div>
      <Link to={`/host/${contract.id}`} tabIndex={-1}>
        <Button type={isOver ? "default" : "primary"}>{isOver ? t.look : t.enter}</Button>
      </Link>
    </li>
  );
}

function colorOf(phase: Phase): string {
  if (phase === "closing" || phase === "closed") return "success";
  return phase === "called_off" ? "default" : "gold";
}
