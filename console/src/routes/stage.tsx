/** `/stage#token`: the projector. */
import { join, Seat } from "@/api/participant";
import { Notice } from "@/components/notice";
import { useWords } from "@/i18n/dictionary";
import { stageWords } from "@/i18n/stage-words";
import { useLiveState } from "@/live/use-live-session";
import { useSession } from "@/live/use-session";
import { StageRoom } from "@/stage/stage-room";
import { JoinProblem } from "./join-problem";
import { useJoined } from "./use-joined";

async function openSeat(token: string): Promise<Seat> {
  return new Seat(await join(token));
}

export function StageRoute() {
  const t = useWords(stageWords);
  const opened = useJoined(openSeat, false);
  switch (opened.state) {
    case "open":
      return <Stage seat={opened.result} />;
    case "failed":
      return <JoinProblem problem={opened.problem} />;
    default:
      return <Notice mark="会" title={t.joining} />;
  }
}

function Stage({ seat }: { readonly seat: Seat }) {
  const session = useSession(seat);
  return <StageRoom session={session} state={useLiveState(session)} seat={seat} />;
}
