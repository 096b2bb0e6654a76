/** A seal from a picture: the hub cuts it out, one looks at it, then it goes to review. */
import { App, Button, Form, Input, InputNumber, Select, Upload } from "antd";
import { useMemo, useState } from "react";
import { sentence } from "@/api/problem";
import type { SealDesk, SealKind } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { PreviewStage } from "./preview-stage";
import styles from "./seals.module.css";
import { usePreview } from "./use-preview";

interface UploadFormProps {
  readonly desk: SealDesk;
  readonly kinds: readonly SealKind[];
  readonly onMade: (seal: string) => void;
}

const USUAL_WIDTH = 42;

export function UploadForm({ desk, kinds, onMade }: UploadFormProps) {
  const t = useWords(sealWords);
  const { message } = App.useApp();
  const [kind, setKind] = useState<SealKind>(kinds[0] ?? "contract");
  const [width, setWidth] = useState(USUAL_WIDTH);
  const [name, setName] = useState("");
  const [file, setFile] = useState<File>();
  const [isSending, setSending] = useState(false);
  const hundredths = Math.round(width * 100);
  const ask = useMemo(
    () => (file ? () => desk.scan(file, kind, hundredths) : undefined),
    [desk, file, kind, hundredths],
  );
  const preview = usePreview(ask);
  const submit = async () => {
    if (!file) return;
    setSending(true);
    try {
      onMade(await desk.upload(file, kind, name, hundredths));
    } catch (problem) {
      message.error(sentence(problem), 6);
      setSending(false);
    }
  };
  return (
    <div className={styles.columns}>
      <Form layout="vertical" className={styles.form} onFinish={submit}>
        <Form.Item htmlFor="upload-kind" label={t.kind}>
          <Select
            id="upload-kind"
            value={kind}
            options={kinds.map((one) => ({ value: one, label: t[`kind_${one}`] }))}
            onChange={setKind}
          />
        </Form.Item>
        <Form.Item htmlFor="upload-width" label={t.width}>
          <InputNumber
            id="upload-width"
            value={width}
            min={10}
            max={60}
            step={0.5}
            onChange={(value) => setWidth(value ?? USUAL_WIDTH)}
          />
        </Form.Item>
        <Form.Item label={t.fromPicture} help={t.uploadHint}>
          <Upload
            accept="image/png,image/jpeg,image/heic,.heic"
            maxCount={1}
            beforeUpload={(chosen) => {
              setFile(chosen);
              return false;
            }}
            onRemove={() => setFile(undefined)}
          >
            <Button>{t.chooseFile}</Button>
          </Upload>
        </Form.Item>
        <Form.Item htmlFor="upload-label" label={t.label} help={t.labelHint}>
          <Input
            id="upload-label"
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
          disabled={!preview.picture || preview.isBusy || preview.problem !== undefined}
        >
          {t.submitUpload}
        </Button>
      </Form>
      <PreviewStage preview={preview} width={width * 1000} hint={t.uploadNext} />
    </div>
  );
}
