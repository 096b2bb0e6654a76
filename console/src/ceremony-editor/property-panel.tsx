/** What the chosen control is: whose, its name, how its value is set, and what it takes. */
import { Button, Input, Segmented, Select, Switch } from "antd";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import {
  type FillControl,
  isDerived,
  isSealed,
  type ValueAlign,
  type ValueFace,
  type ValueStyle,
} from "@/live/plan";
import { roomFor } from "./characters";
import { CopyToPages } from "./copy-to-pages";
import styles from "./editor.module.css";
import { KindProperties } from "./kind-properties";
import { fillKey, signKey } from "./palette";
import { changedControl, changedSign, mayBeSenders, onPages, type Place, placed } from "./place";
import { Property } from "./property";
import { SealOpacity } from "./seal-opacity";
import { SenderValue } from "./sender-value";
import { SignProperties } from "./sign-properties";
import type { DraftDesk } from "./use-draft";

interface PropertyPanelProps {
  /** Of the draft. */
  readonly id: string;
  readonly desk: DraftDesk;
  readonly place: Place | undefined;
  readonly onRemove: (no: number) => void;
}

const FACES: readonly ValueFace[] = ["hei", "song", "kai", "fang_song"];
const ALIGNS: readonly ValueAlign[] = ["left", "center", "right"];
const SIZES = [0, 9, 10.5, 12, 14, 16, 18];
const STYLE: ValueStyle = { face: "hei", size: 12_000, align: "left" };

export function PropertyPanel({ id, desk, place, onRemove }: PropertyPanelProps) {
  const t = useWords(contractEditorWords);
  const c = useWords(ceremonyWords);
  const { body, change } = desk;
  if (!place) return <p className={styles.soft}>{t.nothingChosen}</p>;
  const { no } = place;
  const owners = body.parties.map((party, index) => ({
    value: index + 1,
    label: party.label || c.partyNo(index + 1),
  }));
  return (
    <section className={styles.properties} aria-label={t.properties}>
      <strong>{place.sort === "sign" ? t[signKey(place.at.content)] : t[fillKey(place.at)]}</strong>
      <Property name={t.controlId}>
        <code>{t.controlNo(no)}</code>
      </Property>
      <Property name={t.whose}>
        <Select<number>
          aria-label={t.whose}
          value={place.at.party ?? 0}
          options={mayBeSenders(place) ? [...owners, { value: 0, label: t.sender }] : owners}
          onChange={(party) =>
            change(`owner/${no}`, (before) => placed(before, no, { party: party || null }))
          }
        />
      </Property>
      {place.sort === "sign" && <SignProperties desk={desk} no={no} field={place.at} />}
      {place.sort === "fill" && <FillProperties id={id} desk={desk} control={place.at} />}
      {place.sort === "sign" && isSealed(place.at.content) && (
        <Property name={t.opacity}>
          <SealOpacity
            content={place.at.content}
            onChange={(content) => change(`opacity/${no}`, (before) => changedSign(before, no, content))}
          />
        </Property>
      )}
      <CopyToPages
        count={body.document?.pages.length ?? 0}
        onCopy={(pages) => change("copy", (before) => onPages(before, no, pages))}
      />
      <Button size="small" danger onClick={() => onRemove(no)}>
        {t.removePlace}
      </Button>
    </section>
  );
}

interface FillPropertiesProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly control: FillControl;
}

function FillProperties({ id, desk, control }: FillPropertiesProps) {
  const t = useWords(contractEditorWords);
  const { body, change } = desk;
  const { no } = control;
  const style = control.style ?? STYLE;
  const set = (what: string, part: Partial<FillControl>) =>
    change(`${what}/${no}`, (before) => changedControl(before, no, (each) => ({ ...each, ...part })));
  const page = body.document?.pages[control.page - 1]?.page_box;
  const room = page && roomFor(control.kind, control.rect, page, style);
  const isSenders = control.party === undefined && !isDerived(control.kind);
  return (
    <>
      <Property name={t.name}>
        <Input
          aria-label={t.name}
          maxLength={30}
          value={control.name}
          onChange={(event) => set("name", { name: event.target.value })}
        />
      </Property>
      {isSenders && <SenderValue key={`value-${no}`} id={id} desk={desk} control={control} />}
      <Property name={t.hint}>
        <Input
          aria-label={t.hint}
          maxLength={60}
          value={control.hint ?? ""}
          onChange={(event) => set("hint", { hint: event.target.value })}
        />
      </Property>
      {room !== undefined && <p className={styles.soft}>{t.roomFor(room)}</p>}
      <KindProperties key={`kind-${no}`} kind={control.kind} onChange={(kind) => set("kind", { kind })} />
      <Property name={t.required}>
        <Switch
          aria-label={t.required}
          checked={control.required}
          onChange={(required) => set("required", { required })}
        />
      </Property>
      <Property name={t.face}>
        <Select<ValueFace>
          aria-label={t.face}
          value={style.face}
          options={FACES.map((face) => ({ value: face, label: t[`face_${face}`] }))}
          onChange={(face) => set("style", { style: { ...style, face } })}
        />
      </Property>
      <Property name={t.size}>
        <Select<number>
          aria-label={t.size}
          value={style.size / 1000}
          options={SIZES.map((size) => ({ value: size, label: size === 0 ? t.fit : String(size) }))}
          onChange={(size) => set("style", { style: { ...style, size: size * 1000 } })}
        />
      </Property>
      <Property name={t.align}>
        <Segmented<ValueAlign>
          size="small"
          aria-label={t.align}
          value={style.align}
          options={ALIGNS.map((align) => ({ value: align, label: t[`align_${align}`] }))}
          onChange={(align) => set("style", { style: { ...style, align } })}
        />
      </Property>
    </>
  );
}
