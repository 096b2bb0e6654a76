/** The templates of the account: by folder, found by name, each started, edited and kept from its card. */
import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Empty, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { createDraft } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { draftOfTemplate, fileTemplate, type TemplateRow, templatePageUrl } from "@/api/templates";
import { templateWords } from "@/i18n/console-template-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import { FilingDialog } from "./filing-dialog";
import { type Folder, foldersOf, shownIn } from "./folders";
import { OfficialList } from "./official-list";
import { TemplateCard } from "./template-card";
import styles from "./templates.module.css";

interface TemplateListProps {
  readonly rows: readonly TemplateRow[];
  readonly onChanged: () => void;
}

export function TemplateList({ rows, onChanged }: TemplateListProps) {
  const t = useWords(templateWords);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const act = useAct(onChanged);
  const [folder, setFolder] = useState<Folder>();
  const [search, setSearch] = useState("");
  const [filed, setFiled] = useState<TemplateRow>();
  const [previewed, setPreviewed] = useState<TemplateRow>();
  const folders = foldersOf(rows);
  const shown = shownIn(rows, folder, search);
  const edit = async (draft: Promise<{ readonly id: string }>) => {
    try {
      navigate(`/drafts/${(await draft).id}`);
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
  };
  const create = (
    <Button type="primary" size="large" icon={<PlusOutlined />} onClick={() => edit(createDraft())}>
      {t.create}
    </Button>
  );
  if (rows.length === 0) {
    return (
      <>
        <PageTitle title={t.title} hint={t.hint} />
        <Empty className={styles.empty} description={t.empty}>
          {create}
        </Empty>
        <OfficialList onAdded={onChanged} />
      </>
    );
  }
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} actions={create} />
      <div className={styles.bar}>
        {folders.length > 0 && (
          <Segmented<string>
            aria-label={t.folders}
            value={keyOf(folder)}
            onChange={(key) => setFolder(folderOf(key))}
            options={[
              { value: keyOf(undefined), label: t.allFolders },
              ...folders.map((name) => ({ value: keyOf(name), label: name })),
              { value: keyOf(null), label: t.topFolder },
            ]}
          />
        )}
        <Input.Search
          className={styles.search}
          allowClear
          aria-label={t.search}
          placeholder={t.search}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      {shown.length === 0 ? (
        <Empty className={styles.empty} description={t.nothingFound} />
      ) : (
        <ul className={styles.grid}>
          {shown.map((row) => (
            <TemplateCard
              key={row.id}
              row={row}
              act={act}
              onDraft={(purpose) => edit(draftOfTemplate(row.id, purpose))}
              onPreview={() => setPreviewed(row)}
              onFile={() => setFiled(row)}
            />
          ))}
        </ul>
      )}
      <OfficialList onAdded={onChanged} />
      {filed && (
        <FilingDialog
          title={t.file}
          name={filed.name}
          folder={filed.folder}
          folders={folders}
          onSave={(name, into) => act(fileTemplate(filed.id, name, into))}
          onClose={() => setFiled(undefined)}
        />
      )}
      {previewed && <Preview row={previewed} onClose={() => setPreviewed(undefined)} />}
    </>
  );
}

function Preview({ row, onClose }: { readonly row: TemplateRow; readonly onClose: () => void }) {
  const t = useWords(templateWords);
  const numbers = Array.from({ length: row.pages }, (_, index) => index + 1);
  return (
    <Modal open width={760} title={t.previewOf(row.name)} footer={null} onCancel={onClose}>
      {numbers.map((n) => (
        <img
          key={n}
          className={styles.page}
          src={templatePageUrl(row, n)}
          alt={t.page(n, row.pages)}
          loading="lazy"
        />
      ))}
    </Modal>
  );
}

/** A folder's name may be any text, so it is told from the two that are none by its first letter. */
function keyOf(folder: Folder): string {
  if (folder === undefined) return "all";
  return folder === null ? "none" : `=${folder}`;
}

function folderOf(key: string): Folder {
  if (key === "all") return undefined;
  return key === "none" ? null : key.slice(1);
}
