/** A photograph in a form: sent to the hub at once, its value is what the hub has made of it. */
import { CameraOutlined } from "@ant-design/icons";
import { App, Button, Upload } from "antd";
import { useState } from "react";
import type { ExhibitionDesk } from "@/api/exhibitions";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { moneyWords } from "@/i18n/money-words";

interface PictureFieldProps {
  readonly desk: ExhibitionDesk;
  /** SHA-256 of the picture; given and taken by the form. */
  readonly value?: string;
  readonly onChange?: (picture: string) => void;
}

export function PictureField({ desk, value, onChange }: PictureFieldProps) {
  const t = useWords(moneyWords);
  const { message } = App.useApp();
  const [isSending, setSending] = useState(false);
  const send = async (file: File) => {
    setSending(true);
    try {
      onChange?.(await desk.sendPicture(file));
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    setSending(false);
  };
  return (
    <Upload
      accept="image/png,image/jpeg,image/heic,.heic,application/pdf"
      showUploadList={false}
      disabled={isSending}
      beforeUpload={(file) => {
        void send(file);
        return false;
      }}
    >
      <Button icon={<CameraOutlined />} loading={isSending}>
        {isSending ? t.reading : value === undefined ? t.take : t.taken}
      </Button>
    </Upload>
  );
}
