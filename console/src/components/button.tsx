import type { ButtonHTMLAttributes } from "react";
import styles from "./button.module.css";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly wide?: boolean;
}

export function Button({ look = "primary", wide = false, className, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], wide && styles.wide, className].filter(Boolean).join(" ");
  return <button type="button" className={names} {...rest} />;
}
