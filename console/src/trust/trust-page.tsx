/** How a phone trusts the hall's certificate, and what to trust about the hub's signatures. */
import { Alert, Button, Card, Tabs } from "antd";
import { apiUrl } from "@/api/client";
import type { Trust } from "@/api/evidence";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { CopyButton } from "@/shell/copy-button";
import { PageTitle } from "@/shell/page-title";
import styles from "./trust-page.module.css";

export function TrustPage({ trust }: { readonly trust: Trust }) {
  const t = useWords(frontWords);
  return (
    <>
      <PageTitle title={t.trustTitle} hint={t.trustHint} />
      {trust.tls === null ? (
        <Alert type="success" showIcon title={t.trustPublic} className={styles.block} />
      ) : (
        <div className={styles.columns}>
          <Card title={t.trustSteps}>
            <Button
              type="primary"
              size="large"
              block
              href={apiUrl("/trust/tls.crt")}
              download="huiqian-hall.crt"
            >
              {t.trustDownload}
            </Button>
            <Tabs
              className={styles.tabs}
              items={[
                {
                  key: "ios",
                  label: "iPhone · iPad",
                  children: <Steps steps={[t.ios1, t.ios2, t.ios3, t.ios4]} />,
                },
                {
                  key: "android",
                  label: "Android",
                  children: <Steps steps={[t.android1, t.android2, t.android3]} />,
                },
                {
                  key: "wechat",
                  label: t.wechat,
                  children: <Steps steps={[t.wechat1, t.wechat2, t.wechat3]} />,
                },
              ]}
            />
            <p className={styles.soft}>{t.removeLater}</p>
            <Fingerprint name={t.fingerprint} value={trust.tls} />
          </Card>
          <Card title={t.trustNot}>
            <ul className={styles.bullets}>
              <li>{t.trustNotKeys}</li>
              <li>{t.trustNotBeacon}</li>
              <li>{t.trustNotCamera}</li>
            </ul>
            <p className={styles.soft}>{t.trustStill}</p>
          </Card>
        </div>
      )}
      <Card title={t.signingRoot} className={styles.block}>
        <p className={styles.soft}>{t.signingRootText}</p>
        <dl className={styles.facts}>
          <dt>{t.subject}</dt>
          <dd>{trust.root_subject}</dd>
          <dt>SHA-256</dt>
          <dd className={styles.mono}>{inFours(trust.root_sha256)}</dd>
          <dt>{t.logKey}</dt>
          <dd className={styles.mono}>{trust.log_key}</dd>
        </dl>
        <div className={styles.row}>
          <Button href={apiUrl("/trust/root.pem")} download="huiqian-root.pem">
            {t.rootPem}
          </Button>
          <Button href={apiUrl("/trust/policy.json")} download="policy.json">
            {t.policyJson}
          </Button>
        </div>
        <p className={styles.soft}>
          {t.policyText} <code className={styles.mono}>hub verify evidence.zip --policy policy.json</code>
        </p>
      </Card>
    </>
  );
}

function Steps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

function Fingerprint({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <p className={styles.soft}>
      {name} <CopyButton text={value} name={name} />
      <br />
      <span className={styles.mono}>{inFours(value)}</span>
    </p>
  );
}

/** A hash in fours, as people compare it. */
function inFours(hash: string): string {
  return hash.replace(/(.{4})(?=.)/g, "$1 ");
}
