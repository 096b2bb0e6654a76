/** 审批流程: each flow with its conditions and its picture, switched on and off, made and changed. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Empty, Switch, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { ApprovalDesk, Colleagues, Flow, KeptFlow } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import styles from "./approvals.module.css";
import { named } from "./asked-choice";
import { type Choosable, conditionWords } from "./condition-words";
import { FlowForm } from "./flow-form";
import { FlowPicture } from "./flow-picture";

interface FlowListProps {
  readonly name: string;
  readonly desk: ApprovalDesk;
  readonly flows: readonly KeptFlow[];
  readonly colleagues: Colleagues;
  readonly seals: readonly Choosable[];
  readonly onChanged: () => void;
}

/** A new flow has one step that asks the superior: the commonest beginning. */
const FRESH: Flow = {
  name: "",
  act: "start",
  conditions: {},
  steps: [{ consent: "any_one", asked: ["superior"] }],
  own_request: false,
  days: 7,
};

export function FlowList({ name, desk, flows, colleagues, seals, onChanged }: FlowListProps) {
  const t = useWords(approvalWords);
  const act = useAct(onChanged);
  const [edited, setEdited] = useState<{ readonly no?: number; readonly flow: Flow }>();
  if (edited) {
    return (
      <FlowForm
        isNew={edited.no === undefined}
        flow={edited.flow}
        colleagues={colleagues}
        seals={seals}
        onSaved={async (flow) => {
          if (await act(desk.saveFlow(edited.no, flow))) setEdited(undefined);
        }}
        onClosed={() => setEdited(undefined)}
      />
    );
  }
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited({ flow: FRESH })}>
      {t.newFlow}
    </Button>
  );
  return (
    <>
      <PageTitle title={t.flowsOf(name)} hint={t.flowsHint} actions={flows.length > 0 && make} />
      <p>
        <Link to="/approvals">{t.backToList}</Link>
      </p>
      {flows.length === 0 && <Empty description={t.noFlows}>{make}</Empty>}
      <ul className={styles.rows}>
        {flows.map(({ no, enabled, flow }) => (
          <li key={no} className={styles.row}>
            <div className={styles.grow}>
              <span className={styles.name}>
                {flow.name} <Tag>{t[`act_${flow.act}`]}</Tag>
              </span>
              <p className={styles.soft}>
                {conditionWords(flow.conditions, t, colleagues.departments).join("；") || t.everything}
              </p>
              <FlowPicture
                act={flow.act}
                steps={flow.steps.map(({ consent, asked }) => ({
                  consent,
                  asked: asked.map((each) => named(each, colleagues)),
                }))}
              />
            </div>
            <Switch
              checked={enabled}
              checkedChildren={t.on}
              unCheckedChildren={t.off}
              aria-label={t.switchFlow(flow.name)}
              onChange={(on) => act(desk.turnFlow(no, on))}
            />
            <Button onClick={() => setEdited({ no, flow })}>{t.edit}</Button>
          </li>
        ))}
      </ul>
    </>
  );
}
