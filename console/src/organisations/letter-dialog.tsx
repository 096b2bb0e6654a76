/** Files a letter of authority: the paper, whom it is for, what it covers, and from when until when. */
import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { type ChangeEvent, useCallback, useRef, useState } from "react";
import {
  LETTER_ACTS,
  type LetterAct,
  type LetterFiling,
  type Organisation,
  type OrganisationDesk,
} from "@/api/organisations";
import { sentence } from "@/api/problem";
import { SealDesk } from "@/api/seals";
import { letterWords } from "@/i18n/console-letter-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./organisations.module.css";

interface LetterDialogProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly onFile: (letter: LetterFiling) => Promise<void>;
  readonly onClose: () => void;
}

interface Paper {
  readonly name: string;
  readonly document: string;
}

export function LetterDialog({ organisation, desk, onFile, onClose }: LetterDialogProps) {
  const t = useWords(letterWords);
  const [member, setMember] = useState<number>();
  const [acts, setActs] = useState<readonly LetterAct[]>(LETTER_ACTS);
  const [types, setTypes] = useState<readonly string[]>([]);
  const [seals, setSeals] = useState<readonly string[]>([]);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [paper, setPaper] = useState<Paper>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const people = (organisation.members ?? []).filter(
    ({ standing, legal_representative }) => standing === "active" && !legal_representative,
  );
  const isInOrder = from !== "" && until !== "" && from <= until;

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setPaper({ name: file.name, document: await desk.uploadLetter(file) });
    } catch (cause) {
      setProblem(sentence(cause));
    }
    setBusy(false);
  };
  const file = async () => {
    if (member === undefined || !paper) return;
    setBusy(true);
    await onFile({
      member,
      acts,
      contract_types: types,
      seals: acts.includes("seal") ? seals : [],
      from: new Date(`${from}T00:00:00`).getTime(),
      until: new Date(`${until}T00:00:00`).getTime() + 86_400_000,
      document: paper.document,
    });
    setBusy(false);
  };

  return (
    <Modal
      open
      title={t.file}
      okText={t.submit}
      okButtonProps={{
        disabled: member === undefined || acts.length === 0 || !isInOrder || !paper,
        loading: isBusy,
      }}
      onOk={file}
      onCancel={onClose}
    >
      <Form layout="vertical" requiredMark={false}>
        <Alert className={styles.notice} type="info" title={t.byLetterAlone} />
        {/* Outside of the items: one of those would show it. */}
        <input ref={chooser} type="file" accept=".pdf,.jpg,.jpeg,.png" hidden onChange={choose} />
        <Form.Item label={t.member} htmlFor="letter-member">
          <Select<number>
            id="letter-member"
            value={member ?? null}
            options={people.map(({ no, name }) => ({ value: no, label: name }))}
            onChange={setMember}
          />
        </Form.Item>
        <Form.Item label={t.acts}>
          <Checkbox.Group
            value={[...acts]}
            options={LETTER_ACTS.map((name) => ({ value: name, label: t[`act_${name}`] }))}
            onChange={(chosen) => setActs(LETTER_ACTS.filter((name) => chosen.includes(name)))}
          />
        </Form.Item>
        <Form.Item label={t.types} htmlFor="letter-types">
          <Select<string[]>
            id="letter-types"
            mode="tags"
            open={false}
            value={[...types]}
            placeholder={t.typesAll}
            onChange={setTypes}
          />
        </Form.Item>
        {acts.includes("seal") && (
          <SealLimit organisation={organisation.id} chosen={seals} onChange={setSeals} />
        )}
        <Form.Item label={t.from} htmlFor="letter-from">
          <Input
            id="letter-from"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t.until}
          htmlFor="letter-until"
          {...(from !== "" && until !== "" && !isInOrder
            ? { validateStatus: "error" as const, help: t.wrongOrder }
            : {})}
        >
          <Input
            id="letter-until"
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t.paperOf}
          {...(problem
            ? { validateStatus: "error" as const, help: problem }
            : { help: paper?.name ?? t.paperHint })}
        >
          <Button icon={<UploadOutlined />} loading={isBusy} onClick={() => chooser.current?.click()}>
            {t.choosePaper}
          </Button>
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface SealLimitProps {
  readonly organisation: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Which seals the letter covers. A legal representative's is that person's alone. */
function SealLimit({ organisation, chosen, onChange }: SealLimitProps) {
  const t = useWords(letterWords);
  const [loaded] = useLoaded(useCallback(() => new SealDesk(organisation).list(), [organisation]));
  const seals = loaded.state === "ready" ? loaded.value : [];
  const usable = seals.filter(
    ({ kind, standing }) => standing === "in_use" && kind !== "legal_representative",
  );
  if (usable.length === 0) return null;
  return (
    <Form.Item label={t.seals} htmlFor="letter-seals">
      <Select<string[]>
        id="letter-seals"
        mode="multiple"
        value={[...chosen]}
        placeholder={t.sealsAll}
        options={usable.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}
