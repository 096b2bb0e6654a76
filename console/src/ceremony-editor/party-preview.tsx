/** The contract as one party will meet it: its link, what it is asked for, and its places on the pages. */
import { Card, Empty, Segmented, Tag } from "antd";
import { useState } from "react";
import { type DraftBody, type DraftParty, draftPageUrl } from "@/api/drafts";
import { PageOverlay, PageSheet } from "@/components/page-sheet";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { flowPreviewWords } from "@/i18n/flow-preview-words";
import { pageAspect, toDisplay } from "@/live/page-space";
import { isDerived } from "@/live/plan";
import { shownValue } from "@/signing/routine/shown-value";
import { fillKey, signKey } from "./palette";
import { partyColor } from "./party-colors";
import styles from "./party-preview.module.css";
import { type Place, placesOf } from "./place";
import { stepsOf } from "./signing-order";

interface PartyPreviewProps {
  readonly id: string;
  readonly body: DraftBody;
}

export function PartyPreview({ id, body }: PartyPreviewProps) {
  const t = useWords(flowPreviewWords);
  const [chosen, setChosen] = useState(1);
  const party = Math.min(chosen, body.parties.length);
  const labelOf = (no: number) => body.parties[no - 1]?.label || t.partyNo(no);
  const pages = body.document?.pages ?? [];
  return (
    <Card size="small" title={t.seenBy}>
      <Segmented<number>
        className={styles.chooser ?? ""}
        aria-label={t.seenByLabel}
        value={party}
        onChange={setChosen}
        options={body.parties.map((_, index) => ({ value: index + 1, label: labelOf(index + 1) }))}
      />
      <Facts body={body} no={party} />
      {pages.length === 0 && <Empty description={t.noDocument} />}
      {pages.map((page, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: two pages may look alike; a page is its number
          key={index}
          className={styles.page}
          style={{ aspectRatio: String(pageAspect(page.page_box)) }}
        >
          <PageSheet src={draftPageUrl(id, index + 1, page.image)} alt={`${labelOf(party)} ${index + 1}`}>
            {placesOf(body)
              .filter(({ at }) => at.page === index + 1)
              .map((place) => (
                <PageOverlay key={place.no} {...toDisplay(page.page_box, place.at.rect)}>
                  <PlacePreview place={place} body={body} party={party} />
                </PageOverlay>
              ))}
          </PageSheet>
        </div>
      ))}
    </Card>
  );
}

/** How it hears of the contract, and what is asked of it. */
function Facts({ body, no }: { readonly body: DraftBody; readonly no: number }) {
  const t = useWords(flowPreviewWords);
  const party = body.parties[no - 1];
  if (!party) return null;
  const fills = (body.controls ?? []).filter(({ party, kind }) => party === no && !isDerived(kind)).length;
  const signs = body.fields.filter((field) => field.party === no).length;
  const steps = stepsOf(body);
  const step = steps.findIndex((each) => each.includes(no)) + 1;
  const facts = [
    party.auto ? t.byItself : party.phone ? t.link(party.phone) : t.noPhone,
    steps.length === 1 ? t.inAnyOrder : t.inStep(step),
    fills > 0 ? t.toFill(fills) : t.nothingToFill,
    t.toSign(signs),
    body.deadline && t.untilDay(body.deadline),
    ...demandsOf(party, t),
  ].filter(Boolean);
  return (
    <div className={styles.facts}>
      <strong>
        {party.name} {party.organisation}
      </strong>
      {facts.map((fact) => (
        <Tag key={fact}>{fact}</Tag>
      ))}
    </div>
  );
}

type Words = ReturnType<typeof useWords<(typeof flowPreviewWords)["zh"]>>;

function demandsOf({ demands }: DraftParty, t: Words): readonly string[] {
  const means = { sign_password: t.demandPassword, passkey: t.demandPasskey };
  return [
    demands?.means ? means[demands.means] : "",
    demands?.read_seconds === undefined ? "" : t.demandSeconds(demands.read_seconds),
    demands?.read_to_end ? t.demandToEnd : "",
  ];
}

interface PlacePreviewProps {
  readonly place: Place;
  readonly body: DraftBody;
  readonly party: number;
}

/** The sender's values stand in their places as text; a party's own places are lit, the others' only named. */
function PlacePreview({ place, body, party }: PlacePreviewProps) {
  const t = useWords(flowPreviewWords);
  const e = useWords(contractEditorWords);
  const owner = place.at.party;
  const name = place.sort === "sign" ? e[signKey(place.at.content)] : place.at.name || e[fillKey(place.at)];
  if (place.sort === "fill" && (owner === undefined || isDerived(place.at.kind))) {
    const values = (body.values ?? []).map(({ no, text }) => ({ no, value: text }));
    const parties = body.parties.map((each, index) => ({ ...each, no: index + 1 }));
    return <span className={styles.value}>{shownValue({ values, parties }, place.at, {})}</span>;
  }
  const isOwn = owner === party;
  const label = body.parties[(owner ?? 0) - 1]?.label ?? "";
  return (
    <span
      className={isOwn ? styles.own : styles.others}
      style={{ color: partyColor(owner ?? 1) }}
      title={isOwn ? t.own(name) : t.othersPlace(label, name)}
    >
      {isOwn ? name : t.othersPlace(label, name)}
    </span>
  );
}
