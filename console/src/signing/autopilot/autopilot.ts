/**
 * A simulated party of the demonstration. It works the real signing page through its own buttons, as a person
 * would: accepts the agreements, types the one-time code, writes a name, holds to sign. It is loaded only when
 * the address ends in `&autopilot`, and gets the code from the outbox as the demonstration's host, whom the
 * same browser has signed in.
 */
import { outbox } from "@/api/account";
import { keptSeat } from "@/api/kept-seat";
import type { Joined } from "@/api/participant";
import { actWords } from "@/i18n/act-words";
import { arrivalWords } from "@/i18n/arrival-words";
import { words } from "@/i18n/dictionary";
import { pause, writeName } from "./pad-writer";

const LOOK_EVERY_MS = 400;
/** What a person needs to find the next button. */
const THINK_MS = 700;
const HOLD_MS = 1_600;
const MOST_BOXES = 9;

/** Plays the party that `token` belongs to; the returned function stops it. */
export function startAutopilot(token: string): () => void {
  let isBusy = false;
  const look = async () => {
    const seat = keptSeat(token);
    const act = isBusy || !seat?.demo ? undefined : nextAct(seat);
    if (!act) return;
    isBusy = true;
    try {
      await act();
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** What the screen asks for, if anything. */
function nextAct(seat: Joined): (() => Promise<void>) | undefined {
  const act = words(actWords);
  const arrival = words(arrivalWords);
  const consent = buttonNamed([act.consentGive]);
  if (consent) return () => press(consent);
  const hold = buttonNamed([act.hold]);
  if (hold) return () => holdDown(hold);
  const paper = document.querySelector("[role=dialog] canvas")?.parentElement;
  if (paper) return () => write(paper, seat.party_name ?? "");
  const sign = buttonNamed(numbers().flatMap((all) => numbers().map((no) => act.sign(no, all))));
  if (sign) return () => press(sign);
  const box = document.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box && !box.checked) return () => press(box);
  const onward = buttonNamed([arrival.begin, arrival.agreeAndGoOn]);
  if (onward) return () => press(onward);
  const code = document.querySelector<HTMLInputElement>("input[autocomplete=one-time-code]");
  if (code && code.value === "" && !code.disabled) return () => typeCode(code, seat);
  return undefined;
}

async function press(element: HTMLElement): Promise<void> {
  await pause(THINK_MS);
  element.click();
}

async function holdDown(button: HTMLElement): Promise<void> {
  await pause(THINK_MS);
  button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
  await pause(HOLD_MS);
  button.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, button: 0 }));
}

async function write(paper: HTMLElement, name: string): Promise<void> {
  const act = words(actWords);
  const isWritten = buttonNamed([act.padDone, act.padNext]) !== undefined;
  await pause(THINK_MS);
  if (!isWritten) await writeName(paper, name);
  await pause(THINK_MS);
  buttonNamed([act.padDone, act.padNext])?.click();
}

async function typeCode(input: HTMLInputElement, seat: Joined): Promise<void> {
  await pause(THINK_MS);
  const end = (seat.phone_masked ?? "").slice(-4);
  const messages = await outbox(seat.contract).catch(() => []);
  const latest = messages
    .filter(({ to_phone, text }) => to_phone.endsWith(end) && !text.includes("://"))
    .sort((a, b) => b.id - a.id)[0];
  const code = /\d{6}/.exec(latest?.text ?? "")?.[0];
  if (code === undefined) return;
  // React hears of a value only when the element's own setter has put it there.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, code);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function buttonNamed(names: readonly string[]): HTMLButtonElement | undefined {
  const buttons = Array.from(document.querySelectorAll("button"));
  return buttons.find((button) => !button.disabled && names.includes(button.textContent?.trim() ?? ""));
}

function numbers(): readonly number[] {
  return Array.from({ length: MOST_BOXES }, (_, index) => index + 1);
}
