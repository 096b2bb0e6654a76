/** Drafts, rooms and contracts of the account: by tab, narrowed by filters, filed several at once. */
import { PlusOutlined } from "@ant-design/icons";
import { Alert, App, Button, Empty, Segmented, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { createDraft, type Draft, removeDraft } from "@/api/drafts";
import { type Cabinet, FilingDesk } from "@/api/filing";
import { sentence } from "@/api/problem";
import { commonWords } from "@/i18n/common-words";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractListWords } from "@/i18n/contract-list-words";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { sealedAloneWords } from "@/i18n/sealed-alone-words";
import { startWords } from "@/i18n/start-words";
import { PageTitle } from "@/shell/page-title";
import { BatchBar } from "./batch-bar";
import styles from "./ceremony-list.module.css";
import { type Filters, filtersIn, queryOf, showsDrafts, type Tab, tabIn, tabsOf } from "./contract-query";
import { ContractRow } from "./contract-row";
import { DraftRow } from "./draft-row";
import { FilterBar } from "./filter-bar";
import { useContractPages } from "./use-contract-pages";

interface CeremonyListProps {
  readonly drafts: readonly Draft[];
  readonly cabinet: Cabinet;
  /** For whom one works at present; absent: for oneself. */
  readonly organisation: string | undefined;
  readonly onChanged: () => void;
}

/** Most contracts that are filed at once. */
const MOST_AT_ONCE = 100;

export function CeremonyList({ drafts, cabinet, organisation, onChanged }: CeremonyListProps) {
  const p = useWords(contractPageWords);
  const l = useWords(contractListWords);
  const t = useWords(ceremonyWords);
  const s = useWords(sealedAloneWords);
  const q = useWords(startWords);
  const common = useWords(commonWords);
  const [address, setAddress] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { tab, filters, query } = useMemo(() => {
    const at = tabIn(address, organisation);
    const narrowed = filtersIn(address);
    return { tab: at, filters: narrowed, query: queryOf(at, narrowed, organisation) };
  }, [address, organisation]);
  const pages = useContractPages(query);
  const desk = useMemo(() => new FilingDesk(organisation), [organisation]);
  const { create, isCreating, remove } = useDraftActs(onChanged);
  const go = (to: Tab, narrowed: Filters) => {
    setChosen(new Set());
    setAddress({ ...(to === "all" ? {} : { tab: to }), ...narrowed });
  };
  const words = filters.search ?? "";
  const isShown = ({ body }: Draft) => body.title.toLowerCase().includes(words.toLowerCase());
  const shown = showsDrafts(tab, filters) ? drafts.filter(isShown) : [];
  const { rows } = pages;
  const isNarrowed = Object.keys(filters).length > 0;
  const isNothing = rows?.length === 0 && shown.length === 0;
  const isNew = isNothing && tab === "all" && !isNarrowed;
  const button = (
    <Button type="primary" size="large" icon={<PlusOutlined />} loading={isCreating} onClick={create}>
      {t.create}
    </Button>
  );
  const choose = (ids: readonly string[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids) if (!isChosen) after.delete(id);
      for (const id of ids) if (isChosen && after.size < MOST_AT_ONCE) after.add(id);
      return after;
    });
  return (
    <>
      <PageTitle title={t.listTitle} hint={t.listHint} actions={isNew ? undefined : button} />
      <div className={styles.head}>
        <Segmented<Tab>
          className={styles.tabs}
          aria-label={p.tabs}
          value={tab}
          onChange={(to) => go(to, filters)}
          options={tabsOf(organisation).map((each) => ({ value: each, label: p[`tab_${each}`] }))}
        />
        <span className={styles.tools}>
          <Link to="/start">{q.start}</Link>
          {organisation && <Link to="/seal-alone">{s.open}</Link>}
          <Link to="/filing">{l.toFiling}</Link>
          <Link to="/ceremonies/clean-up">{l.toCleanUp}</Link>
        </span>
      </div>
      {tab !== "drafts" && (
        <FilterBar filters={filters} cabinet={cabinet} onChange={(narrowed) => go(tab, narrowed)} />
      )}
      {isNew && (
        <Empty className={styles.empty} description={t.empty}>
          {button}
        </Empty>
      )}
      {isNothing && !isNew && (
        <Empty className={styles.empty} description={isNarrowed ? l.nothingFound : p.nothingHere}>
          {isNarrowed && <Button onClick={() => go(tab, {})}>{l.clear}</Button>}
        </Empty>
      )}
      {shown.length > 0 && (
        <section className={styles.section}>
          <h2 className={styles.subtitle}>{t.drafts}</h2>
          <ul className={styles.list}>
            {shown.map((draft) => (
              <DraftRow key={draft.id} draft={draft} onRemove={() => remove(draft.id)} />
            ))}
          </ul>
        </section>
      )}
      {pages.problem !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={sentence(pages.problem)}
          action={<Button onClick={pages.again}>{common.retry}</Button>}
        />
      )}
      {rows === undefined && pages.problem === undefined && <Skeleton active />}
      {rows !== undefined && rows.length > 0 && (
        <section className={styles.section}>
          <h2 className={styles.subtitle}>{t.rooms}</h2>
          {chosen.size > 0 && (
            <BatchBar
              chosen={[...chosen]}
              isToSign={rows.some(({ id, own_state }) => chosen.has(id) && own_state === "mine_to_sign")}
              cabinet={cabinet}
              desk={desk}
              isArchive={tab === "archived"}
              onClear={() => setChosen(new Set())}
              onDone={() => {
                setChosen(new Set());
                pages.again();
              }}
            />
          )}
          <ul className={styles.list}>
            {rows.map((contract) => (
              <ContractRow
                key={contract.id}
                contract={contract}
                cabinet={cabinet}
                isChosen={chosen.has(contract.id)}
                onChoose={(isChosen) => choose([contract.id], isChosen)}
              />
            ))}
          </ul>
          {pages.hasMore && (
            <Button block className={styles.more} loading={pages.isLoading} onClick={pages.more}>
              {l.more}
            </Button>
          )}
        </section>
      )}
    </>
  );
}

function useDraftActs(onChanged: () => void) {
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
  return { create, isCreating, remove };
}
