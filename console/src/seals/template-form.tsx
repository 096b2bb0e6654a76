/** A seal from a template: kind, shape, size and the words on it, with what comes out beside. */
import { App, Button, Form, Input, Select, Switch } from "antd";
import { useMemo, useState } from "react";
import { sentence } from "@/api/problem";
import type { Outline, SealDesk, SealKind, SealTemplate } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { PreviewStage } from "./preview-stage";
import styles from "./seals.module.css";
import { usePreview } from "./use-preview";

interface TemplateFormProps {
  readonly desk: SealDesk;
  readonly kinds: readonly SealKind[];
  readonly onMade: (seal: string) => void;
}

/** What people have cut: millimetres. */
const OUTLINES: Readonly<Record<string, Outline>> = {
  r38: { shape: "round", diameter: 3800 },
  r40: { shape: "round", diameter: 4000 },
  r42: { shape: "round", diameter: 4200 },
  r45: { shape: "round", diameter: 4500 },
  r50: { shape: "round", diameter: 5000 },
  r58: { shape: "round", diameter: 5800 },
  e4030: { shape: "ellipse", width: 4000, height: 3000 },
  e4530: { shape: "ellipse", width: 4500, height: 3000 },
  s18: { shape: "square", side: 1800 },
  s20: { shape: "square", side: 2000 },
  s22: { shape: "square", side: 2200 },
  s25: { shape: "square", side: 2500 },
};

/** What a seal of each kind usually looks like. */
const USUAL: Readonly<Record<SealKind, { readonly outline: string; readonly purpose: string }>> = {
  official: { outline: "r42", purpose: "" },
  contract: { outline: "r40", purpose: "合同专用章" },
  finance: { outline: "r38", purpose: "财务专用章" },
  personnel: { outline: "r38", purpose: "人事专用章" },
  invoice: { outline: "e4030", purpose: "发票专用章" },
  other: { outline: "r40", purpose: "" },
  legal_representative: { outline: "s20", purpose: "" },
  personal: { outline: "s20", purpose: "" },
};

export function TemplateForm({ desk, kinds, onMade }: TemplateFormProps) {
  const t = useWords(sealWords);
  const { message } = App.useApp();
  const [kind, setKind] = useState<SealKind>(kinds[0] ?? "contract");
  const [size, setSize] = useState(USUAL[kind].outline);
  const [purpose, setPurpose] = useState(USUAL[kind].purpose);
  const [number, setNumber] = useState("");
  const [star, setStar] = useState(true);
  const [name, setName] = useState("");
  const [isSending, setSending] = useState(false);
  const outline = OUTLINES[size] ?? { shape: "round", diameter: 4200 };
  const isSquare = outline.shape === "square";
  const template = useMemo<SealTemplate>(() => {
    const words = isSquare ? { purpose: "", number: "" } : { purpose, number };
    return { kind, name, outline, star: star && !isSquare, ...words };
  }, [kind, name, outline, star, isSquare, purpose, number]);
  // The name in lists is not on the seal: typing it asks for no new picture.
  const drawn = JSON.stringify({ ...template, name: "" });
  const ask = useMemo(() => {
    const asked = JSON.parse(drawn) as SealTemplate;
    return () => desk.preview(asked);
  }, [desk, drawn]);
  const preview = usePreview(ask);
  const choose = (chosen: SealKind) => {
    setKind(chosen);
    setSize(USUAL[chosen].outline);
    setPurpose(USUAL[chosen].purpose);
    setStar(chosen !== "invoice");
  };
  const submit = async () => {
    setSending(true);
    try {
      onMade(await desk.make(template));
    } catch (problem) {
      message.error(sentence(problem), 6);
      setSending(false);
    }
  };
  return (
    <div className={styles.columns}>
      <Form layout="vertical" className={styles.form} onFinish={submit}>
        <Form.Item htmlFor="template-kind" label={t.kind}>
          <Select
            id="template-kind"
            value={kind}
            options={kinds.map((one) => ({ value: one, label: t[`kind_${one}`] }))}
            onChange={choose}
          />
        </Form.Item>
        <Form.Item htmlFor="template-shape" label={t.shape}>
          <Select
            id="template-shape"
            value={size}
            options={Object.entries(OUTLINES).map(([key, one]) => ({ value: key, label: nameOf(one, t) }))}
            onChange={setSize}
          />
        </Form.Item>
        {!isSquare && (
          <>
            <Form.Item htmlFor="template-purpose" label={t.purpose} help={t.purposeHint}>
              <Input
                id="template-purpose"
                value={purpose}
                maxLength={12}
                onChange={(event) => setPurpose(event.target.value)}
              />
            </Form.Item>
            <Form.Item htmlFor="template-number" label={t.number} help={t.numberHint}>
              <Input
                id="template-number"
                value={number}
                maxLength={18}
                onChange={(event) => setNumber(event.target.value)}
              />
            </Form.Item>
            <Form.Item htmlFor="template-star" label={t.star}>
              <Switch id="template-star" checked={star} aria-label={t.star} onChange={setStar} />
            </Form.Item>
          </>
        )}
        <Form.Item htmlFor="template-label" label={t.label} help={t.labelHint}>
          <Input
            id="template-label"
            value={name}
            maxLength={40}
            placeholder={t[`kind_${kind}`]}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={isSending}
          disabled={preview.problem !== undefined}
        >
          {t.submitTemplate}
        </Button>
      </Form>
      <PreviewStage preview={preview} width={widthOf(outline) * 10} hint={t.previewHint} />
    </div>
  );
}

function widthOf(outline: Outline): number {
  switch (outline.shape) {
    case "round":
      return outline.diameter;
    case "ellipse":
      return outline.width;
    case "square":
      return outline.side;
  }
}

function nameOf(
  outline: Outline,
  t: {
    round: (mm: number) => string;
    ellipse: (size: string) => string;
    square: (mm: number) => string;
  },
): string {
  switch (outline.shape) {
    case "round":
      return t.round(outline.diameter / 100);
    case "ellipse":
      return t.ellipse(`${outline.width / 100}×${outline.height / 100}`);
    case "square":
      return t.square(outline.side / 100);
  }
}
