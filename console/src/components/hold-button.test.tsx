import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HoldButton } from "./hold-button";

const onHeld = vi.fn();
const hold = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers();
  onHeld.mockReset();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function button(disabled = false): HTMLElement {
  render(<HoldButton label="hold" holding="holding" disabled={disabled} onHeld={onHeld} />);
  return screen.getByRole("button");
}

it("acts once when it is held long enough", () => {
  fireEvent.pointerDown(button());
  hold(1_100);
  expect(onHeld).not.toHaveBeenCalled();
  hold(5_000);
  expect(onHeld).toHaveBeenCalledTimes(1);
});

it("does nothing when it is let go early, or the finger slips off", () => {
  const pressed = button();
  fireEvent.pointerDown(pressed);
  hold(900);
  fireEvent.pointerUp(pressed);
  fireEvent.pointerDown(pressed);
  hold(900);
  fireEvent.pointerLeave(pressed);
  hold(5_000);
  expect(onHeld).not.toHaveBeenCalled();
});

it("works by the keyboard, and does not start again with the key's repeats", () => {
  const pressed = button();
  fireEvent.keyDown(pressed, { key: " " });
  hold(600);
  fireEvent.keyDown(pressed, { key: " ", repeat: true });
  hold(700);
  expect(onHeld).toHaveBeenCalledTimes(1);
});

it("does nothing while it is disabled", () => {
  fireEvent.pointerDown(button(true));
  hold(5_000);
  expect(onHeld).not.toHaveBeenCalled();
});
