/** Changing what an exhibition is after it was founded. */
import { dashboardWords } from "@/i18n/dashboard-words";
import { useWords } from "@/i18n/dictionary";
import { answersOf, type DetailsAnswers, DetailsFields, detailsOf } from "./details-fields";
import type { Shared } from "./exhibition-page";
import { FormDialog } from "./form-dialog";

export function EditDialog({ exhibition, desk, act, onClose }: Shared & { readonly onClose: () => void }) {
  const t = useWords(dashboardWords);
  const { details, stage } = exhibition;
  return (
    <FormDialog<DetailsAnswers>
      title={t.edit}
      initial={answersOf(details)}
      onSave={(answers) => act(desk.change({ ...details, ...detailsOf(answers, details) }))}
      onClose={onClose}
    >
      <DetailsFields isOpen={stage !== "preparing"} />
    </FormDialog>
  );
}
