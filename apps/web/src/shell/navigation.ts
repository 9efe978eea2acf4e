import type { Role } from "@pilothouse/contracts";
import type { LucideIcon } from "lucide-react";
import { House, SquareTerminal, Users } from "lucide-react";

export interface Entry {
  readonly to: "/" | "/terminals" | "/admin/users";
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after `g`. */
  readonly key: string;
  readonly for: readonly Role[];
}

const EVERYONE: readonly Role[] = ["admin", "member"];

export const ENTRIES: readonly Entry[] = [
  { to: "/", label: "Home", icon: House, key: "h", for: EVERYONE },
  { to: "/terminals", label: "Terminals", icon: SquareTerminal, key: "t", for: EVERYONE },
  { to: "/admin/users", label: "Users", icon: Users, key: "u", for: ["admin"] },
];

/** What this person can go to. */
export function entriesFor(role: Role): readonly Entry[] {
  return ENTRIES.filter((entry) => entry.for.includes(role));
}
