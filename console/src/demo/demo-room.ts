/** What the guide needs of the host's room. */
import type { CommandBodies, CommandName } from "@/live/commands";
import type { SessionView } from "@/live/protocol";

export interface DemoRoom {
  readonly view: SessionView;
  readonly give: <Name extends CommandName>(name: Name, body: CommandBodies[Name]) => Promise<boolean>;
}

export type DemoMove = "admit" | "open" | "turn" | "sign" | "end";
type DemoSaying =
  | "say1wait"
  | "say1admit"
  | "say1open"
  | "say2turn"
  | "say2sign"
  | "say3"
  | "say4"
  | "say5end"
  | "say5"
  | "saySuspended"
  | "sayCalledOff";

export interface DemoStep {
  /** From 0. */
  readonly step: number;
  readonly saying: DemoSaying;
  /** What the host does next, where it is the host's turn. */
  readonly move?: DemoMove;
}

/** Where the demonstration stands, and what comes next. */
export function demoStep(view: SessionView): DemoStep {
  if (view.paused) return { step: 1, saying: "saySuspended" };
  switch (view.phase) {
    case "opening":
    case "reading":
      return view.page < view.images.length
        ? { step: 1, saying: "say2turn", move: "turn" }
        : { step: 1, saying: "say2sign", move: "sign" };
    case "signing":
      return { step: 2, saying: "say3" };
    case "sealing":
      return { step: 3, saying: "say4" };
    case "closing":
    case "closed":
      return view.ended ? { step: 4, saying: "say5" } : { step: 4, saying: "say5end", move: "end" };
    case "called_off":
      return { step: 0, saying: "sayCalledOff" };
    default:
  }
  if (view.parties.every((party) => party.admitted)) return { step: 0, saying: "say1open", move: "open" };
  const areKnown = view.parties.every((party) => party.method !== undefined && party.present);
  return areKnown ? { step: 0, saying: "say1admit", move: "admit" } : { step: 0, saying: "say1wait" };
}

/** How long the stage shows its title before the reading begins. */
const TITLE_MS = 2_600;

/** Does what the host would do. */
export async function makeMove({ view, give }: DemoRoom, move: DemoMove): Promise<void> {
  switch (move) {
    case "admit":
      for (const { no } of view.parties) await give("admit", { party: no });
      return;
    case "open":
      if (!(await give("enter_phase", { phase: "opening" }))) return;
      await new Promise((resolve) => setTimeout(resolve, TITLE_MS));
      await give("enter_phase", { phase: "reading" });
      return;
    case "turn":
      await give("turn_page", { page: view.page + 1 });
      return;
    case "sign":
      await give("enter_phase", { phase: "signing" });
      return;
    case "end":
      await give("end", {});
      return;
  }
}
