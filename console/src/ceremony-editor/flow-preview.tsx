/** 流程预览图: who fills in and who signs when. Blocks are dragged, or moved by arrow keys. */
import { type KeyboardEvent, useState } from "react";
import { anyOfWords } from "@/i18n/any-of-words";
import { useWords } from "@/i18n/dictionary";
import { flowPreviewWords } from "@/i18n/flow-preview-words";
import { isDerived } from "@/live/plan";
import styles from "./flow-preview.module.css";
import { partyColor } from "./party-colors";
import { alone, earlier, joining, later, type Steps, stepsOf, withSteps } from "./signing-order";
import { useBlockDrag } from "./use-block-drag";
import type { DraftDesk } from "./use-draft";

/** The arrow keys, by the way they lead. */
const WAYS: Readonly<Record<string, typeof later>> = {
  ArrowRight: later,
  ArrowDown: later,
  ArrowLeft: earlier,
  ArrowUp: earlier,
};

export function FlowPreview({ desk }: { readonly desk: DraftDesk }) {
  const t = useWords(flowPreviewWords);
  const a = useWords(anyOfWords);
  const { body, change } = desk;
  const steps = stepsOf(body);
  const [said, setSaid] = useState("");
  const nameOf = (no: number) => {
    const party = body.parties[no - 1];
    const people = [party, ...(party?.any_of ?? [])].map((person) => person?.name);
    const names = people.filter(Boolean).join(a.or);
    return [party?.label || t.partyNo(no), names].filter(Boolean).join(" ");
  };
  const put = (party: number, next: Steps) => {
    change("order", (before) => withSteps(before, next));
    const step = next.findIndex((each) => each.includes(party));
    const beside = next[step]?.filter((no) => no !== party).map(nameOf) ?? [];
    setSaid(next.length === 1 ? t.nowTogether : t.nowIn(nameOf(party), step + 1, beside.join("、")));
  };
  const { drag, handlers } = useBlockDrag((party, place) => {
    const [sort, number] = place.split("/");
    const at = Number(number);
    put(party, sort === "step" ? joining(steps, party, at) : alone(steps, party, at));
  });
  const byKey = (party: number) => (event: KeyboardEvent) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    put(party, way(steps, party));
  };
  const filling = body.parties.flatMap((_, index) =>
    (body.controls ?? []).some(({ party, kind }) => party === index + 1 && !isDerived(kind))
      ? [index + 1]
      : [],
  );
  const gap = (at: number) => (
    <li
      key={`gap-${at}`}
      className={styles.gap}
      data-drop={`gap/${at}`}
      data-over={drag?.over === `gap/${at}`}
      aria-hidden="true"
    />
  );
  return (
    <div>
      <ol className={styles.flow} aria-label={t.title}>
        <li className={styles.end}>{t.sent}</li>
        {filling.length > 0 && (
          <li className={styles.filling}>
            <span className={styles.stepName}>{t.fill}</span>
            {filling.map((no) => (
              <span key={no} className={styles.filler}>
                {nameOf(no)}
              </span>
            ))}
          </li>
        )}
        {steps.flatMap((parties, at) => [
          gap(at),
          <li
            key={`step-${parties.join("-")}`}
            className={styles.step}
            data-drop={`step/${at}`}
            data-over={drag?.over === `step/${at}`}
          >
            <span className={styles.stepName}>
              {steps.length === 1 ? t.sign : t.step(at + 1)}
              {parties.length > 1 && ` · ${t.together}`}
            </span>
            {parties.map((no) => (
              <button
                key={no}
                type="button"
                className={styles.block}
                data-dragged={drag?.block === no}
                aria-label={t.blockLabel(nameOf(no), at + 1, steps.length)}
                style={{
                  borderLeftColor: partyColor(no),
                  ...(drag?.block === no && { transform: `translate(${drag.across}px, ${drag.down}px)` }),
                }}
                onKeyDown={byKey(no)}
                {...handlers(no)}
              >
                <strong>{nameOf(no)}</strong>
                <span className={styles.soft}>{body.parties[no - 1]?.organisation ?? ""}</span>
                {body.parties[no - 1]?.auto && <span className={styles.soft}>{t.byItself}</span>}
              </button>
            ))}
          </li>,
        ])}
        {gap(steps.length)}
        <li className={styles.end}>{t.done}</li>
      </ol>
      <p className={styles.soft}>{t.hint}</p>
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}
