/** One contract in the list, with what there is to choose it by. */
import { Button, Checkbox, Tag } from "antd";
import { Link } from "react-router";
import { flowStates, signerStates } from "@/api/contract-states.generated";
import type { ContractRow as Row } from "@/api/contracts";
import type { Cabinet } from "@/api/filing";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { consoleWords } from "@/i18n/console-words";
import { contractListWords } from "@/i18n/contract-list-words";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import type { Phase } from "@/live/protocol";
import { localTime } from "@/shell/local-time";
import { OpenAlone } from "@/sign-many/open-alone";
import styles from "./ceremony-list.module.css";

interface ContractRowProps {
  readonly contract: Row;
  readonly cabinet: Cabinet;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

export function ContractRow({ contract, cabinet, isChosen, onChoose }: ContractRowProps) {
  const t = useWords(ceremonyWords);
  const l = useWords(contractListWords);
  const p = useWords(contractPageWords);
  const common = useWords(consoleWords);
  const language = useLanguage();
  const { id, title, phase, state, own_state, sealed } = contract;
  const isRoutine = contract.course === "routine";
  const isOver = sealed || phase === "closed" || phase === "called_off";
  const isOwn = own_state === undefined;
  const named = own_state ? signerStates[own_state] : flowStates[state];
  const text = isRoutine ? named[language] : common[`phase_${phase}`];
  const type = cabinet.types.find(({ no }) => no === contract.type)?.name;
  const folder = cabinet.folders.find(({ no }) => no === contract.folder)?.name;
  return (
    <li className={styles.row}>
      <Checkbox
        aria-label={l.choose(title)}
        checked={isChosen}
        onChange={({ target }) => onChoose(target.checked)}
      />
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
          {[
            contract.number,
            type,
            folder && l.inFolder(folder),
            ...contract.parties,
            t.openedAt(localTime(contract.opened_at)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {isOwn ? (
        <Link to={`/host/${id}`} tabIndex={-1}>
          <Button type={isOver || isRoutine ? "default" : "primary"}>
            {isOver || isRoutine ? t.look : t.enter}
          </Button>
        </Link>
      ) : (
        <OpenAlone
          contract={id}
          label={isMineToDo(contract) ? p.handle : t.look}
          isPrimary={isMineToDo(contract)}
        />
      )}
    </li>
  );
}

function isMineToDo({ own_state }: Row): boolean {
  return own_state === "mine_to_fill" || own_state === "mine_to_sign";
}

function colorOf(phase: Phase): string {
  if (phase === "closing" || phase === "closed") return "success";
  const isEnded = ["called_off", "refused", "revoked", "expired"].includes(phase);
  return isEnded ? "default" : "gold";
}
