/** 动态表格: rows of texts that can grow. */
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import { listText, tableRows } from "./typed-values";
import type { ValueInputProps } from "./value-field";
import styles from "./value-field.module.css";

interface TableInputProps extends ValueInputProps {
  readonly columns: readonly string[];
  readonly most: number;
}

export function TableInput({ id, value, columns, most, onChange }: TableInputProps) {
  const t = useWords(routineWords);
  const rows = tableRows(value, columns.length);
  const put = (next: readonly (readonly string[])[]) => {
    const isBlank = next.every((row) => row.every((cell) => cell === ""));
    onChange(isBlank && next.length <= 1 ? "" : listText(next));
  };
  const type = (row: number, column: number, text: string) =>
    put(
      rows.map((cells, at) => (at === row ? cells.map((cell, no) => (no === column ? text : cell)) : cells)),
    );
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <td className={styles.narrow} />
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the table
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={column}>
                  <input
                    id={row === 0 && column === 0 ? id : undefined}
                    className={styles.cell}
                    aria-label={t.cell(columns[column] ?? "", row + 1)}
                    value={cell}
                    onChange={(event) => type(row, column, event.target.value)}
                  />
                </td>
              ))}
              <td className={styles.narrow}>
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={t.removeRow(row + 1)}
                  onClick={() => put(rows.filter((_, at) => at !== row))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        className={styles.add}
        disabled={rows.length >= most}
        onClick={() => put([...rows, columns.map(() => "")])}
      >
        + {t.addRow}
      </button>
    </>
  );
}
