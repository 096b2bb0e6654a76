/** Filling in: the page with its places on top, the values below, and one button that leads through them. */
import { useMemo, useState } from "react";
import type { Seat } from "@/api/participant";
import { Button } from "@/components/button";
import { Screen } from "@/components/screen";
import { ZoomPane } from "@/components/zoom-pane";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import { pageAspect, toDisplay } from "@/live/page-space";
import type { PartyView, SessionView } from "@/live/protocol";
import { ConnectionBanner } from "@/signing/room/connection-banner";
import { useReadingTimes } from "@/signing/room/use-reading-times";
import { CaptionStrip } from "./caption-strip";
import styles from "./fill-page.module.css";
import { PageToFill } from "./page-to-fill";
import { isFilled, nextGap, valuesToSend } from "./typed-values";
import { useKnownFacts, withKnown } from "./use-known-facts";
import { useTypedValues } from "./use-typed-values";
import { inputId, ValueField } from "./value-field";
import { ownControls } from "./whose-turn";

interface FillPageProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
  readonly onRefuse: () => void;
  readonly onTransfer: () => void;
}

const A4 = 210 / 297;

export function FillPage(props: FillPageProps) {
  const { session, seat, state, view, party, onRefuse, onTransfer } = props;
  const t = useWords(routineWords);
  const room = useWords(roomWords);
  const controls = ownControls(view, party.no);
  const { typed, type, forget } = useTypedValues(`${seat.joined.contract}.${party.no}`, view, controls);
  const [active, setActive] = useState(controls[0]?.no ?? 0);
  const [problem, setProblem] = useState<{ readonly no: number; readonly text: string }>();
  const [isSending, setSending] = useState(false);
  const shown = controls.find(({ no }) => no === active) ?? controls[0];
  const page = shown?.page ?? 1;
  useReadingTimes(session, page);
  const box = view.page_boxes[page - 1];
  const known = useKnownFacts(seat, controls);
  const pictures = useMemo(
    () => ({ send: (file: File) => seat.sendPicture(file), url: (picture: string) => seat.picture(picture) }),
    [seat],
  );
  const given = withKnown(typed, known);
  const gap = nextGap(controls, given, active);

  const go = (no: number) => {
    setActive(no);
    document.getElementById(inputId(no))?.focus();
  };
  const submit = async () => {
    setSending(true);
    setProblem(undefined);
    const outcome = await session.command("fill", { values: valuesToSend(controls, typed) });
    setSending(false);
    if (outcome.kind === "done") return forget();
    const wrong = controls.find(({ name }) => name === outcome.params.name);
    setProblem({ no: wrong?.no ?? 0, text: outcome.message });
    if (wrong) go(wrong.no);
  };
  return (
    <Screen
      filled
      header={
        <>
          <CaptionStrip
            title={view.title}
            note={t.fillProgress(
              controls.filter((control) => isFilled(control, given)).length,
              controls.length,
            )}
          />
          <ConnectionBanner state={state} />
        </>
      }
      footer={
        <>
          {problem?.no === 0 && (
            <p className={styles.problem} role="alert">
              {problem.text}
            </p>
          )}
          {gap ? (
            <Button wide onClick={() => go(gap.no)}>
              {t.nextItem} · {gap.name}
            </Button>
          ) : (
            <Button wide disabled={isSending} onClick={submit}>
              {isSending ? t.submitting : t.submitValues}
            </Button>
          )}
          <p className={styles.line}>
            <button type="button" className={styles.link} onClick={onRefuse}>
              {room.refuse}
            </button>
            {!party.any_of && (
              <button type="button" className={styles.link} onClick={onTransfer}>
                {t.transfer}
              </button>
            )}
          </p>
        </>
      }
    >
      <div className={styles.desk}>
        <div className={styles.page}>
          <ZoomPane
            label={room.pageLabel(page)}
            aspect={box ? pageAspect(box) : A4}
            resetKey={shown?.no ?? 0}
            focus={box && shown ? toDisplay(box, shown.rect) : undefined}
          >
            <PageToFill
              seat={seat}
              view={view}
              party={party.no}
              page={page}
              typed={given}
              active={active}
              onGo={go}
            />
          </ZoomPane>
        </div>
        <div className={styles.form}>
          <p className={styles.kept}>{t.fillKept}</p>
          {controls.map((control) => (
            <ValueField
              key={control.no}
              control={control}
              value={typed[control.no] ?? ""}
              known={known[control.no]}
              pictures={pictures}
              problem={problem?.no === control.no ? problem.text : undefined}
              onFocus={() => setActive(control.no)}
              onChange={(text) => {
                if (problem?.no === control.no) setProblem(undefined);
                type(control.no, text);
              }}
            />
          ))}
        </div>
      </div>
    </Screen>
  );
}
