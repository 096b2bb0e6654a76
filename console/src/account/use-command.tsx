/** Gives a command of one's own account; where the hub asks for it, the person confirms first and it goes on. */
import { App } from "antd";
import { type ReactNode, useCallback, useState } from "react";
import type { Means } from "@/api/me";
import { Problem, sentence } from "@/api/problem";
import { StepUpDialog } from "@/shell/step-up-dialog";

/** Says whether the command was taken. */
export type Command = (command: () => Promise<void>) => Promise<boolean>;

/** The function that gives commands, and the dialog to be shown somewhere on the page. */
export function useCommand(means: Means, onChanged: () => void): readonly [Command, ReactNode] {
  const { message } = App.useApp();
  const [waiting, setWaiting] = useState<(isConfirmed: boolean) => void>();
  const give = useCallback<Command>(
    async (command) => {
      const attempt = async () => {
        await command();
        onChanged();
      };
      try {
        await attempt();
        return true;
      } catch (cause) {
        if (!(cause instanceof Problem) || cause.code !== "step_up_required") {
          message.error(sentence(cause), 6);
          return false;
        }
      }
      const isConfirmed = await new Promise<boolean>((resolve) => setWaiting(() => resolve));
      setWaiting(undefined);
      if (!isConfirmed) return false;
      try {
        await attempt();
        return true;
      } catch (cause) {
        message.error(sentence(cause), 6);
        return false;
      }
    },
    [message, onChanged],
  );
  const dialog = waiting && (
    <StepUpDialog means={means} onConfirmed={() => waiting(true)} onCancel={() => waiting(false)} />
  );
  return [give, dialog];
}
