/** The contracts of an exhibition: number, company, booth, and how far each is. */
import { Button, Empty, Modal, Table, Tag } from "antd";
import { useState } from "react";
import type { FairContract } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionContractWords } from "@/i18n/exhibition-contract-words";
import { localTime } from "@/shell/local-time";
import { ContractLink } from "./contract-link";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";

const COLORS = { open: "processing", signed: "success", ended: "default", lost: "warning" } as const;

function standingOf({ ended, lost, signed }: FairContract): keyof typeof COLORS {
  if (ended) return "ended";
  if (lost !== null) return "lost";
  return signed === null ? "open" : "signed";
}

export function ContractsTab({ exhibition, desk }: Shared) {
  const t = useWords(exhibitionContractWords);
  const [shown, setShown] = useState<string>();
  const { contracts, exhibitors, booths } = exhibition;
  const canShow = dutiesOf(exhibition.roles).booths;
  if (contracts.length === 0) return <Empty className={styles.empty} description={t.none} />;
  const companyOf = (no: number) => exhibitors.find((one) => one.no === no)?.company ?? String(no);
  const labelOf = (no: number | null) => booths.find((booth) => booth.no === no)?.plan.label ?? "—";
  const latest = [...contracts].sort((one, other) => other.entered - one.entered);
  return (
    <>
      <Table<FairContract>
        rowKey="contract"
        size="middle"
        scroll={{ x: 720 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        dataSource={latest}
        columns={[
          { title: t.number, render: (_, { number }) => String(number).padStart(3, "0") },
          { title: t.company, render: (_, { exhibitor }) => companyOf(exhibitor) },
          { title: t.booth, render: (_, { booth, lost }) => labelOf(booth ?? lost) },
          {
            title: t.standing,
            render: (_, contract) => (
              <Tag color={COLORS[standingOf(contract)]}>{t.standingOf(standingOf(contract))}</Tag>
            ),
          },
          { title: t.at, render: (_, { entered, signed }) => localTime(signed ?? entered) },
          {
            key: "actions",
            render: (_, contract) =>
              canShow &&
              standingOf(contract) === "open" && (
                <Button size="small" onClick={() => setShown(contract.contract)}>
                  {t.show}
                </Button>
              ),
          },
        ]}
      />
      {shown && (
        <Modal open footer={null} title={t.title} onCancel={() => setShown(undefined)}>
          <ContractLink desk={desk} contract={shown} />
        </Modal>
      )}
    </>
  );
}
