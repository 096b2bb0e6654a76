/** The filing cabinet of a person or an organisation: types, folders, numbers, and cleaning up. */
import { get, post, put, remove } from "./client";

/** How contracts of a type are numbered, for example `CG-202611-0007`. */
export interface Numbering {
  readonly prefix: string;
  readonly date: "none" | "year" | "month" | "day";
  /** 1 to 9. */
  readonly digits: number;
}

export interface TypeDetails {
  readonly name: string;
  readonly note: string;
  /** Chosen beforehand when a contract is sent. */
  readonly default: boolean;
  /** Contracts of it keep it, and it stays as it is. */
  readonly locked: boolean;
  readonly numbering?: Numbering | null;
}

export interface ContractType extends TypeDetails {
  readonly no: number;
  /** Names that it had before. */
  readonly former: readonly string[];
}

export interface Folder {
  readonly no: number;
  readonly name: string;
}

export interface Cabinet {
  /** In the order in which people have put them. */
  readonly types: readonly ContractType[];
  readonly folders: readonly Folder[];
  /** Whether one may change types and folders. */
  readonly arranges: boolean;
}

interface GivenNumber {
  readonly number: string;
  readonly contract: string;
  /** Milliseconds UTC. */
  readonly at: number;
  /** Sent; still a draft, which keeps it; or a draft that was removed: the gap stays. */
  readonly standing: "sent" | "draft" | "removed";
}

export interface GivenNumbers {
  /** What stands before today's numbers; `null` where the type has no rule. */
  readonly series: string | null;
  /** The last first. */
  readonly numbers: readonly GivenNumber[];
}

/** 0: none; absent: as it is. */
export interface Refiling {
  readonly type?: number;
  readonly folder?: number;
  readonly archived?: boolean;
}

/** For whom it was cleaned away. */
export interface Cleaned {
  readonly for_all: number;
  readonly for_oneself: number;
}

/** The cabinet of an organisation, or the person's own. */
export class FilingDesk {
  constructor(readonly organisation: string | undefined) {}

  read(): Promise<Cabinet> {
    return get(this.at(""));
  }

  addType(details: TypeDetails): Promise<void> {
    return post(this.at("/types"), details);
  }

  changeType(no: number, details: TypeDetails): Promise<void> {
    return put(this.at(`/types/${no}`), details);
  }

  removeType(no: number): Promise<void> {
    return remove(this.at(`/types/${no}`));
  }

  orderTypes(order: readonly number[]): Promise<void> {
    return put(this.at("/types"), { order });
  }

  numbers(no: number): Promise<GivenNumbers> {
    return get(this.at(`/types/${no}/numbers`));
  }

  addFolder(name: string): Promise<void> {
    return post(this.at("/folders"), { name });
  }

  renameFolder(no: number, name: string): Promise<void> {
    return put(this.at(`/folders/${no}`), { name });
  }

  removeFolder(no: number): Promise<void> {
    return remove(this.at(`/folders/${no}`));
  }

  orderFolders(order: readonly number[]): Promise<void> {
    return put(this.at("/folders"), { order });
  }

  /** At most 100 contracts; says which of them stay as they are. */
  refile(
    contracts: readonly string[],
    refiling: Refiling,
  ): Promise<{ readonly filed: number; readonly kept: readonly string[] }> {
    return put(this.at("/contracts"), { contracts, ...refiling });
  }

  /** At most 100 dead contracts leave the lists, for good. */
  cleanUp(contracts: readonly string[]): Promise<Cleaned> {
    return post(this.at("/clean-up"), { contracts });
  }

  private at(rest: string): string {
    const query = this.organisation === undefined ? "" : `?organisation=${this.organisation}`;
    return `/filing${rest}${query}`;
  }
}
