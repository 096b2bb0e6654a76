/** Before the act 签署前核验: what this contract asks its signer to show, one after the other. */
import type { Seat } from "@/api/participant";
import { useWords } from "@/i18n/dictionary";
import { proofWords } from "@/i18n/proof-words";
import { roomWords } from "@/i18n/room-words";
import type { AskedProof } from "./asked-proofs";
import { FaceProof } from "./face-proof";
import { PasskeyProof } from "./passkey-proof";
import { PasswordProof } from "./password-proof";
import styles from "./proof-panel.module.css";

interface ProofPanelProps {
  readonly seat: Seat;
  readonly asked: readonly AskedProof[];
  readonly onRefuse: () => void;
}

export function ProofPanel({ seat, asked, onRefuse }: ProofPanelProps) {
  const t = useWords(proofWords);
  const room = useWords(roomWords);
  const names = { face: t.face, sign_password: t.password, passkey: t.passkey };
  const next = asked.find((proof) => !proof.isShown)?.by;
  return (
    <section className={styles.panel} aria-label={t.title}>
      <h2 className={styles.title}>{t.title}</h2>
      {asked.length > 1 && (
        <ol className={styles.steps}>
          {asked.map(({ by, isShown }) => (
            <li key={by} className={isShown ? styles.shown : by === next ? styles.current : styles.later}>
              <span aria-hidden="true" className={styles.mark}>
                {isShown ? "✓" : asked.findIndex((proof) => proof.by === by) + 1}
              </span>
              {names[by]}
              {isShown && <span className={styles.state}>{t.shown}</span>}
            </li>
          ))}
        </ol>
      )}
      {next === "face" && <FaceProof seat={seat} />}
      {next === "sign_password" && <PasswordProof seat={seat} />}
      {next === "passkey" && <PasskeyProof seat={seat} />}
      <p className={styles.line}>
        <button type="button" className={styles.link} onClick={onRefuse}>
          {room.refuse}
        </button>
      </p>
    </section>
  );
}
