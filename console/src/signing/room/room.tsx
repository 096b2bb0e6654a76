/** A party in the room: which screen stands for the step it has come to. */
import { useEffect, useState } from "react";
import type { Agreement } from "@/api/agreements";
import type { Seat } from "@/api/participant";
import { Notice } from "@/components/notice";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import type { ConsentKind, PartyView, SessionView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { useLiveState } from "@/live/use-live-session";
import { useSession } from "@/live/use-session";
import { Consents } from "@/signing/act/consents";
import type { DeviceKey } from "@/signing/act/device-key";
import { RefuseSheet } from "@/signing/act/refuse-sheet";
import { SigningDesk } from "@/signing/act/signing-desk";
import { Committed } from "@/signing/after/committed";
import { Sealing } from "@/signing/after/sealing";
import { Signed } from "@/signing/after/signed";
import { AgreementsScreen } from "@/signing/arrival/agreements-screen";
import { Follow } from "@/signing/hand-over/follow";
import { ToPhone } from "@/signing/hand-over/to-phone";
import { EndedUnsigned } from "@/signing/routine/ended-unsigned";
import { FillPage } from "@/signing/routine/fill-page";
import { OthersFirst } from "@/signing/routine/others-first";
import { ReadFirst } from "@/signing/routine/read-first";
import { TransferSheet } from "@/signing/routine/transfer-sheet";
import { CalledOff, ConnectionEnded, Paused, Refused, Removed } from "./interruptions";
import { withPendingConsents } from "./pending-consents";
import { ReadingRoom } from "./reading-room";
import { FIRST_USE, signingStep } from "./signing-step";
import { TakenByAnother } from "./taken-by-another";
import { TurnNotice } from "./turn-notice";
import { WaitingRoom } from "./waiting-room";

/** Steps that somebody at a desk may rather take on the phone. */
const HAND_OVER: ReadonlySet<string> = new Set(["fill", "agreements", "sign"]);

interface RoomProps {
  readonly seat: Seat;
  readonly deviceKey: DeviceKey;
  readonly agreements: readonly Agreement[];
  /** The three texts of first use were accepted on the way in. */
  readonly hasAccepted: boolean;
  /** Gives this device's seat up. */
  readonly onLeave: () => void;
}

export function Room({ seat, deviceKey, agreements, hasAccepted, onLeave }: RoomProps) {
  const t = useWords(roomWords);
  const routine = useWords(routineWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const session = useSession(seat);
  const state = useLiveState(session);
  const [isRefusing, setRefusing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isTransferring, setTransferring] = useState(false);
  const [successor, setSuccessor] = useState<string>();
  const [hasRead, setRead] = useState(false);
  const { view, connection, reasons } = state;
  const me = view?.parties.find((each) => each.no === seat.joined.party);
  const party = me && withPendingConsents(me, state.pending);
  const removal = reasons[`hub.party_removed.v1/${seat.joined.party}`];
  const step = view && party && signingStep(view, party, removal !== undefined);

  const answer = (kind: ConsentKind, given: boolean) => {
    const text = agreements.find((agreement) => agreement.kind === kind);
    if (!text) return;
    session.command("consent", { kind, given, version: text.version, text: text.sha256[language] });
  };
  const isOwed = hasAccepted && step === "agreements";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the hub asks for what was accepted
  useEffect(() => {
    if (isOwed) for (const kind of FIRST_USE) answer(kind, true);
  }, [isOwed]);

  /** Back to the room; where another device was identified since, this one must identify itself again. */
  const comeBack = () => {
    const { identifiedKey } = state;
    if (identifiedKey !== undefined && identifiedKey !== deviceKey.publicKey) onLeave();
    location.reload();
  };

  if (successor !== undefined) {
    return <Notice mark="转" title={routine.transferredTitle} text={routine.transferredText(successor)} />;
  }
  // Of several who may sign for the party, another one does now.
  const holder = me?.any_of && me.name !== seat.joined.party_name ? me : undefined;
  if (holder) return <TakenByAnother holder={holder} onTakeBack={onLeave} />;
  const isFinal = step === "done" || step === "called_off" || step === "ended_unsigned";
  if (connection.state === "ended" && !isFinal) {
    if (connection.why === "other_device") return <Follow seat={seat} onReturn={comeBack} />;
    return <ConnectionEnded why={connection.why} reason={removal} onReturn={comeBack} />;
  }
  if (!view || !party || !step || isOwed) return <Notice mark="会" title={common.loading} />;

  const refuse = async (reason: string) => {
    const outcome = await session.command("refuse", { reason });
    if (outcome.kind === "refused") setProblem(outcome.message);
    else setRefusing(false);
  };
  const desk = { session, seat, state, view, party };
  const ways = { onRefuse: () => setRefusing(true), onTransfer: () => setTransferring(true) };
  const isUnread = isRoutine(view) && !hasRead;
  const screen = () => {
    switch (step) {
      case "called_off":
        return <CalledOff reason={reasons["hub.called_off.v1"]} />;
      case "ended_unsigned":
        return <EndedUnsigned view={view} reasons={reasons} />;
      case "fill":
        return <FillPage {...desk} {...ways} />;
      case "others_first":
        return <OthersFirst state={state} view={view} party={party} />;
      case "done":
        return <Signed session={session} seat={seat} view={view} />;
      case "sealing":
        return <Sealing session={session} state={state} view={view} />;
      case "refused":
        return <Refused />;
      case "removed":
        return <Removed reason={removal} />;
      case "agreements":
        return (
          <AgreementsScreen
            agreements={agreements}
            onAccept={() => {
              for (const kind of FIRST_USE) answer(kind, true);
            }}
          />
        );
      case "waiting":
      case "lobby":
        return <WaitingRoom state={state} view={view} party={party} />;
      case "committed":
        return <Committed session={session} state={state} view={view} party={party} />;
      case "reading":
      case "wait_for_turn":
      case "consents":
        return (
          <>
            <ReadingRoom
              session={session}
              seat={seat}
              state={state}
              view={view}
              caption={phaseCaption(view, t)}
              footer={
                <TurnNotice
                  view={view}
                  party={party}
                  isWaiting={step === "wait_for_turn"}
                  onRefuse={() => setRefusing(true)}
                />
              }
            />
            {step === "consents" && !isRefusing && (
              <Consents
                view={view}
                party={party}
                agreements={agreements}
                onAnswer={answer}
                onRefuseToSign={() => setRefusing(true)}
              />
            )}
          </>
        );
      case "sign":
        return isUnread ? (
          <ReadFirst {...desk} {...ways} onRead={() => setRead(true)} />
        ) : (
          <SigningDesk {...desk} deviceKey={deviceKey} onRefuse={ways.onRefuse} />
        );
    }
  };
  return (
    <>
      {screen()}
      {HAND_OVER.has(step) && <ToPhone seat={seat} />}
      {isRefusing && mayRefuse(party) && (
        <RefuseSheet
          text={isRoutine(view) ? routine.refuseText : t.refuseText}
          problem={problem}
          onRefuse={refuse}
          onClose={() => setRefusing(false)}
        />
      )}
      {isTransferring && (
        <TransferSheet
          session={session}
          party={party}
          onDone={setSuccessor}
          onClose={() => setTransferring(false)}
        />
      )}
      {view.paused && !isFinal && <Paused reason={reasons["hub.paused.v1"]} />}
    </>
  );
}

function phaseCaption(
  view: SessionView,
  t: { phaseOpening: string; phaseReading: string; phaseSigning: string },
) {
  if (view.phase === "opening") return t.phaseOpening;
  return view.phase === "signing" ? t.phaseSigning : t.phaseReading;
}

function mayRefuse(party: PartyView): boolean {
  return !party.refused && party.committed_at === undefined;
}
