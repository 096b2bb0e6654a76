/** 授权委托书: who acts for the organisation by a letter, what each covers, and what waits for whom. */
import { PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Empty, Popconfirm, Tag } from "antd";
import { useState } from "react";
import type { Letter, Organisation, OrganisationDesk } from "@/api/organisations";
import { letterWords } from "@/i18n/console-letter-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import { LetterDialog } from "./letter-dialog";
import { LetterRefusal } from "./letter-refusal";
import styles from "./organisations.module.css";

const TEMPLATE_URL = "/official-templates/letter-of-authority.pdf";

interface LettersTabProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly act: Act;
}

export function LettersTab({ organisation, desk, act }: LettersTabProps) {
  const t = useWords(letterWords);
  const { letters, me } = organisation;
  const [isFiling, setFiling] = useState(false);
  const [refused, setRefused] = useState<number>();
  const manages = me.rights.includes("manage_members");
  const decides = me.super_administrator || me.legal_representative;
  const waiting = letters.filter(({ state }) => state.standing === "waiting").length;
  return (
    <>
      <p className={styles.soft}>{t.hint}</p>
      <div className={styles.bar}>
        <a href={TEMPLATE_URL} download={t.templateName}>
          {t.template}
        </a>
        {manages && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setFiling(true)}>
            {t.file}
          </Button>
        )}
      </div>
      {waiting > 0 && (
        <Alert
          className={styles.notice}
          type="info"
          showIcon
          title={decides ? t.waitsForYou(waiting) : t.waitsForOthers(waiting)}
        />
      )}
      {letters.length === 0 ? (
        <Empty description={t.empty} />
      ) : (
        <ul className={styles.list}>
          {letters.map((letter) => (
            <li key={letter.no} className={styles.row}>
              <LetterText letter={letter} />
              <span className={styles.actions}>
                <a href={desk.letterPaper(letter.no)} download>
                  {t.paper}
                </a>
                {decides && letter.state.standing === "waiting" && letter.member.no !== me.member && (
                  <>
                    <Button type="primary" onClick={() => act(desk.acceptLetter(letter.no))}>
                      {t.accept}
                    </Button>
                    <Button onClick={() => setRefused(letter.no)}>{t.refuse}</Button>
                  </>
                )}
                {manages && (letter.state.standing === "waiting" || letter.state.standing === "accepted") && (
                  <Popconfirm title={t.withdrawAsk} onConfirm={() => act(desk.withdrawLetter(letter.no))}>
                    <Button danger>{t.withdraw}</Button>
                  </Popconfirm>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isFiling && (
        <LetterDialog
          organisation={organisation}
          desk={desk}
          onFile={async (letter) => {
            if (await act(desk.fileLetter(letter))) setFiling(false);
          }}
          onClose={() => setFiling(false)}
        />
      )}
      {refused !== undefined && (
        <LetterRefusal
          onRefuse={async (reason) => {
            if (await act(desk.refuseLetter(refused, reason))) setRefused(undefined);
          }}
          onClose={() => setRefused(undefined)}
        />
      )}
    </>
  );
}

const COLOURS = { waiting: "gold", accepted: "green", refused: "red", withdrawn: "default" } as const;

function LetterText({ letter }: { readonly letter: Letter }) {
  const t = useWords(letterWords);
  const { member, acts, contract_types, from, until, state } = letter;
  const covers = [
    acts.map((name) => t[`act_${name}`]).join("、"),
    ...(contract_types.length > 0 ? [t.onlyTypes(contract_types.join("、"))] : []),
    ...(letter.seals.length > 0 ? [t.onlySeals(letter.seals.length)] : []),
  ];
  const isOver = state.standing === "accepted" && Date.now() >= until;
  return (
    <div className={styles.what}>
      <span className={styles.title}>{member.name}</span>
      <Tag color={isOver ? "default" : COLOURS[state.standing]}>
        {isOver ? t.over : t[`standing_${state.standing}`]}
      </Tag>
      <p className={styles.soft}>{covers.join(" · ")}</p>
      <p className={styles.soft}>{t.period(day(from), day(until - 1))}</p>
      {state.standing === "refused" && <p className={styles.soft}>{t.reason(state.reason)}</p>}
    </div>
  );
}

/** `2026-11-23`, on this device's clock. */
function day(at: number): string {
  return new Date(at).toLocaleDateString("sv-SE");
}
