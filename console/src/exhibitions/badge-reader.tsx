/** Reads badges with the camera, where the browser can; says what else helps where it cannot. */
import { CameraOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { doorWords } from "@/i18n/door-words";
import { codeIn } from "./badge-code";
import styles from "./door.module.css";

/** Of the Shape Detection API, as far as it is used here. */
interface CodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { readonly formats: readonly string[] }) => CodeDetector;
  }
}

/** How often a picture is looked at. */
const LOOK_MS = 250;

export function BadgeReader({ onCode }: { readonly onCode: (code: string) => void }) {
  const t = useWords(doorWords);
  const [isOn, setOn] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  if (!window.BarcodeDetector) return <Alert type="info" showIcon title={t.noReader} />;
  if (hasFailed) return <Alert type="warning" showIcon title={t.noCamera} />;
  if (!isOn) {
    return (
      <Button type="primary" size="large" block icon={<CameraOutlined />} onClick={() => setOn(true)}>
        {t.scan}
      </Button>
    );
  }
  return (
    <>
      <Viewfinder Detector={window.BarcodeDetector} onCode={onCode} onFailed={() => setFailed(true)} />
      <Button block onClick={() => setOn(false)}>
        {t.stop}
      </Button>
    </>
  );
}

interface ViewfinderProps {
  readonly Detector: NonNullable<Window["BarcodeDetector"]>;
  readonly onCode: (code: string) => void;
  readonly onFailed: () => void;
}

function Viewfinder({ Detector, onCode, onFailed }: ViewfinderProps) {
  const t = useWords(doorWords);
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onCode, onFailed });
  told.current = { onCode, onFailed };
  useEffect(() => {
    const detector = new Detector({ formats: ["qr_code"] });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | undefined;
    let isOver = false;
    const look = async () => {
      if (isOver || !video.current) return;
      const seen = await detector.detect(video.current).catch(() => []);
      const code = seen.map(({ rawValue }) => codeIn(rawValue)).find((found) => found !== undefined);
      if (code !== undefined && !isOver) told.current.onCode(code);
      else timer = setTimeout(look, LOOK_MS);
    };
    const begin = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
        if (isOver || !video.current) return stop();
        video.current.srcObject = stream;
        await video.current.play();
        void look();
      } catch {
        if (!isOver) told.current.onFailed();
      }
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void begin();
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [Detector]);
  return (
    <figure className={styles.finder}>
      <video ref={video} playsInline muted className={styles.video} />
      <figcaption>{t.aim}</figcaption>
    </figure>
  );
}
