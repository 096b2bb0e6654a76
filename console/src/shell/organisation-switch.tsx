/** 切换企业: for which organisation the person works, at the top left of every page. */
import { DownOutlined } from "@ant-design/icons";
import { App, Dropdown } from "antd";
import { useCallback } from "react";
import type { Account } from "@/api/account";
import { chooseOrganisation } from "@/api/me";
import { organisations } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./page-frame.module.css";
import { useSignedIn } from "./signed-in";
import { useLoaded } from "./use-loaded";

/** Nothing for somebody who belongs to no organisation: there is nothing to choose. */
export function OrganisationSwitch({ account }: { readonly account: Account }) {
  const t = useWords(consoleWords);
  const { message } = App.useApp();
  const { refresh } = useSignedIn();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another account has others
  const load = useCallback(() => organisations(), [account.id, account.organisation]);
  const [own] = useLoaded(load);
  if (own.state !== "ready" || own.value.length === 0) return null;
  const chosen = own.value.find(({ id }) => id === account.organisation);
  const choose = async (id: string | null) => {
    try {
      await chooseOrganisation(id);
      await refresh();
    } catch (cause) {
      message.error(sentence(cause), 6);
    }
  };
  const items = [
    { key: "self", label: t.forMyself, onClick: () => choose(null) },
    ...own.value.map(({ id, name }) => ({ key: id, label: name, onClick: () => choose(id) })),
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items, selectable: true, selectedKeys: [chosen?.id ?? "self"] }}>
      <button type="button" className={styles.chooser} aria-label={t.workFor}>
        <span className={styles.chosen}>{chosen?.name ?? t.forMyself}</span>
        <DownOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}
