/** Making a seal: from a template with a live preview, or from a picture. */
import { Tabs } from "antd";
import { Link } from "react-router";
import { SEAL_KINDS, type SealDesk, type SealKind } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { TemplateForm } from "./template-form";
import { UploadForm } from "./upload-form";

interface MakeSealProps {
  readonly organisation: string;
  readonly desk: SealDesk;
  readonly manages: boolean;
  readonly represents: boolean;
  readonly onMade: (seal: string) => void;
}

export function MakeSeal({ organisation, desk, manages, represents, onMade }: MakeSealProps) {
  const t = useWords(sealWords);
  const may = (kind: SealKind) => (kind === "legal_representative" ? represents : manages);
  const kinds = SEAL_KINDS.filter(may);
  const shared = { desk, kinds, onMade };
  return (
    <>
      <PageTitle title={t.newSeal} />
      <p>
        <Link to={`/organisations/${organisation}/seals`}>{t.backToSeals}</Link>
      </p>
      <Tabs
        items={[
          { key: "template", label: t.fromTemplate, children: <TemplateForm {...shared} /> },
          { key: "picture", label: t.fromPicture, children: <UploadForm {...shared} /> },
        ]}
      />
    </>
  );
}
