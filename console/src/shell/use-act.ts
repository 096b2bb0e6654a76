/** Gives a command, says what was wrong with it, and shows what came of it. */
import { App } from "antd";
import { sentence } from "@/api/problem";

export type Act = (command: Promise<void>) => Promise<boolean>;

/** @param onChanged asks the hub anew; the returned function says whether the command was taken */
export function useAct(onChanged: () => void): Act {
  const { message } = App.useApp();
  return async (command) => {
    try {
      await command;
      onChanged();
      return true;
    } catch (problem) {
      message.error(sentence(problem), 6);
      return false;
    }
  };
}
