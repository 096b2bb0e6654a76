/** 当面核验: the host has seen the person and a document; perhaps took a photo. */
import { CameraOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, Modal, Upload } from "antd";
import { useState } from "react";
import { storePhoto } from "@/api/contracts";
import { sentence } from "@/api/problem";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import type { PartyView } from "@/live/protocol";
import styles from "./host-desk.module.css";
import type { HostRoom } from "./host-room";

interface FaceToFaceProps {
  readonly room: HostRoom;
  readonly party: PartyView;
  readonly onClose: () => void;
}

export function FaceToFaceDialog({ room, party, onClose }: FaceToFaceProps) {
  const t = useWords(hostWords);
  const [idSeen, setIdSeen] = useState("");
  const [photo, setPhoto] = useState<File>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const stored = photo ? { photo: await storePhoto(room.seat.contract, party.no, photo) } : {};
      const outcome = await room.session.command("confirm_party", {
        party: party.no,
        id_seen: idSeen.trim(),
        ...stored,
      });
      if (outcome.kind === "refused") setProblem(outcome.message);
      else onClose();
    } catch (cause) {
      setProblem(sentence(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t.faceTitle(party.name)}
      okText={t.faceConfirm}
      okButtonProps={{ disabled: idSeen.trim() === "", loading: isBusy }}
      onOk={confirm}
      onCancel={onClose}
    >
      <p className={styles.hint}>{t.faceHint}</p>
      <Form layout="vertical">
        <Form.Item label={t.faceId} htmlFor="id-seen">
          <Input
            id="id-seen"
            autoFocus
            maxLength={60}
            placeholder={t.faceIdPlaceholder}
            value={idSeen}
            onChange={(event) => setIdSeen(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t.facePhoto} extra={t.facePhotoHint}>
          <Upload
            accept="image/jpeg,image/png"
            maxCount={1}
            capture="environment"
            beforeUpload={(file) => {
              setPhoto(file);
              return false;
            }}
            onRemove={() => {
              setPhoto(undefined);
            }}
          >
            <Button icon={<CameraOutlined />}>{t.faceChoose}</Button>
          </Upload>
        </Form.Item>
      </Form>
      {problem && <Alert type="error" showIcon title={problem} />}
    </Modal>
  );
}
