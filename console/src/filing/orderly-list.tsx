/** A list that people put in order: by dragging, by two buttons, or with the arrow keys on the handle. */
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { filingWords } from "@/i18n/filing-words";
import styles from "./filing.module.css";
import { moved } from "./moved";

interface Member {
  readonly no: number;
  readonly name: string;
}

interface OrderlyListProps<T extends Member> {
  readonly label: string;
  readonly members: readonly T[];
  readonly canOrder: boolean;
  readonly onOrder: (order: readonly number[]) => void;
  readonly children: (member: T) => ReactNode;
}

export function OrderlyList<T extends Member>({
  label,
  members,
  canOrder,
  onOrder,
  children,
}: OrderlyListProps<T>) {
  const t = useWords(filingWords);
  const [held, setHeld] = useState<number>();
  const [over, setOver] = useState<number>();
  const move = (from: number, to: number) => {
    const after = moved(members, from, to);
    if (after !== members && from !== to) onOrder(after.map(({ no }) => no));
  };
  const drop = () => {
    if (held !== undefined && over !== undefined) move(held, over);
    setHeld(undefined);
    setOver(undefined);
  };
  return (
    <ul className={styles.list} aria-label={label}>
      {members.map((member, index) => (
        <li
          key={member.no}
          className={[styles.row, held === index && styles.held, over === index && styles.over]
            .filter(Boolean)
            .join(" ")}
          draggable={canOrder}
          onDragStart={() => setHeld(index)}
          onDragEnter={() => setOver(index)}
          onDragOver={(event) => event.preventDefault()}
          onDragEnd={drop}
        >
          {canOrder && <HolderOutlined className={styles.handle} aria-hidden />}
          <div className={styles.what}>{children(member)}</div>
          {canOrder && (
            <span className={styles.arrows}>
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={t.up(member.name)}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={t.down(member.name)}
                disabled={index === members.length - 1}
                onClick={() => move(index, index + 1)}
              />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
