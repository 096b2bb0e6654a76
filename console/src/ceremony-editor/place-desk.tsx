/** The pages of an ordinary contract with every control on them. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Card, Empty } from "antd";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { draftPageUrl } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { pageAspect } from "@/live/page-space";
import type { PageRect } from "@/live/protocol";
import { shownValue } from "@/signing/routine/shown-value";
import { boxAt } from "./box-geometry";
import { BoxHandle } from "./box-handle";
import styles from "./editor.module.css";
import { FormBar } from "./form-bar";
import { freeSpot, viewOf } from "./free-spot";
import { groupIn, nextGroup } from "./group";
import { OfferBar } from "./offer-bar";
import { OwnerTag } from "./owner-tag";
import { FILL_OFFERS, fillKey, type Offer, SIGN_OFFERS, signKey } from "./palette";
import { DRAGGED, PaletteBar } from "./palette-bar";
import { partyColor, SENDER_COLOR } from "./party-colors";
import { mayBeSenders, type Place, placed, placesOf, withFill, without, withSign } from "./place";
import { PropertyPanel } from "./property-panel";
import { SeveralPanel } from "./several-panel";
import type { DraftDesk } from "./use-draft";

interface PlaceDeskProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly chosen: number | undefined;
  readonly onChoose: (no: number | undefined) => void;
}

export function PlaceDesk({ id, desk, chosen, onChoose }: PlaceDeskProps) {
  const t = useWords(contractEditorWords);
  const c = useWords(ceremonyWords);
  const { body, change } = desk;
  const pages = body.document?.pages ?? [];
  const places = placesOf(body);
  const chosenPlace = places.find((place) => place.no === chosen);
  const [wanted, setWanted] = useState<number>();
  const [owner, setOwner] = useState(1);
  const [joined, setJoined] = useState<readonly number[]>([]);
  const sheet = useRef<HTMLDivElement>(null);
  const number = Math.min(wanted ?? chosenPlace?.at.page ?? 1, pages.length);
  const page = pages[number - 1];
  useEffect(() => {
    sheet.current?.querySelector(`[data-no="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  if (!page) {
    return (
      <Card size="small" title={t.controls}>
        <Empty description={c.noDocumentYet} className={styles.gap} />
      </Card>
    );
  }
  const [model, ...others] = joined;
  const join = (no: number) =>
    setJoined((before) => {
      if (before.length === 0 && chosen !== undefined && chosen !== no) return [chosen, no];
      return before.includes(no) ? before.filter((each) => each !== no) : [...before, no];
    });
  const choose = (no: number | undefined) => {
    setJoined([]);
    onChoose(no);
  };
  const put = (offer: Offer, rect: PageRect) => {
    if (offer.sort === "sign") {
      const straddles = offer.content.kind === "straddle";
      const content = straddles ? { kind: "straddle" as const, last_page: pages.length } : offer.content;
      const field = { party: Math.max(1, owner), page: straddles ? 1 : number, rect, content };
      change("add", (before) => withSign(before, [field]));
      // Its box stands on the first of its pages.
      if (straddles) setWanted(1);
      choose(body.fields.length + 1);
      return;
    }
    if (offer.sort === "group") {
      const whose = { party: Math.max(1, owner), page: number, group: nextGroup(body.fields) };
      change("add", (before) => withSign(before, groupIn(page.page_box, rect, offer.members, whose)));
      choose(body.fields.length + 1);
      return;
    }
    const amount = (body.controls ?? []).filter(({ kind }) => kind.kind === "amount").at(-1)?.no ?? 0;
    const kind = offer.kind.kind === "amount_in_words" ? { ...offer.kind, of: amount } : offer.kind;
    const control = { page: number, rect, name: t[offer.key], required: true, kind };
    const party = Math.min(owner, body.parties.length);
    change("add", (before) => withFill(before, [party === 0 ? control : { ...control, party }]));
    choose(places.length + 1);
  };
  const putInView = (offer: Offer) => {
    if (!sheet.current) return;
    const taken = places.filter(({ at }) => at.page === number).map(({ at }) => at.rect);
    put(offer, freeSpot(page.page_box, offer.size, taken, viewOf(sheet.current)));
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    const offer = [...SIGN_OFFERS, ...FILL_OFFERS].find(
      ({ key }) => key === event.dataTransfer.getData(DRAGGED),
    );
    if (!offer) return;
    event.preventDefault();
    const area = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - area.left) / area.width;
    const down = (event.clientY - area.top) / area.height;
    put(offer, boxAt(page.page_box, offer.size, across, down));
  };
  const remove = (no: number) => {
    change("remove", (before) => without(before, no));
    choose(undefined);
  };
  const nameOf = (place: Place) =>
    place.sort === "sign" ? t[signKey(place.at.content)] : place.at.name || t[fillKey(place.at)];
  const given = (body.values ?? []).map(({ no, text }) => ({ no, value: text }));
  /** What the sender has filled in stands in its place; everything else is called by its name. */
  const insideOf = (place: Place) => {
    if (place.sort === "sign" || place.at.kind.kind === "picture") return nameOf(place);
    return shownValue({ values: given, parties: [] }, place.at, {}) || nameOf(place);
  };
  const ownerOf = ({ at: { party } }: Place) =>
    party === undefined ? t.sender : body.parties[party - 1]?.label || c.partyNo(party);
  const parties = body.parties.map((each, index) => ({
    party: index + 1,
    name: each.label || c.partyNo(index + 1),
  }));
  const ownersFor = (place: Place) =>
    mayBeSenders(place) ? [...parties, { party: 0, name: t.sender }] : parties;
  return (
    <Card size="small" title={t.controls}>
      <FormBar desk={desk} takesValues />
      <OfferBar id={id} desk={desk} />
      <PaletteBar body={body} owner={owner} onOwner={setOwner} onOffer={putInView} />
      <div className={styles.turner}>
        <Button
          size="small"
          icon={<LeftOutlined />}
          aria-label={c.previous}
          disabled={number <= 1}
          onClick={() => setWanted(number - 1)}
        />
        <span aria-live="polite">{c.page(number, pages.length)}</span>
        <Button
          size="small"
          icon={<RightOutlined />}
          aria-label={c.next}
          disabled={number >= pages.length}
          onClick={() => setWanted(number + 1)}
        />
      </div>
      <div className={styles.withProperties}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dragged here can also be clicked in the palette */}
        <div
          ref={sheet}
          className={styles.sheet}
          style={{ aspectRatio: String(pageAspect(page.page_box)) }}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
        >
          <img
            className={styles.image}
            src={draftPageUrl(id, number, page.image)}
            alt={c.pageImage(number)}
            draggable={false}
          />
          {places.map((place) =>
            place.at.page === number ? (
              <BoxHandle
                key={place.no}
                no={place.no}
                isChosen={joined.length > 0 ? joined.includes(place.no) : place.no === chosen}
                page={page.page_box}
                rect={place.at.rect}
                sheet={sheet}
                others={places
                  .filter(({ no, at }) => at.page === number && no !== place.no)
                  .map(({ at }) => at.rect)}
                label={t.placeLabel(ownerOf(place), nameOf(place))}
                name={insideOf(place)}
                color={place.at.party === undefined ? SENDER_COLOR : partyColor(place.at.party)}
                tag={
                  <OwnerTag
                    owner={{ party: place.at.party ?? 0, name: ownerOf(place) }}
                    owners={ownersFor(place)}
                    color={place.at.party === undefined ? SENDER_COLOR : partyColor(place.at.party)}
                    onOwner={(party) =>
                      change(`owner/${place.no}`, (before) =>
                        placed(before, place.no, { party: party || null }),
                      )
                    }
                  />
                }
                onChosen={() => onChoose(place.no)}
                onPicked={(together) => (together ? join(place.no) : setJoined([]))}
                onChange={(rect) =>
                  change(`place/${place.no}`, (before) => placed(before, place.no, { rect }))
                }
                onRemove={() => remove(place.no)}
              />
            ) : null,
          )}
        </div>
        {model !== undefined && others.length > 0 ? (
          <SeveralPanel desk={desk} model={model} others={others} onDone={() => setJoined([])} />
        ) : (
          <PropertyPanel id={id} desk={desk} place={chosenPlace} onRemove={remove} />
        )}
      </div>
    </Card>
  );
}
