/** 省、市、县（区）: which there are, and how an address begins with them (docs/decisions/0075). */

/** Province to city to district. A city without districts, and what lies directly in a province, have none. */
export type Regions = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** An address in its parts; what is not chosen is empty. */
export interface Address {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly rest: string;
}

/** @param text one line for each city: its province, itself, its districts */
export function readRegions(text: string): Regions {
  const regions = new Map<string, Map<string, readonly string[]>>();
  for (const line of text.split("\n")) {
    const [province, city, ...districts] = line.split(" ");
    if (!province || !city) continue;
    const cities = regions.get(province) ?? new Map<string, readonly string[]>();
    regions.set(province, cities.set(city, districts));
  }
  return regions;
}

export function addressText({ province, city, district, rest }: Address): string {
  return province + city + district + rest;
}

/** Finds the parts with which a written address begins; an address elsewhere is all `rest`. */
export function addressOf(regions: Regions, text: string): Address {
  const province = begun(text, [...regions.keys()]);
  const cities = regions.get(province);
  const afterProvince = text.slice(province.length);
  const city = begun(afterProvince, [...(cities?.keys() ?? [])]);
  const afterCity = afterProvince.slice(city.length);
  const district = begun(afterCity, cities?.get(city) ?? []);
  return { province, city, district, rest: afterCity.slice(district.length) };
}

/** The longest of `names` with which `text` begins. */
function begun(text: string, names: readonly string[]): string {
  return names
    .filter((name) => text.startsWith(name))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), "");
}
