/** Uploaded seals that wait for the platform's reviewer, with the time that is left. */
import { Button, Tag } from "antd";
import { failSeal, passSeal, reviewPicture, type SealReview } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import { useAct } from "@/shell/use-act";
import { ReasonButton } from "./reason-button";
import styles from "./seals.module.css";

interface SealReviewsProps {
  readonly reviews: readonly SealReview[];
  readonly onDecided: () => void;
}

export function SealReviews({ reviews, onDecided }: SealReviewsProps) {
  const t = useWords(sealWords);
  const act = useAct(onDecided);
  if (reviews.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.subtitle}>{t.reviews}</h2>
      <p className={styles.soft}>{t.reviewsHint}</p>
      <ul className={styles.rows}>
        {reviews.map((review) => (
          <li key={review.id} className={styles.row}>
            <img className={styles.thumb} src={reviewPicture(review.id)} alt={t.pictureOf(review.name)} />
            <div className={styles.grow}>
              <strong>{review.organisation_name}</strong>
              <p className={styles.soft}>
                {review.name} · {t[`kind_${review.kind}`]} · {(review.width / 1000).toFixed(1)} ×{" "}
                {(review.height / 1000).toFixed(1)} mm · {review.credit_code}
              </p>
              <Tag color={review.review_due < Date.now() ? "red" : "gold"}>
                {review.review_due < Date.now() ? t.overdue : t.due(localTime(review.review_due))}
              </Tag>
            </div>
            <div className={styles.actions}>
              <ReasonButton label={t.fail} onGiven={(reason) => act(failSeal(review.id, reason))} />
              <Button type="primary" onClick={() => act(passSeal(review.id))}>
                {t.pass}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
