/** Opens the own signing page of a contract, without a link. */
import { App, Button } from "antd";
import { useState } from "react";
import { sentence } from "@/api/problem";
import { ownSigningPage } from "@/api/sign-many";
import { useWords } from "@/i18n/dictionary";
import { signManyWords } from "@/i18n/sign-many-words";

interface OpenAloneProps {
  readonly contract: string;
  readonly label?: string;
  readonly isPrimary?: boolean;
}

export function OpenAlone({ contract, label, isPrimary = false }: OpenAloneProps) {
  const t = useWords(signManyWords);
  const { message } = App.useApp();
  const [isOpening, setOpening] = useState(false);
  const open = async () => {
    setOpening(true);
    try {
      window.location.assign(await ownSigningPage(contract));
    } catch (problem) {
      message.error(sentence(problem), 6);
      setOpening(false);
    }
  };
  return (
    <Button type={isPrimary ? "primary" : "default"} loading={isOpening} onClick={open}>
      {label ?? t.openAlone}
    </Button>
  );
}
