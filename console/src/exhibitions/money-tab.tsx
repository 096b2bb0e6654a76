/** Payments: each contract with what is owed and received, the slip behind it, and the letter that confirms it. */
import { Button, Empty, Tag } from "antd";
import { useState } from "react";
import type { FairContract } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { moneyWords } from "@/i18n/money-words";
import { DepositDialog } from "./deposit-dialog";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { fromHundredths } from "./hundredths";

export function MoneyTab({ exhibition, desk, act }: Shared) {
  const t = useWords(moneyWords);
  const [asked, setAsked] = useState<string>();
  const { contracts, exhibitors, booths, offers, roles } = exhibition;
  if (contracts.length === 0) return <Empty className={styles.empty} description={t.noContracts} />;
  const companyOf = ({ exhibitor }: FairContract) =>
    exhibitors.find(({ no }) => no === exhibitor)?.company ?? "";
  const boothOf = ({ booth }: FairContract) => booths.find(({ no }) => no === booth);
  const paid = contracts.flatMap(({ deposit }) => (deposit ? [deposit.deposit.amount] : []));
  const total = paid.reduce((sum, amount) => sum + amount, 0);
  const open = contracts.find(({ contract, ended }) => contract === asked && !ended);
  const canRecord = dutiesOf(roles).money;
  return (
    <>
      <p className={styles.soft}>{t.totals(paid.length, contracts.length, fromHundredths(total))}</p>
      <ul className={styles.payments}>
        {[...contracts]
          .sort((a, b) => b.number - a.number)
          .map((contract) => (
            <li key={contract.contract} className={styles.payment}>
              <span>
                {t.number(contract.number)} · {boothOf(contract)?.plan.label ?? "—"}
              </span>
              <strong>{companyOf(contract)}</strong>
              <span>
                <ContractTag contract={contract} />
              </span>
              <span>
                <Received contract={contract} url={desk.slipUrl(contract.contract)} />
              </span>
              <span className={styles.actions}>
                {canRecord && !contract.deposit && !contract.ended && (
                  <Button type="primary" onClick={() => setAsked(contract.contract)}>
                    {t.record}
                  </Button>
                )}
                <Button href={desk.confirmationUrl(contract.contract)} download>
                  {t.letter}
                </Button>
              </span>
            </li>
          ))}
      </ul>
      {open && (
        <DepositDialog
          company={companyOf(open)}
          price={boothOf(open)?.plan.price ?? 0}
          term={offers.find(({ on, deposit }) => on && deposit)?.deposit ?? undefined}
          desk={desk}
          onSave={(deposit) => act(desk.recordDeposit(open.contract, deposit))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function ContractTag({ contract: { ended, signed } }: { readonly contract: FairContract }) {
  const t = useWords(moneyWords);
  if (ended) return <Tag>{t.ended}</Tag>;
  return signed === null ? <Tag color="gold">{t.signing}</Tag> : <Tag color="success">{t.signed}</Tag>;
}

interface ReceivedProps {
  readonly contract: FairContract;
  readonly url: string;
}

function Received({ contract, url }: ReceivedProps) {
  const t = useWords(moneyWords);
  if (!contract.deposit) return <span className={styles.faint}>{t.notYet}</span>;
  const { kind, amount, slip, picture } = contract.deposit.deposit;
  return (
    <>
      {t.kindOf(kind)} ¥{fromHundredths(amount)} <span className={styles.faint}>{slip}</span>{" "}
      {picture !== undefined && (
        <a href={url} target="_blank" rel="noreferrer">
          {t.seeSlip}
        </a>
      )}
    </>
  );
}
