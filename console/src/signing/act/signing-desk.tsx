/** This party's turn: boxes on the page, the pad, a look at the result, and the commit. */
import { useEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { opinionWords } from "@/i18n/opinion-words";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import { sealChoiceWords } from "@/i18n/seal-choice-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import { toCopy } from "@/live/opinion";
import type { SignContent } from "@/live/plan";
import type { PartyView, SessionView, SigningField } from "@/live/protocol";
import { ReadingRoom } from "@/signing/room/reading-room";
import { askedProofs } from "./asked-proofs";
import { CommitPanel } from "./commit-panel";
import type { DeviceKey } from "./device-key";
import { hasInkUnderWay, myInk } from "./my-ink";
import { NextStep } from "./next-step";
import { OpinionPlace } from "./opinion-place";
import { OpinionSheet } from "./opinion-sheet";
import { ProofPanel } from "./proof-panel";
import { SealPlace } from "./seal-place";
import { SealSheet } from "./seal-sheet";
import styles from "./signing-desk.module.css";
import { SigningPad } from "./signing-pad";
import { useOpinions } from "./use-opinions";
import { useSavedSignature } from "./use-saved-signature";
import { useSeals } from "./use-seals";
import { useStrokeNumbers } from "./use-stroke-numbers";

interface SigningDeskProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
  readonly deviceKey: DeviceKey;
  readonly onRefuse: () => void;
}

export function SigningDesk(props: SigningDeskProps) {
  const { session, seat, state, view, party, deviceKey, onRefuse } = props;
  const act = useWords(actWords);
  const room = useWords(roomWords);
  const routine = useWords(routineWords);
  const sealing = useWords(sealChoiceWords);
  const opinion = useWords(opinionWords);
  const [open, setOpen] = useState<number>();
  const [sealFor, setSealFor] = useState<number>();
  const [writing, setWriting] = useState<SigningField>();
  const [problem, setProblem] = useState<string>();
  const ink = myInk(view, party.no, state.pending);
  const nextNumber = useStrokeNumbers(session, ink);
  useEffect(
    () =>
      session.onRefused(({ name }, { code, message }) => {
        if (name === "draw_stroke" && code !== "stroke_out_of_order") setProblem(message);
      }),
    [session],
  );
  const own = view.fields.filter((field) => field.party === party.no);
  const boxes = own.filter(({ content }) => content === undefined || content.kind === "ink");
  const seals = useSeals(seat, own);
  const opinions = useOpinions(own);
  const saved = useSavedSignature(seat);
  const isDrawn = (no: number) => ink.some((stroke) => stroke.field === no);
  const empty = boxes.filter((field) => !isDrawn(field.no));
  const target = empty[0] ?? boxes[0] ?? own[0];
  const opened = boxes.find((field) => field.no === open);
  const drawn = boxes.length - empty.length;
  const proofs = askedProofs(view, party, session.hubNow());
  return (
    <>
      <ReadingRoom
        session={session}
        seat={seat}
        state={state}
        view={view}
        caption={room.phaseSigning}
        startOn={target?.page}
        focus={empty.length === 0 ? (boxes[0] ?? own[0]) : undefined}
        ink={[...view.ink.filter((stroke) => stroke.party !== party.no), ...ink]}
        mark={(field) =>
          field.party === party.no &&
          (seals.fields.includes(field) ? (
            <SealPlace
              seat={seat}
              field={field}
              seal={seals.in(field.no)}
              onOpen={() => setSealFor(field.no)}
            />
          ) : opinions.fields.includes(field) ? (
            <OpinionPlace text={opinions.in(field.no)} onOpen={() => setWriting(field)} />
          ) : !boxes.includes(field) ? (
            <span className={styles.later}>{placeName(field.content, routine)}</span>
          ) : (
            <button
              type="button"
              className={isDrawn(field.no) ? `${styles.box} ${styles.drawn}` : styles.box}
              aria-label={act.yourBox(boxes.indexOf(field) + 1, boxes.length)}
              onClick={() => setOpen(field.no)}
            >
              {!isDrawn(field.no) && <span className={styles.tap}>{act.tapToSign}</span>}
            </button>
          ))
        }
        footer={
          empty.length > 0 && target ? (
            <NextStep
              label={act.sign(drawn + 1, boxes.length)}
              problem={problem}
              session={session}
              party={party}
              onStep={() => setOpen(target.no)}
              onRefuse={onRefuse}
            />
          ) : seals.missing ? (
            <NextStep
              label={sealing.choose(seals.acted.length + 1, seals.fields.length)}
              session={session}
              party={party}
              onStep={() => setSealFor(seals.missing?.no)}
              onRefuse={onRefuse}
            />
          ) : opinions.missing ? (
            <NextStep
              label={opinion.write}
              session={session}
              party={party}
              onStep={() => setWriting(opinions.missing)}
              onRefuse={onRefuse}
            />
          ) : proofs.some((proof) => !proof.isShown) ? (
            <ProofPanel seat={seat} asked={proofs} onRefuse={onRefuse} />
          ) : (
            <CommitPanel
              session={session}
              view={view}
              party={party}
              deviceKey={deviceKey}
              isInkStored={!hasInkUnderWay(state.pending)}
              seals={seals.acted}
              opinions={opinions.written}
              onRewrite={boxes[0] && (() => setOpen(boxes[0]?.no))}
              onRefuse={onRefuse}
            />
          )
        }
      />
      {sealFor !== undefined && (
        <SealSheet seat={seat} seals={seals} field={sealFor} onClose={() => setSealFor(undefined)} />
      )}
      {writing && (
        <OpinionSheet
          key={writing.no}
          copy={toCopy(writing)}
          text={opinions.in(writing.no)}
          onWrite={(text) => {
            opinions.write(writing.no, text);
            setWriting(undefined);
          }}
          onClose={() => setWriting(undefined)}
        />
      )}
      {opened && (
        <SigningPad
          key={opened.no}
          session={session}
          saved={saved}
          state={state}
          view={view}
          party={party}
          field={opened}
          ink={ink}
          nextNumber={nextNumber}
          hasNext={empty.some((field) => field.no !== opened.no)}
          onBack={() => setOpen(undefined)}
          onDone={() => setOpen(empty.find((field) => field.no !== opened.no)?.no)}
        />
      )}
    </>
  );
}

/** What a box will show that is not drawn by hand. */
function placeName(
  content: SignContent | undefined,
  t: { readonly datePlace: string; readonly namePlace: string },
): string {
  return content?.kind === "date" ? t.datePlace : t.namePlace;
}
