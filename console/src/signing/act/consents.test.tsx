import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { Consents } from "./consents";

afterEach(cleanup);

function ask(hasInk: boolean, mayRefuseRecording: boolean) {
  const hub = new FakeHub();
  hub.prepare();
  if (hasInk) {
    hub.append("hub.consented.v1", { party: 2, kind: "ink", given: true, version: "1", text: "0" });
  }
  const party = hub.view.parties[1];
  if (!party) throw new Error("no party 2");
  const onAnswer = vi.fn();
  const onRefuseToSign = vi.fn();
  const policy = { ...hub.view.policy, may_refuse_recording: mayRefuseRecording };
  render(
    <Consents
      view={{ ...hub.view, policy }}
      party={party}
      agreements={[]}
      onAnswer={onAnswer}
      onRefuseToSign={onRefuseToSign}
    />,
  );
  return { onAnswer, onRefuseToSign };
}
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("keeping the handwriting", () => {
  it("is asked first, and agreed to by itself", () => {
    const { onAnswer } = ask(false, true);
    press("同意");
    expect(onAnswer.mock.calls).toEqual([["ink", true]]);
  });

  it("refused leads to refusing to sign", () => {
    const { onAnswer, onRefuseToSign } = ask(false, true);
    press("不同意，不签署");
    expect(onRefuseToSign).toHaveBeenCalledTimes(1);
    expect(onAnswer).not.toHaveBeenCalled();
  });
});

describe("the recording", () => {
  it("may be refused where the host allows it", () => {
    const { onAnswer } = ask(true, true);
    press("不同意录制");
    expect(onAnswer.mock.calls).toEqual([["recording", false]]);
  });

  it("cannot be refused where it must be", () => {
    ask(true, false);
    expect(screen.queryByRole("button", { name: "不同意录制" })).toBeNull();
    expect(screen.getByText(/本次签约要求录制/)).toBeTruthy();
  });
});
