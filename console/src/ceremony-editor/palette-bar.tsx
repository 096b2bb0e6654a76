/** The palette: whose control it will be, and every kind to click or to drag onto the page. */
import { Button, Segmented } from "antd";
import type { DraftBody } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./editor.module.css";
import { FILL_OFFERS, type Offer, SIGN_OFFERS } from "./palette";
import { partyColor, SENDER_COLOR } from "./party-colors";

/** What a dragged control is known by. */
export const DRAGGED = "application/x-huiqian-control";

interface PaletteBarProps {
  readonly body: DraftBody;
  /** From 1; 0: the sender. */
  readonly owner: number;
  readonly onOwner: (owner: number) => void;
  readonly onOffer: (offer: Offer) => void;
}

export function PaletteBar({ body, owner, onOwner, onOffer }: PaletteBarProps) {
  const t = useWords(contractEditorWords);
  const c = useWords(ceremonyWords);
  const hasAmount = (body.controls ?? []).some(({ kind }) => kind.kind === "amount");
  const isPossible = (offer: Offer) => {
    if (offer.sort !== "fill") return owner > 0;
    if (offer.kind.kind === "known") return owner > 0;
    return offer.kind.kind !== "amount_in_words" || hasAmount;
  };
  const row = (title: string, offers: readonly Offer[]) => (
    <fieldset className={styles.palette}>
      <legend className={styles.fieldName}>{title}</legend>
      {offers.map((offer) => (
        <Button
          key={offer.key}
          size="small"
          disabled={!isPossible(offer)}
          draggable={isPossible(offer)}
          style={{ borderColor: owner === 0 ? SENDER_COLOR : partyColor(owner) }}
          onDragStart={(event) => event.dataTransfer.setData(DRAGGED, offer.key)}
          onClick={() => onOffer(offer)}
        >
          {t[offer.key]}
        </Button>
      ))}
    </fieldset>
  );
  return (
    <>
      <Segmented<number>
        block
        aria-label={t.whose}
        value={owner}
        onChange={onOwner}
        options={[
          ...body.parties.map((party, index) => ({
            value: index + 1,
            label: party.label || c.partyNo(index + 1),
          })),
          { value: 0, label: t.sender },
        ]}
      />
      {row(t.signControls, SIGN_OFFERS)}
      {row(t.fillControls, FILL_OFFERS)}
      <p className={styles.soft}>
        {t.place}
        {t.keys}
      </p>
    </>
  );
}
