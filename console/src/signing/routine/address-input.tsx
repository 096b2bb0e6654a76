/** 地址: province, city and district are chosen, the rest is written. The value is the whole address in one line. */
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import { type Address, addressOf, addressText } from "./regions";
import { useRegions } from "./use-regions";
import type { ValueInputProps } from "./value-field";
import styles from "./value-field.module.css";

const NOWHERE: Address = { province: "", city: "", district: "", rest: "" };

export function AddressInput({ id, control, value, onChange }: ValueInputProps) {
  const t = useWords(routineWords);
  const regions = useRegions();
  const { province, city, district, rest } = regions
    ? addressOf(regions, value)
    : { ...NOWHERE, rest: value };
  const cities = regions?.get(province);
  const districts = cities?.get(city) ?? [];
  const set = (address: Partial<Address>) => onChange(addressText({ ...NOWHERE, rest, ...address }));
  return (
    <div className={styles.address}>
      {regions && (
        <>
          <RegionSelect
            label={`${control.name} ${t.province}`}
            hint={t.province}
            names={[...regions.keys()]}
            value={province}
            onChange={(name) => set({ province: name })}
          />
          {cities && (
            <RegionSelect
              label={`${control.name} ${t.city}`}
              hint={t.city}
              names={[...cities.keys()]}
              value={city}
              onChange={(name) => set({ province, city: name })}
            />
          )}
          {districts.length > 0 && (
            <RegionSelect
              label={`${control.name} ${t.district}`}
              hint={t.district}
              names={districts}
              value={district}
              onChange={(name) => set({ province, city, district: name })}
            />
          )}
        </>
      )}
      <textarea
        id={id}
        className={styles.input}
        rows={2}
        autoComplete="street-address"
        aria-label={control.name}
        aria-required={control.required}
        placeholder={t.street}
        value={rest}
        onChange={(event) =>
          set({ province, city, district, rest: event.target.value.replace(/[\r\n]+/g, " ") })
        }
      />
    </div>
  );
}

interface RegionSelectProps {
  readonly label: string;
  readonly hint: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function RegionSelect({ label, hint, names, value, onChange }: RegionSelectProps) {
  return (
    <select
      className={styles.input}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{hint}</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
