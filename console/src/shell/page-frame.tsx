/** The frame of a console page: name, navigation, account and language on top, the page below. */
import { MenuOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { Link, NavLink, Outlet, useNavigate } from "react-router";
import { signOut } from "@/api/account";
import { commonWords } from "@/i18n/common-words";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";
import { setLanguage, useLanguage } from "@/i18n/language";
import { OrganisationSwitch } from "./organisation-switch";
import styles from "./page-frame.module.css";
import { useSignedIn } from "./signed-in";

export function PageFrame() {
  const t = useWords(consoleWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const { account, refresh } = useSignedIn();
  const navigate = useNavigate();
  // On narrow screens what a signed-in person rarely needs is in the menu alone.
  const pages: readonly { to: string; name: string; isRare?: boolean }[] = [
    ...(account
      ? [
          { to: "/ceremonies", name: t.ceremonies },
          { to: "/approvals", name: t.approvals },
          { to: "/templates", name: t.templates },
          { to: "/exhibitions", name: t.exhibitions },
          {
            to: account.organisation ? `/organisations/${account.organisation}` : "/organisations",
            name: t.organisations,
          },
          { to: "/me/seals", name: t.ownSeals },
        ]
      : []),
    ...(account?.operator ? [{ to: "/outbox", name: t.outbox }] : []),
    { to: "/verify", name: t.verify, isRare: account !== null },
    { to: "/trust", name: t.trust, isRare: account !== null },
  ];
  const leave = async () => {
    await signOut().catch(() => undefined);
    await refresh();
    navigate("/");
  };
  return (
    <>
      <a className={styles.skip} href="#content">
        {t.skipToContent}
      </a>
      <header className={styles.bar}>
        <Link to="/" className={styles.brand}>
          <span className={styles.mark} aria-hidden="true">
            签
          </span>
          {common.productName}
        </Link>
        {account && <OrganisationSwitch account={account} />}
        <nav className={styles.nav}>
          {pages.map(({ to, name, isRare }) => (
            <NavLink key={to} to={to} className={styles.item} data-rare={isRare}>
              {name}
            </NavLink>
          ))}
        </nav>
        <span className={styles.end}>
          <button
            type="button"
            className={styles.quiet}
            lang={language === "zh" ? "en" : "zh-CN"}
            aria-label={common.switchLanguageLabel}
            onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
          >
            {common.switchLanguage}
          </button>
          {account ? (
            <span className={styles.account}>
              <span>
                <Link to="/me" className={styles.own} title={t.account}>
                  {account.phone_masked}
                </Link>
                {account.operator && <span className={styles.operator}>{t.operator}</span>}
              </span>
              <button type="button" className={styles.quiet} onClick={leave}>
                {t.signOut}
              </button>
            </span>
          ) : (
            account === null && (
              <Link to="/sign-in" className={styles.quiet}>
                {t.signIn}
              </Link>
            )
          )}
        </span>
        <span className={styles.menu}>
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                ...pages.map(({ to, name }) => ({ key: to, label: name, onClick: () => navigate(to) })),
                { type: "divider" as const },
                ...(account ? [{ key: "me", label: t.account, onClick: () => navigate("/me") }] : []),
                account
                  ? { key: "out", label: `${t.signOut} ${account.phone_masked}`, onClick: leave }
                  : { key: "in", label: t.signIn, onClick: () => navigate("/sign-in") },
              ],
            }}
          >
            <Button type="text" className={styles.burger} icon={<MenuOutlined />} aria-label={t.menu} />
          </Dropdown>
        </span>
      </header>
      <main id="content" className={styles.page}>
        <Outlet />
      </main>
    </>
  );
}
