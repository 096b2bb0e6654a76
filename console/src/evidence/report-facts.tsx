import type { Facts, PartyFacts } from "@/api/evidence";
import { evidenceWords } from "@/i18n/console-evidence-words";
import { useWords } from "@/i18n/dictionary";
import { pdfSignatureWords } from "@/i18n/pdf-signature-words";
import { localTime } from "@/shell/local-time";
import styles from "./verification-report.module.css";

/** What the record states; worth as much as the verdict says. */
export function ReportFacts({ facts }: { readonly facts: Facts }) {
  const t = useWords(evidenceWords);
  return (
    <section>
      <h2 className={styles.subtitle}>{t.facts}</h2>
      <dl className={styles.facts}>
        <Fact name={t.factTitle} value={facts.title} />
        <Fact name={t.factHost} value={facts.host} />
        {facts.parties.map((party) => (
          <PartyFact key={party.no} party={party} />
        ))}
        <Fact name={t.factOpened} value={timeText(facts.opened_at)} />
        <Fact name={t.factClosed} value={timeText(facts.closed_at)} />
        <Fact name={t.factDocument} value={facts.document} isCode />
        <SignedSourceFact facts={facts} />
        <Fact name={t.factLines} value={facts.lines > 0 ? t.factLinesCount(facts.lines) : null} />
      </dl>
    </section>
  );
}

function PartyFact({ party }: { readonly party: PartyFacts }) {
  const t = useWords(evidenceWords);
  const signed = timeText(party.signed_at ?? party.committed_at);
  const texts = [
    party.name,
    party.organisation,
    identity(party.identity, t),
    signed && t.signedAt(signed),
    party.together && t.signedTogether(party.together),
  ];
  return <Fact name={party.label || t.factParty} value={texts.filter(Boolean).join(" · ")} />;
}

/** A contract made of a file that others had signed: what became of their signatures, and which file it was. */
function SignedSourceFact({ facts }: { readonly facts: Facts }) {
  const t = useWords(pdfSignatureWords);
  const { signed_source: source, uploaded } = facts;
  if (!source) return null;
  const said = source.handling === "copy" ? t.wasCopied(source.signatures) : t.wasKept(source.signatures);
  return (
    <>
      <Fact name={t.upload} value={said} />
      <Fact name={t.uploadHash} value={uploaded} isCode />
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string | null;
  readonly isCode?: boolean;
}

function Fact({ name, value, isCode = false }: FactProps) {
  if (value === null || value === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className={isCode ? styles.code : undefined}>{value}</dd>
    </>
  );
}

type Words = ReturnType<typeof useWords<(typeof evidenceWords)["zh"]>>;

function identity(method: string | null, t: Words): string | null {
  switch (method) {
    case "phone_code":
      return t.identity_phone_code;
    case "outbox_code":
      return t.identity_outbox_code;
    case "host_face_to_face":
      return t.identity_host_face_to_face;
    case "own_account":
      return t.identity_own_account;
    case "standing_agreement":
      return t.identity_standing_agreement;
    default:
      return method;
  }
}

function timeText(at: number | null): string | null {
  return at === null ? null : localTime(at);
}
