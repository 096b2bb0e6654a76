/** The pages with the signing boxes on them. */
import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Empty, Switch } from "antd";
import { useRef, useState } from "react";
import { type DraftField, draftPageUrl } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { pageAspect } from "@/live/page-space";
import { newBox } from "./box-geometry";
import { BoxHandle } from "./box-handle";
import styles from "./editor.module.css";
import { FormBar } from "./form-bar";
import { OfferedBox } from "./offered-box";
import { partyColor } from "./party-colors";
import type { OfferedBox as Offered } from "./recommended-boxes";
import type { DraftDesk } from "./use-draft";
import { useOfferedBoxes } from "./use-offered-boxes";

export function BoxDesk({ id, desk }: { readonly id: string; readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const { body, change } = desk;
  const pages = body.document?.pages ?? [];
  const [wanted, setWanted] = useState<number>();
  const sheet = useRef<HTMLDivElement>(null);
  // Contracts are signed at their end.
  const number = Math.min(wanted ?? pages.length, pages.length);
  const page = pages[number - 1];
  const set = (what: string, fields: (before: readonly DraftField[]) => readonly DraftField[]) =>
    change(what, (before) => ({ ...before, fields: fields(before.fields) }));
  const add = (party: number) => {
    if (!page) return;
    const already = body.fields.filter((field) => field.party === party && field.page === number).length;
    const rect = newBox(page.page_box, party, already);
    set("add", (fields) => [...fields, { party, page: number, rect }]);
  };
  const offers = useOfferedBoxes(id, desk);
  const take = (boxes: readonly Offered[]) =>
    set("take", (fields) => [...fields, ...boxes.map(({ party, page, rect }) => ({ party, page, rect }))]);
  const nameOf = (party: number) => {
    const { label = "", name = "" } = body.parties[party - 1] ?? {};
    return { label, name };
  };
  if (!page) {
    return (
      <Card size="small" title={t.stepBoxes}>
        <Empty description={t.noDocumentYet} className={styles.gap} />
      </Card>
    );
  }
  return (
    <Card
      size="small"
      title={t.stepBoxes}
      extra={
        <span className={styles.switch}>
          {t.recommend}
          <Switch size="small" aria-label={t.recommend} checked={offers.isOn} onChange={offers.turn} />
        </span>
      }
    >
      <FormBar desk={desk} takesValues={false} />
      {offers.boxes.length > 0 && (
        <Alert
          className={styles.offers}
          type="info"
          showIcon
          title={t.offered(offers.boxes.length)}
          action={
            <span className={styles.offerActions}>
              <Button size="small" type="primary" onClick={() => take(offers.boxes)}>
                {t.offeredTakeAll}
              </Button>
              <Button size="small" onClick={() => offers.turn(false)}>
                {t.offeredDrop}
              </Button>
            </span>
          }
        />
      )}
      <div className={styles.adders}>
        {body.parties.map((party, index) => (
          <Button
            // biome-ignore lint/suspicious/noArrayIndexKey: a party is its number
            key={index}
            icon={<PlusOutlined />}
            style={{ borderColor: partyColor(index + 1), color: partyColor(index + 1) }}
            onClick={() => add(index + 1)}
          >
            {t.addBox(party.label || t.partyNo(index + 1))}
          </Button>
        ))}
      </div>
      <p className={styles.soft}>{t.boxesHint}</p>
      <div className={styles.turner}>
        <Button
          size="small"
          icon={<LeftOutlined />}
          aria-label={t.previous}
          disabled={number <= 1}
          onClick={() => setWanted(number - 1)}
        />
        <span aria-live="polite">{t.page(number, pages.length)}</span>
        <Button
          size="small"
          icon={<RightOutlined />}
          aria-label={t.next}
          disabled={number >= pages.length}
          onClick={() => setWanted(number + 1)}
        />
      </div>
      <div ref={sheet} className={styles.sheet} style={{ aspectRatio: String(pageAspect(page.page_box)) }}>
        <img
          className={styles.image}
          src={draftPageUrl(id, number, page.image)}
          alt={t.pageImage(number)}
          draggable={false}
        />
        {offers.boxes.map((box) =>
          box.page === number ? (
            <OfferedBox
              key={`${box.rect.x} ${box.rect.y}`}
              page={page.page_box}
              box={box}
              party={nameOf(box.party).label || t.partyNo(box.party)}
              color={partyColor(box.party)}
              onTake={() => take([box])}
            />
          ) : null,
        )}
        {body.fields.map((field, index) =>
          field.page === number ? (
            <BoxHandle
              // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the list
              key={index}
              page={page.page_box}
              rect={field.rect}
              sheet={sheet}
              others={body.fields
                .filter((other, at) => other.page === number && at !== index)
                .map((other) => other.rect)}
              label={t.boxLabel(nameOf(field.party).label, nameOf(field.party).name)}
              name={`${nameOf(field.party).label} ${nameOf(field.party).name}`}
              color={partyColor(field.party)}
              onChange={(rect) =>
                set(`box/${index}`, (fields) =>
                  fields.map((each, at) => (at === index ? { ...each, rect } : each)),
                )
              }
              onRemove={() => set("remove", (fields) => fields.filter((_, at) => at !== index))}
            />
          ) : null,
        )}
      </div>
      <OtherPages
        fields={body.fields}
        page={number}
        labelOf={(party) => nameOf(party).label}
        onGo={setWanted}
      />
    </Card>
  );
}

interface OtherPagesProps {
  readonly fields: readonly DraftField[];
  readonly page: number;
  readonly labelOf: (party: number) => string;
  readonly onGo: (page: number) => void;
}

/** Boxes that stand on pages which are not shown. */
function OtherPages({ fields, page, labelOf, onGo }: OtherPagesProps) {
  const t = useWords(ceremonyWords);
  const elsewhere = fields.filter((field) => field.page !== page);
  if (elsewhere.length === 0) return null;
  return (
    <div className={styles.adders}>
      {elsewhere.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the list
        <Button key={index} size="small" type="link" onClick={() => onGo(field.page)}>
          {labelOf(field.party)} · {t.boxPlace(field.page)}
        </Button>
      ))}
    </div>
  );
}
