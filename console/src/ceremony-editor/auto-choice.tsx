/** 自动签署 [G03–G09]: the organisation's own part is sealed by itself when its turn comes. */
import { Select, Switch } from "antd";
import { useCallback } from "react";
import { me } from "@/api/account";
import { organisations } from "@/api/organisations";
import { SealDesk } from "@/api/seals";
import { demandWords } from "@/i18n/demand-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./demands-choice.module.css";
import type { DraftDesk } from "./use-draft";

interface AutoChoiceProps {
  readonly desk: DraftDesk;
  readonly no: number;
}

/** Nothing where somebody sends it for themselves, or a host leads. A template is for whom one works at present. */
export function AutoChoice({ desk, no }: AutoChoiceProps) {
  const { organisation, policy, template } = desk.body;
  const [account] = useLoaded(me);
  const chosen = account.state === "ready" ? account.value?.organisation : undefined;
  const own = template?.purpose === "revise" ? (chosen ?? undefined) : organisation;
  if (policy.course !== "routine" || own === undefined) return null;
  return <OwnPart desk={desk} no={no} organisation={own} />;
}

function OwnPart({ desk, no, organisation }: AutoChoiceProps & { readonly organisation: string }) {
  const t = useWords(demandWords);
  const { body, change } = desk;
  const party = body.parties[no - 1];
  const load = useCallback(async () => {
    const [own, seals] = await Promise.all([organisations(), new SealDesk(organisation).list()]);
    const isUsable = (kind: string) => kind !== "legal_representative" && kind !== "personal";
    return {
      name: own.find(({ id }) => id === organisation)?.name ?? "",
      seals: seals.filter(({ standing, kind }) => standing === "in_use" && isUsable(kind)),
    };
  }, [organisation]);
  const [loaded] = useLoaded(load);
  if (!party || loaded.state !== "ready") return null;
  const { name, seals } = loaded.value;
  const written = party.organisation?.trim();
  const isOwn = written === name || (written === "" && body.template?.purpose === "revise");
  if (!isOwn && party.auto === undefined) return null;
  const set = (seal: string | undefined) =>
    change(`party/${no}/auto`, (before) => ({
      ...before,
      parties: before.parties.map((each, index) => {
        if (index + 1 !== no) return each;
        const { auto: _auto, demands: _demands, ...rest } = each;
        return seal === undefined ? rest : { ...rest, organisation: name, auto: { seal } };
      }),
    }));
  return (
    <div className={styles.demands}>
      <div className={styles.row}>
        <label htmlFor={`auto-${no}`}>{t.auto}</label>
        <span>
          <Switch
            id={`auto-${no}`}
            size="small"
            checked={party.auto !== undefined}
            disabled={seals.length === 0 && party.auto === undefined}
            onChange={(on) => set(on ? seals[0]?.id : undefined)}
          />
        </span>
      </div>
      {party.auto && (
        <>
          <label className={styles.row} htmlFor={`auto-seal-${no}`}>
            <span>{t.autoSeal}</span>
            <Select
              id={`auto-seal-${no}`}
              size="small"
              value={party.auto.seal}
              options={seals.map((seal) => ({ value: seal.id, label: seal.name }))}
              onChange={set}
            />
          </label>
          <p className={styles.note}>{t.autoNote}</p>
        </>
      )}
      {seals.length === 0 && <p className={styles.note}>{t.autoNoSeal}</p>}
    </div>
  );
}
