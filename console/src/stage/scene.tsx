import type { Seat } from "@/api/participant";
import type { LiveSession } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import { FinalScene } from "./final-scene";
import { OpeningScene } from "./opening-scene";
import { ReadingScene } from "./reading-scene";
import { SigningScene } from "./signing-scene";

interface SceneProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly view: SessionView;
}

/** What stands in the middle of the picture in each phase. */
export function Scene({ session, seat, view }: SceneProps) {
  switch (view.phase) {
    case "draft":
    case "preparing":
    case "lobby":
    case "opening":
      return <OpeningScene view={view} />;
    case "reading":
      return <ReadingScene session={session} seat={seat} view={view} />;
    case "signing":
    case "sealing":
      return <SigningScene session={session} view={view} />;
    case "closing":
    case "closed":
    case "called_off":
      return <FinalScene session={session} view={view} />;
  }
}
