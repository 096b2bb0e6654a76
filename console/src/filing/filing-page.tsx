/** 合同类型与文件夹: made, changed, put in order; types with their rules for numbers. */
import { LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Empty, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Cabinet, ContractType, FilingDesk, Folder } from "@/api/filing";
import { useWords } from "@/i18n/dictionary";
import { filingWords } from "@/i18n/filing-words";
import { PageTitle } from "@/shell/page-title";
import { useAct } from "@/shell/use-act";
import styles from "./filing.module.css";
import { FolderDialog } from "./folder-dialog";
import { NumbersDialog } from "./numbers-dialog";
import { OrderlyList } from "./orderly-list";
import { example, TypeDialog } from "./type-dialog";

interface FilingPageProps {
  readonly desk: FilingDesk;
  readonly cabinet: Cabinet;
  readonly onChanged: () => void;
}

type Open =
  | { readonly what: "type"; readonly type?: ContractType }
  | { readonly what: "folder"; readonly folder?: Folder }
  | { readonly what: "numbers"; readonly type: ContractType };

export function FilingPage({ desk, cabinet, onChanged }: FilingPageProps) {
  const t = useWords(filingWords);
  const act = useAct(onChanged);
  const [open, setOpen] = useState<Open>();
  const { types, folders, arranges } = cabinet;
  const close = () => setOpen(undefined);
  const newType = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ what: "type" })}>
      {t.newType}
    </Button>
  );
  const newFolder = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ what: "folder" })}>
      {t.newFolder}
    </Button>
  );
  return (
    <>
      <PageTitle
        title={t.title}
        hint={t.hint}
        actions={
          <Link to="/ceremonies">
            <Button>{t.back}</Button>
          </Link>
        }
      />
      {!arranges && <Alert className={styles.notice} type="info" showIcon title={t.mayNotArrange} />}
      <section className={styles.section}>
        <div className={styles.head}>
          <h2 className={styles.subtitle}>{t.types}</h2>
          {arranges && types.length > 0 && newType}
        </div>
        {types.length === 0 && <Empty description={t.noTypes}>{arranges && newType}</Empty>}
        <OrderlyList
          label={t.types}
          members={types}
          canOrder={arranges}
          onOrder={(order) => act(desk.orderTypes(order))}
        >
          {(type) => (
            <>
              <p className={styles.name}>
                <span>{type.name}</span> {type.default && <Tag color="gold">{t.default}</Tag>}
                {type.locked && <Tag icon={<LockOutlined />}>{t.locked}</Tag>}
              </p>
              <p className={styles.soft}>
                {[type.note, type.numbering && t.numbered(example(type.numbering))]
                  .filter(Boolean)
                  .join(" · ") || t.noNote}
              </p>
              {arranges && (
                <p className={styles.acts}>
                  <Button size="small" onClick={() => setOpen({ what: "type", type })}>
                    {t.edit}
                  </Button>
                  {type.numbering && (
                    <Button size="small" onClick={() => setOpen({ what: "numbers", type })}>
                      {t.numbers}
                    </Button>
                  )}
                  <Popconfirm
                    title={t.askRemoveType(type.name)}
                    okText={t.remove}
                    cancelText={t.cancel}
                    disabled={type.locked}
                    onConfirm={() => act(desk.removeType(type.no))}
                  >
                    <Button size="small" danger disabled={type.locked}>
                      {t.remove}
                    </Button>
                  </Popconfirm>
                </p>
              )}
            </>
          )}
        </OrderlyList>
      </section>
      <section className={styles.section}>
        <div className={styles.head}>
          <h2 className={styles.subtitle}>{t.folders}</h2>
          {arranges && folders.length > 0 && newFolder}
        </div>
        {folders.length === 0 && <Empty description={t.noFolders}>{arranges && newFolder}</Empty>}
        <OrderlyList
          label={t.folders}
          members={folders}
          canOrder={arranges}
          onOrder={(order) => act(desk.orderFolders(order))}
        >
          {(folder) => (
            <div className={styles.folder}>
              <Link to={`/ceremonies?folder=${folder.no}`} className={styles.name}>
                {folder.name}
              </Link>
              {arranges && (
                <span className={styles.acts}>
                  <Button size="small" onClick={() => setOpen({ what: "folder", folder })}>
                    {t.rename}
                  </Button>
                  <Popconfirm
                    title={t.askRemoveFolder(folder.name)}
                    okText={t.remove}
                    cancelText={t.cancel}
                    onConfirm={() => act(desk.removeFolder(folder.no))}
                  >
                    <Button size="small" danger>
                      {t.remove}
                    </Button>
                  </Popconfirm>
                </span>
              )}
            </div>
          )}
        </OrderlyList>
      </section>
      {open?.what === "type" && (
        <TypeDialog
          type={open.type}
          onSave={(details) =>
            act(open.type ? desk.changeType(open.type.no, details) : desk.addType(details))
          }
          onClose={close}
        />
      )}
      {open?.what === "folder" && (
        <FolderDialog
          folder={open.folder}
          onSave={(name) => act(open.folder ? desk.renameFolder(open.folder.no, name) : desk.addFolder(name))}
          onClose={close}
        />
      )}
      {open?.what === "numbers" && <NumbersDialog desk={desk} type={open.type} onClose={close} />}
    </>
  );
}
