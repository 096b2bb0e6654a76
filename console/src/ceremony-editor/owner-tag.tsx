/** Whose a control is, on the control itself; a click gives it to another party. */
import { Dropdown } from "antd";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./editor.module.css";

/** @property party from 1; 0: the sender */
export interface Owner {
  readonly party: number;
  readonly name: string;
}

interface OwnerTagProps {
  readonly owner: Owner;
  readonly owners: readonly Owner[];
  readonly color: string;
  readonly onOwner: (party: number) => void;
}

export function OwnerTag({ owner, owners, color, onOwner }: OwnerTagProps) {
  const t = useWords(contractEditorWords);
  const items = owners.map(({ party, name }) => ({ key: String(party), label: name }));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        selectable: true,
        selectedKeys: [String(owner.party)],
        onClick: ({ key }) => onOwner(Number(key)),
      }}
    >
      <button
        type="button"
        className={styles.ownerTag}
        style={{ background: color }}
        aria-label={t.changeOwner(owner.name)}
      >
        @{owner.name}
      </button>
    </Dropdown>
  );
}
