/** The press that confirms all, and what becomes of each. */
import { Alert, Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { ReadyContract } from "@/api/sign-many";
import { HoldButton } from "@/components/hold-button";
import { useWords } from "@/i18n/dictionary";
import { signManyWords } from "@/i18n/sign-many-words";
import { EmbeddedCaNotice } from "@/signing/embedded-ca-notice";
import { OpenAlone } from "./open-alone";
import styles from "./sign-many.module.css";
import { type Act, NotSigned, type Place, signOne } from "./sign-one";

type Fate =
  | { readonly state: "waiting" | "signing" | "signed" }
  | { readonly state: "not"; readonly why: string };

interface RunProps {
  readonly contracts: readonly ReadyContract[];
  readonly take: (contract: ReadyContract) => Promise<Place>;
  readonly act: Omit<Act, "together">;
  readonly onBack: () => void;
}

export function Run({ contracts, take, act, onBack }: RunProps) {
  const t = useWords(signManyWords);
  const [fates, setFates] = useState<Readonly<Record<string, Fate>>>({});
  const [step, setStep] = useState<"asking" | "running" | "over">("asking");
  const settle = (id: string, fate: Fate) => setFates((before) => ({ ...before, [id]: fate }));
  const run = async () => {
    setStep("running");
    // One after the other: each is a whole act, and what stands after an interruption is clear.
    for (const contract of contracts) {
      settle(contract.id, { state: "signing" });
      try {
        await signOne(await take(contract), { ...act, together: contracts.length }, t);
        settle(contract.id, { state: "signed" });
      } catch (cause) {
        settle(contract.id, { state: "not", why: cause instanceof NotSigned ? cause.message : t.failed });
      }
    }
    setStep("over");
  };
  const all = Object.values(fates);
  const signed = all.filter(({ state }) => state === "signed").length;
  const not = all.filter(({ state }) => state === "not").length;
  return (
    <section aria-label={t.stepConfirm}>
      {step === "asking" && <p className={styles.lead}>{t.confirm(contracts.length)}</p>}
      {step === "running" && (
        <p className={styles.lead} role="status">
          {t.progress(signed + not, contracts.length)}
        </p>
      )}
      {step === "over" && (
        <Alert
          className={styles.outcome}
          type={not > 0 ? "warning" : "success"}
          showIcon
          role="status"
          title={not > 0 ? `${t.done(signed)}，${t.some(not)}` : t.done(signed)}
        />
      )}
      <ul className={styles.list}>
        {contracts.map((contract) => (
          <FateRow key={contract.id} contract={contract} fate={fates[contract.id]} />
        ))}
      </ul>
      {step === "over" ? (
        <Link to="/ceremonies?tab=mine">
          <Button type="primary" size="large">
            {t.finish}
          </Button>
        </Link>
      ) : (
        <>
          <EmbeddedCaNotice className={styles.soft} />
          <div className={styles.hold}>
            <HoldButton
              label={t.hold(contracts.length)}
              holding={t.holding}
              disabled={step === "running"}
              onHeld={run}
            />
          </div>
          {step === "asking" && (
            <Button type="text" onClick={onBack}>
              {t.back}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function FateRow({ contract, fate }: { readonly contract: ReadyContract; readonly fate: Fate | undefined }) {
  const t = useWords(signManyWords);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.name}>{contract.title}</p>
        <p className={styles.soft}>
          {fate?.state === "not" ? fate.why : `${t.from(contract.host_name)} · ${code(contract.r0)}`}
        </p>
      </div>
      {fate?.state === "signed" && <Tag color="success">{t.signed}</Tag>}
      {fate?.state === "signing" && <Tag color="processing">{t.signing}</Tag>}
      {fate?.state === "waiting" && <Tag>{t.waiting}</Tag>}
      {fate?.state === "not" && <OpenAlone contract={contract.id} />}
    </li>
  );
}

/** The first 16 digits of the document's hash, in fours. */
function code(r0: string): string {
  return r0.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
}
