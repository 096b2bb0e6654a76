/** 签署要求: what a party must do before it signs an ordinary contract. */
import { Checkbox, InputNumber, Select } from "antd";
import { demandWords } from "@/i18n/demand-words";
import { useWords } from "@/i18n/dictionary";
import type { Demands, SigningMeans } from "@/live/plan";
import styles from "./demands-choice.module.css";
import type { DraftDesk } from "./use-draft";

const SHORTEST = 3;
const LONGEST = 300;

export function DemandsChoice({ desk, no }: { readonly desk: DraftDesk; readonly no: number }) {
  const t = useWords(demandWords);
  const { body, change } = desk;
  const party = body.parties[no - 1];
  if (body.policy.course !== "routine" || !party || party.auto) return null;
  const demands = party.demands ?? {};
  const set = (next: Demands) =>
    change(`party/${no}/demands`, (before) => ({
      ...before,
      parties: before.parties.map((each, index) => {
        if (index + 1 !== no) return each;
        const { demands: _before, ...rest } = each;
        return Object.keys(next).length === 0 ? rest : { ...rest, demands: next };
      }),
    }));
  const { means, read_seconds, read_to_end } = demands;
  const isSet = Object.keys(demands).length > 0;
  return (
    <details className={styles.demands} open={isSet}>
      <summary className={styles.summary}>{t.title(party.label)}</summary>
      <div className={styles.fields}>
        <label className={styles.row} htmlFor={`means-${no}`}>
          <span>{t.means}</span>
          <Select<SigningMeans | "none">
            id={`means-${no}`}
            size="small"
            value={means ?? "none"}
            options={[
              { value: "none", label: t.none },
              { value: "sign_password", label: t.password },
              { value: "passkey", label: t.passkey },
            ]}
            onChange={(value) => {
              const { means: _before, ...rest } = demands;
              set(value === "none" ? rest : { ...rest, means: value });
            }}
          />
        </label>
        <label className={styles.row} htmlFor={`seconds-${no}`}>
          <span>{t.seconds}</span>
          <InputNumber
            id={`seconds-${no}`}
            size="small"
            min={SHORTEST}
            max={LONGEST}
            precision={0}
            placeholder={t.none}
            value={read_seconds ?? null}
            onChange={(value) => {
              const { read_seconds: _before, ...rest } = demands;
              set(value === null ? rest : { ...rest, read_seconds: value });
            }}
          />
        </label>
        <Checkbox
          checked={read_to_end === true}
          onChange={(event) => {
            const { read_to_end: _before, ...rest } = demands;
            set(event.target.checked ? { ...rest, read_to_end: true } : rest);
          }}
        >
          {t.toEnd}
        </Checkbox>
      </div>
    </details>
  );
}
