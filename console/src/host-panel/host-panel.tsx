/** The host's panel: enters the room and stays in it whatever happens to the connection. */
import { App, Button, Result, Skeleton } from "antd";
import { type ReactNode, useCallback, useState } from "react";
import { HostSeat } from "@/api/contracts";
import { RoutineDesk } from "@/contract-page/routine-desk";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import type { CommandBodies, CommandName } from "@/live/commands";
import type { Phase } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { useLiveState } from "@/live/use-live-session";
import { useSession } from "@/live/use-session";
import { HostDesk } from "./host-desk";
import type { HostRoom } from "./host-room";

/** Phases in which the hub may end the connection for good. */
const OVER: readonly Phase[] = ["closed", "closing", "called_off", "refused", "revoked", "expired"];

interface HostPanelProps {
  readonly contract: string;
  /** In a narrow column beside other pages. */
  readonly isNarrow?: boolean;
  /** The messages of this contract, where the host may open them. */
  readonly messages?: ReactNode;
  /** Puts the panel into a larger page that knows the room, for example the demonstration. */
  readonly frame?: (room: HostRoom, panel: ReactNode) => ReactNode;
}

export function HostPanel(props: HostPanelProps) {
  const [round, setRound] = useState(0);
  const enterAgain = useCallback(() => setRound((before) => before + 1), []);
  return <Connected key={`${props.contract}/${round}`} {...props} onReturn={enterAgain} />;
}

function Connected(props: HostPanelProps & { readonly onReturn: () => void }) {
  const { contract, isNarrow = false, messages, frame, onReturn } = props;
  const t = useWords(hostWords);
  const { message } = App.useApp();
  const [seat] = useState(() => new HostSeat(contract));
  const session = useSession(seat);
  const state = useLiveState(session);
  const { connection, view } = state;
  const give = async <Name extends CommandName>(name: Name, body: CommandBodies[Name]) => {
    const outcome = await session.command(name, body);
    if (outcome.kind === "refused") message.error(outcome.message, 6);
    return outcome.kind === "done";
  };
  const isOver = view !== undefined && OVER.includes(view.phase);
  if (connection.state === "ended" && !isOver) {
    const isElsewhere = connection.why === "other_device";
    return (
      <Result
        status="warning"
        title={isElsewhere ? t.otherDeviceTitle : t.endedTitle}
        subTitle={isElsewhere ? t.otherDeviceText : t.endedText}
        extra={
          <Button type="primary" onClick={onReturn}>
            {t.takeBack}
          </Button>
        }
      />
    );
  }
  if (!view) {
    return (
      <div role="status" aria-label={connection.state === "reconnecting" ? t.reconnecting : t.connecting}>
        <p>{connection.state === "reconnecting" ? t.reconnecting : t.connecting}</p>
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  }
  const room: HostRoom = { session, seat, state, view, give };
  // Colleagues look on; a room is led by its host alone.
  const panel =
    isRoutine(view) || state.you?.role === "colleague" ? (
      <RoutineDesk room={room} messages={messages} />
    ) : (
      <HostDesk room={room} isNarrow={isNarrow} messages={messages} />
    );
  return frame ? frame(room, panel) : panel;
}
