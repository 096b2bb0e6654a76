/** 清理失效文件: dead contracts, all of the page chosen, cleaned away after a second question, then the next page. */
import { Alert, App, Button, Checkbox, Empty, Select, Skeleton, Tag } from "antd";
import { useEffect, useMemo, useState } from "react";
import { Link } from "react-router";
import {
  deadStates,
  type FlowState,
  flowStates,
  type SignerState,
  signerStates,
} from "@/api/contract-states.generated";
import { type ContractQuery, type ContractRow, contracts } from "@/api/contracts";
import { type Cabinet, FilingDesk } from "@/api/filing";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractListWords } from "@/i18n/contract-list-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import styles from "./ceremony-list.module.css";

interface CleanUpProps {
  readonly cabinet: Cabinet;
  readonly organisation: string | undefined;
}

type DeadState = (typeof deadStates)[number];

const SIZES = [10, 20, 50, 100] as const;

/** What a contract of a dead state is called in the row of one of its parties. */
const SIGNERS: Readonly<Record<DeadState, readonly SignerState[]>> = {
  fill_refused: ["mine_refused", "mine_ended"],
  refused: ["mine_refused", "mine_ended"],
  expired: ["mine_expired"],
  revoked: ["mine_revoked"],
  invalid: ["mine_ended"],
};

export function CleanUp({ cabinet, organisation }: CleanUpProps) {
  const l = useWords(contractListWords);
  const { message, modal } = App.useApp();
  const language = useLanguage();
  const [states, setStates] = useState<readonly DeadState[]>(deadStates);
  const [size, setSize] = useState<number>(20);
  const [round, setRound] = useState(0);
  const [rows, setRows] = useState<readonly ContractRow[]>();
  const [problem, setProblem] = useState<unknown>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const desk = useMemo(() => new FilingDesk(organisation), [organisation]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let isCurrent = true;
    setProblem(undefined);
    deadOnes(states, size, organisation).then(
      (found) => {
        if (!isCurrent) return;
        setRows(found);
        setChosen(new Set(found.map(({ id }) => id)));
      },
      (cause: unknown) => isCurrent && setProblem(cause),
    );
    return () => {
      isCurrent = false;
    };
  }, [states, size, organisation, round]);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const clean = async () => {
    try {
      await desk.cleanUp([...chosen]);
      message.success(l.cleaned(chosen.size));
    } catch (cause) {
      message.error(sentence(cause), 6);
    }
    setRound((before) => before + 1);
  };
  const reach = organisation === undefined ? l.forPerson : cabinet.arranges ? l.forAll : l.forOneself;
  const ask = () =>
    modal.confirm({
      title: l.askClean(chosen.size),
      content: `${reach}${l.askCleanText}`,
      okText: l.confirmClean,
      okButtonProps: { danger: true },
      cancelText: l.cancel,
      onOk: clean,
    });
  return (
    <>
      <PageTitle
        title={l.cleanUpTitle}
        hint={l.cleanUpHint}
        actions={
          <Link to="/ceremonies">
            <Button>{l.back}</Button>
          </Link>
        }
      />
      <Alert
        className={styles.reach}
        type={cabinet.arranges && organisation ? "warning" : "info"}
        showIcon
        title={reach}
      />
      <Checkbox.Group<DeadState>
        className={styles.states}
        aria-label={l.states}
        value={[...states]}
        onChange={(some) => setStates(some)}
        options={deadStates.map((state) => ({ value: state, label: flowStates[state][language] }))}
      />
      {problem !== undefined && <Alert type="warning" showIcon title={sentence(problem)} />}
      {rows === undefined && problem === undefined && <Skeleton active />}
      {rows?.length === 0 && <Empty className={styles.empty} description={l.nothingDead} />}
      {rows !== undefined && rows.length > 0 && (
        <>
          <div className={styles.batch} role="toolbar" aria-label={l.cleanUpTitle}>
            <Checkbox
              checked={chosen.size === rows.length}
              indeterminate={chosen.size > 0 && chosen.size < rows.length}
              onChange={({ target }) => setChosen(new Set(target.checked ? rows.map(({ id }) => id) : []))}
            >
              {l.chooseAll}
            </Checkbox>
            <Select<number>
              aria-label={l.pageSize}
              value={size}
              onChange={setSize}
              options={SIZES.map((count) => ({ value: count, label: l.perPage(count) }))}
            />
            <Button type="primary" danger disabled={chosen.size === 0} onClick={ask}>
              {l.clean(chosen.size)}
            </Button>
          </div>
          <ul className={styles.list}>
            {rows.map((row) => (
              <DeadRow key={row.id} row={row} isChosen={chosen.has(row.id)} onToggle={() => toggle(row.id)} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface DeadRowProps {
  readonly row: ContractRow;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function DeadRow({ row, isChosen, onToggle }: DeadRowProps) {
  const t = useWords(ceremonyWords);
  const l = useWords(contractListWords);
  const language = useLanguage();
  const { title, state, own_state, parties, number, opened_at } = row;
  const words = own_state ? signerStates[own_state] : flowStates[state];
  return (
    <li className={styles.row}>
      <Checkbox aria-label={l.choose(title)} checked={isChosen} onChange={onToggle} />
      <div className={styles.what}>
        <span className={styles.title}>{title}</span>
        <Tag className={styles.tag}>{words[language]}</Tag>
        <p className={styles.soft}>
          {[number, ...parties, t.openedAt(localTime(opened_at))].filter(Boolean).join(" · ")}
        </p>
      </div>
    </li>
  );
}

/** One page of them; nothing where no state is asked for. */
async function deadOnes(
  states: readonly DeadState[],
  limit: number,
  organisation: string | undefined,
): Promise<readonly ContractRow[]> {
  if (states.length === 0) return [];
  const words = new Set<FlowState | SignerState>(states.flatMap((state) => [state, ...SIGNERS[state]]));
  const query: ContractQuery = { which: "dead", states: [...words].join(","), limit };
  const found = await contracts(organisation === undefined ? query : { ...query, organisation });
  return found.slice(0, 100);
}
