/** Our organisation as a party: offered where nobody is named yet, with whoever works here first [E22]. */
import { App, Select } from "antd";
import { useCallback, useState } from "react";
import { OrganisationDesk } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { operatorWords } from "@/i18n/operator-words";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

interface OwnOperatorProps {
  readonly desk: DraftDesk;
  readonly no: number;
}

/** Nothing where somebody sends it for themselves, or the party is named. */
export function OwnOperator({ desk, no }: OwnOperatorProps) {
  const { organisation, parties } = desk.body;
  const party = parties[no - 1];
  const isNamed = party === undefined || party.auto !== undefined || party.name + party.phone !== "";
  if (organisation === undefined || isNamed) return null;
  return <Offer desk={desk} no={no} organisation={organisation} />;
}

function Offer({ desk, no, organisation }: OwnOperatorProps & { readonly organisation: string }) {
  const t = useWords(operatorWords);
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const load = useCallback(() => new OrganisationDesk(organisation).operators(), [organisation]);
  const [loaded] = useLoaded(load);
  // Without the list the fields below are filled in by hand, as for any other party.
  if (loaded.state !== "ready") return null;
  const take = async (member: number) => {
    setBusy(true);
    try {
      const named = await new OrganisationDesk(organisation).operator(member);
      desk.change(`party/${no}/operator`, (before) => ({
        ...before,
        parties: before.parties.map((each, index) => (index + 1 === no ? { ...each, ...named } : each)),
      }));
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
    setBusy(false);
  };
  return (
    <Select<number>
      className={styles.operator ?? ""}
      aria-label={t.offer(no)}
      placeholder={t.placeholder}
      loading={isBusy}
      disabled={isBusy}
      showSearch
      optionFilterProp="label"
      value={null}
      options={loaded.value.map(({ member, name, me }) => ({
        value: member,
        label: me ? t.me(name) : name,
      }))}
      onChange={take}
    />
  );
}
