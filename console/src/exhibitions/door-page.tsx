/** The door on a phone: a badge is read, whoever comes with it is counted, and the next one follows. */
import { Alert, Button, Form, Input, Result, Tag } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { type Arrival, type Exhibition, ExhibitionDesk } from "@/api/exhibitions";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { doorWords } from "@/i18n/door-words";
import { uuidV7 } from "@/live/uuid";
import { PageTitle } from "@/shell/page-title";
import { codeIn } from "./badge-code";
import { BadgeReader } from "./badge-reader";
import styles from "./door.module.css";
import { dutiesOf } from "./duties";

interface DoorPageProps {
  readonly exhibition: Exhibition;
  /** What a phone's camera has read, where it opened this page. */
  readonly opened?: string | undefined;
}

export function DoorPage({ exhibition, opened }: DoorPageProps) {
  const t = useWords(doorWords);
  const { id, details, roles, stage } = exhibition;
  const [code, setCode] = useState(() => (opened === undefined ? undefined : codeIn(opened)));
  useEffect(() => {
    document.title = t.title(details.name);
  }, [t, details.name]);
  if (!dutiesOf(roles).door) return <Result status="info" title={t.forDoor} />;
  return (
    <div className={styles.door}>
      <PageTitle title={t.door} hint={<Link to={`/exhibitions/${id}`}>{details.name}</Link>} />
      {stage !== "open" && <Alert type="warning" showIcon title={t.notOpen} />}
      {code === undefined ? (
        <>
          <BadgeReader onCode={setCode} />
          <TypedCode onCode={setCode} />
        </>
      ) : (
        <Shown key={code} desk={new ExhibitionDesk(id)} code={code} onNext={() => setCode(undefined)} />
      )}
    </div>
  );
}

function TypedCode({ onCode }: { readonly onCode: (code: string) => void }) {
  const t = useWords(doorWords);
  const look = ({ typed }: { readonly typed: string }) => {
    const code = codeIn(typed);
    if (code !== undefined) onCode(code);
  };
  const isCode = (_: unknown, typed?: string) =>
    codeIn(typed ?? "") === undefined ? Promise.reject(new Error(t.badCode)) : Promise.resolve();
  return (
    <Form layout="vertical" requiredMark={false} onFinish={look}>
      <Form.Item
        name="typed"
        label={t.code}
        extra={t.codeHint}
        rules={[{ validator: isCode }]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="off" autoCapitalize="characters" maxLength={24} />
      </Form.Item>
      <Button htmlType="submit" size="large" block>
        {t.look}
      </Button>
    </Form>
  );
}

interface ShownProps {
  readonly desk: ExhibitionDesk;
  readonly code: string;
  readonly onNext: () => void;
}

/** Whose badge it is. The arrival keeps its nonce, so that a second tap on a slow network counts nobody twice. */
function Shown({ desk, code, onNext }: ShownProps) {
  const t = useWords(doorWords);
  const [nonce] = useState(uuidV7);
  const [known, setKnown] = useState<Arrival>();
  const [problem, setProblem] = useState<string>();
  const [entered, setEntered] = useState<number>();
  const [persons, setPersons] = useState(1);
  const [isSending, setSending] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look for one badge
  useEffect(() => {
    desk.badgeAt(code).then(setKnown, (refused) => setProblem(sentence(refused)));
  }, [code]);
  const enter = async () => {
    setSending(true);
    try {
      setKnown(await desk.enterBy(code, nonce, persons));
      setEntered(persons);
      setProblem(undefined);
    } catch (refused) {
      setProblem(sentence(refused));
    }
    setSending(false);
  };
  const next = (
    <Button type={entered === undefined ? "default" : "primary"} size="large" block onClick={onNext}>
      {t.next}
    </Button>
  );
  return (
    <section className={styles.card}>
      {known && <Identity known={known} />}
      {problem !== undefined && <Alert type="error" showIcon title={problem} />}
      {entered !== undefined && <Alert type="success" showIcon title={t.entered(entered)} />}
      {known?.standing === "accepted" && entered === undefined && (
        <>
          {known.last !== null && (
            <Alert
              type="warning"
              showIcon
              title={t.before(known.persons, new Date(known.last).toLocaleTimeString())}
            />
          )}
          <Persons count={persons} onCount={setPersons} />
          <Button type="primary" size="large" block loading={isSending} onClick={enter}>
            {t.enter(persons)}
          </Button>
        </>
      )}
      {next}
    </section>
  );
}

function Identity({ known }: { readonly known: Arrival }) {
  const t = useWords(doorWords);
  return (
    <div>
      <h2 className={styles.company}>{known.company}</h2>
      <p>
        {known.contact} · {known.booths.length > 0 ? t.booths(known.booths.join("、")) : t.noBooth}
      </p>
      <Tag color={known.standing === "accepted" ? "success" : "error"}>{t.standing(known.standing)}</Tag>
    </div>
  );
}

/** One scan takes up to fifty. */
const MOST = 50;

interface PersonsProps {
  readonly count: number;
  readonly onCount: (count: number) => void;
}

function Persons({ count, onCount }: PersonsProps) {
  const t = useWords(doorWords);
  return (
    <fieldset className={styles.persons}>
      <legend>{t.persons}</legend>
      <Button size="large" aria-label={t.fewer} disabled={count <= 1} onClick={() => onCount(count - 1)}>
        −
      </Button>
      <output className={styles.count}>{count}</output>
      <Button size="large" aria-label={t.more} disabled={count >= MOST} onClick={() => onCount(count + 1)}>
        +
      </Button>
    </fieldset>
  );
}
