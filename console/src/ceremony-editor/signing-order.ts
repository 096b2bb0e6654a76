/** Who acts when, as steps: the parties of one step act together, and a step waits for the one before it. */
import type { DraftBody } from "@/api/drafts";

/** Numbers of parties, from 1. No step is empty. */
export type Steps = readonly (readonly number[])[];

export function stepsOf(body: DraftBody): Steps {
  const numbers = body.parties.map((_, index) => index + 1);
  if (body.policy.order === "together") return [numbers];
  const turnOf = (no: number) => body.parties[no - 1]?.turn ?? no;
  const turns = [...new Set(numbers.map(turnOf))].sort((a, b) => a - b);
  return turns.map((turn) => numbers.filter((no) => turnOf(no) === turn));
}

/** One step with everybody is 不分先后, which needs no turns. */
export function withSteps(body: DraftBody, steps: Steps): DraftBody {
  const isTogether = steps.length <= 1;
  const parties = body.parties.map(({ turn: _before, ...party }, index) => {
    const step = steps.findIndex((each) => each.includes(index + 1));
    return isTogether ? party : { ...party, turn: step + 1 };
  });
  return { ...body, parties, policy: { ...body.policy, order: isTogether ? "together" : "in_turn" } };
}

/** @param step from 0, as the steps are before the move */
export function joining(steps: Steps, party: number, step: number): Steps {
  if (steps[step]?.includes(party)) return steps;
  return tidy(steps.map((each, at) => (at === step ? [...each, party] : each.filter((no) => no !== party))));
}

/** @param gap how many steps come before the party's own one, as they are before the move */
export function alone(steps: Steps, party: number, gap: number): Steps {
  const left = steps.map((each) => each.filter((no) => no !== party));
  return tidy([...left.slice(0, gap), [party], ...left.slice(gap)]);
}

/** One place on: out of its group into a step of its own, or into the group of the next step. */
export function later(steps: Steps, party: number): Steps {
  const at = steps.findIndex((each) => each.includes(party));
  const isGrouped = (steps[at]?.length ?? 0) > 1;
  if (isGrouped) return alone(steps, party, at + 1);
  return at + 1 < steps.length ? joining(steps, party, at + 1) : steps;
}

/** One place back; the way of [`later`] in the other direction. */
export function earlier(steps: Steps, party: number): Steps {
  const at = steps.findIndex((each) => each.includes(party));
  const isGrouped = (steps[at]?.length ?? 0) > 1;
  if (isGrouped) return alone(steps, party, at);
  return at > 0 ? joining(steps, party, at - 1) : steps;
}

function tidy(steps: Steps): Steps {
  return steps.filter((each) => each.length > 0).map((each) => [...each].sort((a, b) => a - b));
}
