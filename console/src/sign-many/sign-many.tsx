/** 批量签署: read each contract, sign once, confirm with one press. */
import { Button, Empty, Steps } from "antd";
import { useCallback, useMemo, useState } from "react";
import { Link } from "react-router";
import type { Agreement } from "@/api/agreements";
import type { Means } from "@/api/me";
import type { LoneContract, ReadyContract } from "@/api/sign-many";
import { useWords } from "@/i18n/dictionary";
import { signManyWords } from "@/i18n/sign-many-words";
import { PageTitle } from "@/shell/page-title";
import { StepUpDialog } from "@/shell/step-up-dialog";
import { ConsentRow } from "./consent-row";
import { OpenAlone } from "./open-alone";
import { Reader } from "./reader";
import { Run } from "./run";
import { SealChoice } from "./seal-choice";
import styles from "./sign-many.module.css";
import { CONSENTS, keptSignature, type Signature } from "./sign-one";
import { SignatureBox } from "./signature-box";
import { usePlaces } from "./use-places";

interface SignManyProps {
  readonly rows: readonly (ReadyContract | LoneContract)[];
  readonly agreements: readonly Agreement[];
  readonly means: Means;
  readonly onLeave: () => void;
}

export function SignMany({ rows, agreements, means, onLeave }: SignManyProps) {
  const t = useWords(signManyWords);
  const places = usePlaces();
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const [signature, setSignature] = useState<Signature>();
  const [seal, setSeal] = useState<string>();
  const [isAgreed, setAgreed] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const batch = useMemo(
    () => rows.filter((row): row is ReadyContract => row.ready && !dropped.has(row.id)),
    [rows, dropped],
  );
  const sealed = useMemo(() => batch.filter(({ seals }) => seals > 0), [batch]);
  const lone = rows.filter((row): row is LoneContract => !row.ready);
  const asked = useMemo(
    () => agreements.filter(({ kind }) => CONSENTS.some((each) => each === kind)),
    [agreements],
  );
  const current = batch.find(({ id }) => !read.has(id));
  const needsInk = batch.some(({ ink }) => ink > 0);
  const isReady =
    isAgreed && (!needsInk || signature !== undefined) && (sealed.length === 0 || seal !== undefined);
  const add = (before: ReadonlySet<string>, id: string) => new Set([...before, id]);
  const [first] = batch;
  const kept = useCallback(
    async () => first && keptSignature(await places.take(first), asked, t),
    [first, places.take, asked, t],
  );
  const step = current ? 0 : isConfirming ? 2 : 1;
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} />
      {batch.length === 0 ? (
        <Empty className={styles.empty} description={lone.length > 0 ? undefined : t.none}>
          <Link to="/ceremonies?tab=mine">
            <Button>{t.toList}</Button>
          </Link>
        </Empty>
      ) : (
        <>
          <Steps
            className={styles.steps}
            size="small"
            current={step}
            responsive={false}
            items={[
              { title: t.stepRead, content: t.readCount(batch.length - unread(batch, read), batch.length) },
              { title: t.stepSign },
              { title: t.stepConfirm },
            ]}
          />
          {step === 0 && current && (
            <Reader
              key={current.id}
              contract={current}
              take={places.take}
              isLast={unread(batch, read) === 1}
              onRead={() => setRead((before) => add(before, current.id))}
              onDrop={() => setDropped((before) => add(before, current.id))}
            />
          )}
          {step === 1 && (
            <section className={styles.part} aria-label={t.stepSign}>
              {needsInk && (
                <>
                  <h2 className={styles.subject}>{t.signature}</h2>
                  <p className={styles.soft}>{t.signatureHint}</p>
                  <SignatureBox
                    signature={signature}
                    onChange={setSignature}
                    onKept={means.saved_signature && isAgreed ? kept : undefined}
                  />
                </>
              )}
              {sealed.length > 0 && (
                <>
                  <h2 className={styles.subject}>{t.seal}</h2>
                  <p className={styles.soft}>{t.sealHint}</p>
                  <SealChoice contracts={sealed} take={places.take} chosen={seal} onChoose={setSeal} />
                </>
              )}
              <ConsentRow agreements={asked} isGiven={isAgreed} onChange={setAgreed} />
              <div className={styles.bar}>
                <Button type="text" onClick={onLeave}>
                  {t.toList}
                </Button>
                <Button type="primary" size="large" disabled={!isReady} onClick={() => setConfirming(true)}>
                  {t.next}
                </Button>
              </div>
            </section>
          )}
          {step === 2 && (
            <Run
              contracts={batch}
              take={places.take}
              act={{ signature, seal, agreements: asked }}
              onBack={() => setConfirming(false)}
            />
          )}
        </>
      )}
      {step === 0 && lone.length > 0 && <Lone contracts={lone} />}
      {places.isAsking && <StepUpDialog means={means} onConfirmed={places.confirmed} onCancel={onLeave} />}
    </>
  );
}

function unread(batch: readonly ReadyContract[], read: ReadonlySet<string>): number {
  return batch.filter(({ id }) => !read.has(id)).length;
}

function Lone({ contracts }: { readonly contracts: readonly LoneContract[] }) {
  const t = useWords(signManyWords);
  return (
    <section className={styles.part} aria-label={t.alone(contracts.length)}>
      <h2 className={styles.subject}>{t.alone(contracts.length)}</h2>
      <ul className={styles.list}>
        {contracts.map(({ id, title, message }) => (
          <li key={id} className={styles.row}>
            <div className={styles.what}>
              {title && <p className={styles.name}>{title}</p>}
              <p className={styles.soft}>{message}</p>
            </div>
            <OpenAlone contract={id} />
          </li>
        ))}
      </ul>
    </section>
  );
}
