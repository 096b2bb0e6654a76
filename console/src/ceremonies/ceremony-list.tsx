/** Drafts, rooms and signed contracts of the account. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Empty, Popconfirm, Segmented, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { flowStates, signerStates } from "@/api/contract-states.generated";
import type { ContractRow } from "@/api/contracts";
import { createDraft, type Draft, removeDraft } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { consoleWords } from "@/i18n/console-words";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import type { Phase } from "@/live/protocol";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import styles from "./ceremony-list.module.css";
import { isMineToDo, type Tab, tabsOf, underTab } from "./tabs";

interface CeremonyListProps {
  readonly drafts: readonly Draft[];
  readonly contracts: readonly ContractRow[];
  /** Of the organisation that one works for at present. */
  readonly shared?: readonly ContractRow[];
  readonly onChanged: () => void;
}

export function CeremonyList({ onChanged, ...all }: CeremonyListProps) {
  const p = useWords(contractPageWords);
  const [tab, setTab] = useState<Tab>("all");
  const { drafts, contracts } = underTab(tab, all);
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
  const isEmpty = all.drafts.length === 0 && all.contracts.length === 0 && !all.shared?.length;
  const isNothing = !isEmpty && drafts.length === 0 && contracts.length === 0;
  return (
    <>
      <PageTitle title={t.listTitle} hint={t.listHint} actions={isEmpty ? undefined : button} />
      {isEmpty && (
        <Empty className={styles.empty} description={t.empty}>
          {button}
        </Empty>
      )}
      {!isEmpty && (
        <Segmented<Tab>
          className={styles.tabs}
          aria-label={p.tabs}
          value={tab}
          onChange={setTab}
          options={tabsOf(all).map((each) => {
            const { drafts: some, contracts: more } = underTab(each, all);
            return { value: each, label: `${p[`tab_${each}`]} ${some.length + more.length}` };
          })}
        />
      )}
      {isNothing && <Empty className={styles.empty} description={p.nothingHere} />}
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

function RoomRow({ contract }: { readonly contract: ContractRow }) {
  const t = useWords(ceremonyWords);
  const p = useWords(contractPageWords);
  const common = useWords(consoleWords);
  const language = useLanguage();
  const { id, title, phase, state, own_state, sealed } = contract;
  const isRoutine = contract.course === "routine";
  const isOver = sealed || phase === "closed" || phase === "called_off";
  const isOwn = own_state === undefined;
  const named = own_state ? signerStates[own_state] : flowStates[state];
  const text = isRoutine ? named[language] : common[`phase_${phase}`];
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        {isOwn ? (
          <Link to={`/host/${id}`} className={styles.title}>
            {title}
          </Link>
        ) : (
          <span className={styles.title}>{title}</span>
        )}
        <Tag color={colorOf(phase)} className={styles.tag}>
          {text}
        </Tag>
        {contract.demo && <Tag color="red">{common.demo}</Tag>}
        <p className={styles.soft}>
          {[...contract.parties, t.openedAt(localTime(contract.opened_at))].join(" · ")}
        </p>
      </div>
      {isOwn ? (
        <Link to={`/host/${id}`} tabIndex={-1}>
          <Button type={isOver || isRoutine ? "default" : "primary"}>
            {isOver || isRoutine ? t.look : t.enter}
          </Button>
        </Link>
      ) : (
        isMineToDo(contract) && <span className={styles.soft}>{p.byLink}</span>
      )}
    </li>
  );
}

function colorOf(phase: Phase): string {
  if (phase === "closing" || phase === "closed") return "success";
  const isEnded = ["called_off", "refused", "revoked", "expired"].includes(phase);
  return isEnded ? "default" : "gold";
}
