/** Organisations that wait for the platform's reviewer. */
import { App, Button, Input, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { approveOrganisation, type Review, refuseOrganisation } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./organisations.module.css";

interface ReviewListProps {
  readonly reviews: readonly Review[];
  readonly onDecided: () => void;
}

export function ReviewList({ reviews, onDecided }: ReviewListProps) {
  const t = useWords(organisationWords);
  if (reviews.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.subtitle}>{t.reviews}</h2>
      <p className={styles.soft}>{t.reviewsHint}</p>
      <ul className={styles.list}>
        {reviews.map((review) => (
          <ReviewRow key={review.id} review={review} onDecided={onDecided} />
        ))}
      </ul>
    </section>
  );
}

function ReviewRow({ review, onDecided }: { readonly review: Review; readonly onDecided: () => void }) {
  const t = useWords(organisationWords);
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const decide = async (decision: Promise<void>) => {
    try {
      await decision;
      onDecided();
    } catch (problem) {
      message.error(sentence(problem));
    }
  };
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.title}>{review.name}</span>
        {review.by_authority && <Tag>{t.byAuthorityTag}</Tag>}
        <p className={styles.soft}>
          {t.creditCode} {review.credit_code} · {t.legalRepresentative} {review.legal_representative}
        </p>
      </div>
      <Popconfirm
        title={t.refuseAsk}
        description={
          <Input.TextArea
            value={reason}
            maxLength={200}
            aria-label={t.refuseAsk}
            onChange={(event) => setReason(event.target.value)}
          />
        }
        okText={t.refuse}
        okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
        onConfirm={() => decide(refuseOrganisation(review.id, reason))}
      >
        <Button danger>{t.refuse}</Button>
      </Popconfirm>
      <Button type="primary" onClick={() => decide(approveOrganisation(review.id))}>
        {t.approve}
      </Button>
    </li>
  );
}
