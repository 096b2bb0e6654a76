/** The page that everybody sees, the words to read aloud, and the page turner. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import { pageAspect } from "@/live/page-space";
import { useBeacon } from "@/live/use-beacon";
import { PageWithInk } from "@/tableau/page-with-ink";
import type { HostRoom } from "./host-room";
import styles from "./page-desk.module.css";

export function PageDesk({ room }: { readonly room: HostRoom }) {
  const t = useWords(hostWords);
  const { session, seat, view, give } = room;
  const words = useBeacon(view);
  const page = Math.max(1, view.page);
  const box = view.page_boxes[page - 1];
  const image = view.images[page - 1];
  const isTurning = ["opening", "reading", "signing"].includes(view.phase) && !view.paused;
  const turn = (to: number) => {
    if (isTurning && to >= 1 && to <= view.images.length) give("turn_page", { page: to });
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "PageDown") turn(page + 1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") turn(page - 1);
    else return;
    event.preventDefault();
  };
  const aspect = box ? pageAspect(box) : image ? image.width_px / image.height_px : Math.SQRT1_2;
  return (
    <section className={styles.desk}>
      <div className={styles.beacon}>
        <p className={styles.caption}>{t.beaconTitle}</p>
        <p className={styles.words} aria-live="polite">
          {words.join(" · ") || "\u00a0"}
        </p>
        <p className={styles.hint}>{view.phase === "signing" ? t.signingHint : t.beaconHint}</p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, this turns pages */}
      <div
        className={styles.turner}
        role="group"
        aria-label={t.pageOf(page, view.images.length)}
        onKeyDown={byKey}
      >
        <Button
          icon={<LeftOutlined />}
          aria-label={t.previous}
          disabled={!isTurning || page <= 1}
          onClick={() => turn(page - 1)}
        />
        <span>{t.pageOf(page, view.images.length)}</span>
        <Button
          type="primary"
          icon={<RightOutlined />}
          iconPlacement="end"
          disabled={!isTurning || page >= view.images.length}
          onClick={() => turn(page + 1)}
        >
          {t.next}
        </Button>
      </div>
      <div className={styles.page} style={{ aspectRatio: String(aspect) }}>
        <PageWithInk
          session={session}
          seat={seat}
          view={view}
          page={page}
          mark={(field) => <span className={styles.box} data-party={field.party} />}
        />
      </div>
    </section>
  );
}
