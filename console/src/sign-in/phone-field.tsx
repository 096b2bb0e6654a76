import { Form, Input } from "antd";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";

interface PhoneFieldProps {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (phone: string) => void;
}

/** A phone number, typed or filled in by the browser. */
export function PhoneField({ value, problem, onChange }: PhoneFieldProps) {
  const t = useWords(frontWords);
  const state = problem === undefined ? {} : { validateStatus: "error" as const, help: problem };
  return (
    <Form.Item label={t.phone} htmlFor="phone" {...state}>
      <Input
        id="phone"
        size="large"
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        autoFocus
        placeholder={t.phonePlaceholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Form.Item>
  );
}
