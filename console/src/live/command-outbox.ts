/** Commands that have no answer yet, in the order in which they were given. */
import { type CommandOutcome, isKept, type PendingCommand } from "./commands";

/** Where commands outlive a reload: `localStorage`, or a plain object in tests. */
export interface Shelf {
  read(): string | undefined;
  write(text: string): void;
}

export class CommandOutbox {
  private pending: readonly PendingCommand[];
  private readonly waiting = new Map<string, (outcome: CommandOutcome) => void>();
  private readonly shelf: Shelf;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
    this.pending = readShelf(shelf);
  }

  /** Every command without an answer, oldest first. A new array whenever it changes. */
  all(): readonly PendingCommand[] {
    return this.pending;
  }

  /** Adds a command; the promise is kept when the hub has answered, however often the connection breaks. */
  add(command: PendingCommand): Promise<CommandOutcome> {
    this.replace([...this.pending, command]);
    return new Promise((resolve) => this.waiting.set(command.id, resolve));
  }

  /** Takes in the hub's answer; says which command it was for, or `undefined` if it was answered before. */
  settle(id: string, outcome: CommandOutcome): PendingCommand | undefined {
    const command = this.pending.find((each) => each.id === id);
    if (command) this.replace(this.pending.filter((each) => each.id !== id));
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
    return command;
  }

  private replace(pending: readonly PendingCommand[]): void {
    this.pending = pending;
    this.shelf.write(JSON.stringify(pending.filter((command) => isKept(command.name))));
  }
}

/** The shelf on this device for one contract and person. A device that keeps nothing still works until a reload. */
export function deviceShelf(key: string): Shelf {
  return {
    read() {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(text) {
      try {
        if (text === "[]") localStorage.removeItem(key);
        else localStorage.setItem(key, text);
      } catch {
        // A full or closed storage loses only the safety across a reload; the page itself keeps the command.
      }
    },
  };
}

function readShelf(shelf: Shelf): readonly PendingCommand[] {
  try {
    const kept: unknown = JSON.parse(shelf.read() ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPending) : [];
  } catch {
    return [];
  }
}

function isPending(value: unknown): value is PendingCommand {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, body } = value as Record<string, unknown>;
  return typeof id === "string" && typeof name === "string" && typeof body === "object" && body !== null;
}
