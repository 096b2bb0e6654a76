/** Ant Design in the product's colours and in the language in use. */
import { App, ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useLanguage } from "@/i18n/language";

const THEME: ThemeConfig = {
  token: {
    colorPrimary: "#1b3f73",
    colorLink: "#1b3f73",
    colorInfo: "#1b3f73",
    colorSuccess: "#23745b",
    colorWarning: "#b07a1f",
    colorError: "#b5322a",
    // Derived tints of colours this dark come out grey.
    colorInfoBg: "#edf2f9",
    colorInfoBorder: "#c3d2e6",
    colorSuccessBg: "#eaf4ef",
    colorSuccessBorder: "#b5d9c8",
    colorWarningBg: "#fbf4e4",
    colorWarningBorder: "#e8cf9a",
    colorErrorBg: "#fbeeec",
    colorErrorBorder: "#ecbfba",
    colorTextBase: "#16202e",
    colorBgLayout: "#f6f3ec",
    colorBorderSecondary: "#e3ddd0",
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 38,
    fontFamily:
      '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", system-ui, sans-serif',
  },
};

export function ConsoleTheme({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  return (
    <ConfigProvider
      theme={THEME}
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
