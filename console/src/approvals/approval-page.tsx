/** One approval: what it is about, where it stands, who has said what, and what one may do. Made for the phone first. */
import { Alert, Empty } from "antd";
import { Link } from "react-router";
import type { ApprovalDesk, ApprovalDetail, AskedPerson, Colleagues } from "@/api/approvals";
import { PageSheet } from "@/components/page-sheet";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import styles from "./approvals.module.css";
import { ApproverBar } from "./approver-bar";
import { FlowPicture } from "./flow-picture";
import { History } from "./history";
import { OutcomeTag } from "./outcome-tag";
import { RequesterBar } from "./requester-bar";

interface ApprovalPageProps {
  readonly desk: ApprovalDesk;
  readonly approval: ApprovalDetail;
  readonly colleagues: Colleagues;
  readonly onChanged: () => void;
}

export function ApprovalPage({ desk, approval, colleagues, onChanged }: ApprovalPageProps) {
  const t = useWords(approvalWords);
  const act = useAct(onChanged);
  const { title, act: guarded, organisation_name, requester, outcome, me } = approval;
  return (
    <>
      <PageTitle
        title={title}
        hint={
          <>
            <OutcomeTag outcome={outcome} /> {t[`act_${guarded}`]} · {organisation_name} ·{" "}
            {t.by(requester.name)} · {localTime(approval.requested_at)}
          </>
        }
      />
      <p>
        <Link to="/approvals">{t.backToList}</Link>
      </p>
      <Standing approval={approval} />
      <div className={styles.columns}>
        <section className={styles.section}>
          <h2 className={styles.subtitle}>{t.document}</h2>
          <Pages desk={desk} approval={approval} />
        </section>
        <div>
          <section className={styles.section}>
            <h2 className={styles.subtitle}>{approval.flow ?? t.picture}</h2>
            <FlowPicture
              act={guarded}
              requester={requester.name}
              steps={approval.steps.map((step, index) => ({
                ...step,
                progress: progressOf(approval, index),
                details: index === approval.done && <People people={approval.people} />,
              }))}
              isDone={outcome === "used"}
            />
          </section>
          <section className={styles.section}>
            <h2 className={styles.subtitle}>{t.history}</h2>
            <History approval={approval} />
          </section>
        </div>
      </div>
      {me.due && <ApproverBar desk={desk} approval={approval} colleagues={colleagues} act={act} />}
      {(me.may_withdraw || me.may_remind) && <RequesterBar desk={desk} approval={approval} act={act} />}
    </>
  );
}

function progressOf({ done, outcome }: ApprovalDetail, index: number): "done" | "now" | "later" {
  if (index < done) return "done";
  return index === done && outcome === "pending" ? "now" : "later";
}

/** The one clear next step, or what it came to. */
function Standing({ approval }: { readonly approval: ApprovalDetail }) {
  const t = useWords(approvalWords);
  const { me, outcome, subject, act } = approval;
  if (me.due) {
    const others = me.instead_of ?? [];
    const text = others.length > 0 ? t.yourTurnFor(others.join("、")) : t.yourTurn;
    return <Alert className={styles.notice} type="warning" showIcon title={text} />;
  }
  if (me.requester && outcome === "sent_back") {
    return (
      <Alert
        className={styles.notice}
        type="warning"
        showIcon
        title={t.doneNext_sent_back}
        description={approval.history[approval.history.length - 1]?.words}
        action={act === "start" && <Link to={`/drafts/${subject.id}`}>{t.editDraft}</Link>}
      />
    );
  }
  if (me.requester && (outcome === "used" || outcome === "passed")) {
    return (
      <Alert
        className={styles.notice}
        type="success"
        showIcon
        title={t.doneNext_passed}
        action={outcome === "used" && <Link to={`/host/${subject.id}`}>{t.openContract}</Link>}
      />
    );
  }
  const due = approval.people.filter((person) => person.due).map((person) => person.name);
  if (due.length === 0) return null;
  return <Alert className={styles.notice} type="info" showIcon title={t.nowAsks(due.join("、"))} />;
}

function People({ people }: { readonly people: readonly AskedPerson[] }) {
  const t = useWords(approvalWords);
  return people.map(({ no, name, instead_of, done }) => (
    <span key={no} className={styles.soft}>
      {done ? "✓ " : "○ "}
      {name}
      {instead_of.length > 0 && `（${t.insteadOf(instead_of.join("、"))}）`}
    </span>
  ));
}

function Pages({ desk, approval }: { readonly desk: ApprovalDesk; readonly approval: ApprovalDetail }) {
  const t = useWords(approvalWords);
  if (!approval.pages) return <Empty description={t.noPages} />;
  const numbers = Array.from({ length: approval.pages }, (_, index) => index + 1);
  return (
    <div className={styles.pages}>
      {numbers.map((n) => (
        <div key={n} className={styles.page}>
          <PageSheet src={desk.page(approval.id, n)} alt={t.pageOf(n)} />
        </div>
      ))}
    </div>
  );
}
