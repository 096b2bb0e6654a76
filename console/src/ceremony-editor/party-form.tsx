/** One to five parties: side, name, organisation, phone. */
import { Card, Input, Segmented } from "antd";
import type { DraftBody, DraftParty } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { demandWords } from "@/i18n/demand-words";
import { useWords } from "@/i18n/dictionary";
import { AnyOfChoice } from "./any-of-choice";
import { AutoChoice } from "./auto-choice";
import { DemandsChoice } from "./demands-choice";
import styles from "./editor.module.css";
import { OwnOperator } from "./own-operator";
import { PaperChoice } from "./paper-choice";
import { partyColor } from "./party-colors";
import { withoutPartiesAbove } from "./place";
import { TurnChoice } from "./turn-choice";
import type { DraftDesk } from "./use-draft";

const MOST = 5;

interface PartyFormProps {
  readonly desk: DraftDesk;
  /** A template's roles are neither more nor fewer. */
  readonly isFixed?: boolean;
}

export function PartyForm({ desk, isFixed = false }: PartyFormProps) {
  const t = useWords(ceremonyWords);
  const { body, change } = desk;
  const labels = t.labels.split(",");
  return (
    <Card
      size="small"
      title={t.stepParties}
      extra={
        !isFixed && (
          <Segmented
            size="small"
            aria-label={t.partyCount}
            value={body.parties.length}
            options={Array.from({ length: MOST }, (_, index) => index + 1)}
            onChange={(count) => change("count", (before) => withCount(before, count, labels))}
          />
        )
      }
    >
      <ol className={styles.parties}>
        {body.parties.map((party, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a party is its number
          <li key={index} className={styles.party} style={{ borderLeftColor: partyColor(index + 1) }}>
            <OwnOperator desk={desk} no={index + 1} />
            <PartyFields
              party={party}
              no={index + 1}
              onChange={(field, value) =>
                change(`party/${index}/${field}`, (before) => ({
                  ...before,
                  parties: before.parties.map((each, at) =>
                    at === index ? { ...each, [field]: value } : each,
                  ),
                }))
              }
            />
            <PaperChoice desk={desk} no={index + 1} />
            <AnyOfChoice desk={desk} no={index + 1} />
            <TurnChoice desk={desk} no={index + 1} />
            <AutoChoice desk={desk} no={index + 1} />
            <DemandsChoice desk={desk} no={index + 1} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface PartyFieldsProps {
  readonly party: DraftParty;
  readonly no: number;
  readonly onChange: (
    field: Exclude<keyof DraftParty, "turn" | "demands" | "auto" | "any_of" | "paper">,
    value: string,
  ) => void;
}

function PartyFields({ party, no, onChange }: PartyFieldsProps) {
  const t = useWords(ceremonyWords);
  const demand = useWords(demandWords);
  const fields = [
    { field: "label", name: t.label, longest: 20 },
    { field: "name", name: t.name, longest: 50 },
    { field: "phone", name: t.phone, longest: 20 },
    { field: "organisation", name: t.organisation, longest: 80 },
  ] as const;
  // The operator of a part that signs by itself is the sender.
  const isFixed = (field: string) => party.auto !== undefined && field !== "label";
  return fields.map(({ field, name, longest }) => (
    <label key={field} className={styles[field]} htmlFor={`party-${no}-${field}`}>
      <span className={styles.fieldName}>{name}</span>
      <Input
        id={`party-${no}-${field}`}
        maxLength={longest}
        type={field === "phone" ? "tel" : "text"}
        aria-label={`${t.partyNo(no)} ${name}`}
        disabled={isFixed(field)}
        value={isFixed(field) && field !== "organisation" ? "" : (party[field] ?? "")}
        placeholder={isFixed(field) ? demand.operatorIsSender : undefined}
        onChange={(event) => onChange(field, event.target.value)}
      />
    </label>
  ));
}

/** More or fewer parties; boxes of parties that are gone go with them. */
function withCount(body: DraftBody, count: number, labels: readonly string[]): DraftBody {
  const kept = body.parties.slice(0, count);
  const added = Array.from({ length: count - kept.length }, (_, index) => ({
    label: labels[kept.length + index] ?? "",
    name: "",
    phone: "",
  }));
  return withoutPartiesAbove({ ...body, parties: [...kept, ...added] }, count);
}
