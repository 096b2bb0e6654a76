/** 或签: another of those who may sign for the party does now, or has. */
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import type { PartyView } from "@/live/protocol";

interface TakenByAnotherProps {
  readonly holder: PartyView;
  /** Identifies this person anew, and so takes the part back. */
  readonly onTakeBack: () => void;
}

export function TakenByAnother({ holder, onTakeBack }: TakenByAnotherProps) {
  const t = useWords(routineWords);
  if (holder.committed_at !== undefined) {
    return <Notice mark="签" tone="good" title={t.anotherSigned(holder.name)} text={t.anotherSignedText} />;
  }
  const again = () => {
    onTakeBack();
    location.reload();
  };
  return (
    <Notice
      mark="候"
      title={t.anotherSigns(holder.name)}
      text={t.anotherSignsText}
      footer={
        <Button wide look="plain" onClick={again}>
          {t.takeBack}
        </Button>
      }
    />
  );
}
