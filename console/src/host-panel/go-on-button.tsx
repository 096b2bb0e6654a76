/** What came to nothing goes on: a draft with everything in it, as an ordinary contract. */
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { goOn } from "@/api/contracts";
import { sentence } from "@/api/problem";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import { type HostRoom, isReader } from "./host-room";

export function GoOnButton({ room }: { readonly room: HostRoom }) {
  const t = useWords(hostWords);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [isMaking, setMaking] = useState(false);
  const { view, seat } = room;
  if (isReader(room) || view.policy.demo) return null;
  const make = async () => {
    setMaking(true);
    try {
      navigate(`/drafts/${await goOn(seat.contract)}`);
    } catch (problem) {
      message.error(sentence(problem), 8);
      setMaking(false);
    }
  };
  return (
    <Button type="primary" loading={isMaking} onClick={make}>
      {view.policy.course === "routine" ? t.startAgain : t.goOnAsOrdinary}
    </Button>
  );
}
