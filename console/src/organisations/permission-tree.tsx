/** The tree that a role's rights are given in: a branch for each part of the console, ticked whole or right by right. */
import { Checkbox } from "antd";
import type { PermissionBranch, Right } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./organisations.module.css";

interface PermissionTreeProps {
  readonly tree: readonly PermissionBranch[];
  readonly given: readonly Right[];
  readonly onChange: (given: readonly Right[]) => void;
}

export function PermissionTree({ tree, given, onChange }: PermissionTreeProps) {
  const t = useWords(organisationWords);
  const set = (rights: readonly Right[], on: boolean) => {
    const others = given.filter((right) => !rights.includes(right));
    onChange(on ? [...others, ...rights] : others);
  };
  return (
    <ul className={styles.tree} aria-label={t.rights}>
      {tree.map(({ module, permissions }) => {
        const held = permissions.filter((right) => given.includes(right)).length;
        const [alone] = permissions.length === 1 ? permissions : [];
        return (
          <li key={module}>
            <Checkbox
              checked={held === permissions.length}
              indeterminate={held > 0 && held < permissions.length}
              onChange={({ target }) => set(permissions, target.checked)}
            >
              <strong>{alone ? t[`right_${alone}`] : t[`module_${module}`]}</strong>
            </Checkbox>
            {!alone && (
              <ul>
                {permissions.map((right) => (
                  <li key={right}>
                    <Checkbox
                      checked={given.includes(right)}
                      onChange={({ target }) => set([right], target.checked)}
                    >
                      {t[`right_${right}`]}
                    </Checkbox>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}
