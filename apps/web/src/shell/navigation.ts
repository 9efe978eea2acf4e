import type { Role } from "@pilothouse/contracts";
import type { LucideIcon } from "lucide-react";
import { House, MessagesSquare, ScrollText, Server, SquareTerminal, Users, UsersRound } from "lucide-react";

export interface Entry {
  readonly to: "/" | "/terminals" | "/conversations" | "/teams" | "/admin/users" | "/admin/runners" | "/admin/audit";
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after `g`. */
  readonly key: string;
  readonly for: readonly Role[];
}

const EVERYONE: readonly Role[] = ["viewer", "member", "operator", "admin"];

export const ENTRIES: readonly Entry[] = [
  { to: "/", label: "Home", icon: House, key: "h", for: EVERYONE },
  { to: "/terminals", label: "Terminals", icon: SquareTerminal, key: "t", for: EVERYONE },
  { to: "/conversations", label: "Conversations", icon: MessagesSquare, key: "c", for: EVERYONE },
  { to: "/teams", label: "Teams", icon: UsersRound, key: "e", for: EVERYONE },
  { to: "/admin/users", label: "Users", icon: Users, key: "u", for: ["admin"] },
  { to: "/admin/runners", label: "Runners", icon: Server, key: "r", for: ["admin"] },
  { to: "/admin/audit", label: "Audit", icon: ScrollText, key: "a", for: ["admin"] },
];

/** What this person can go to. */
export function entriesFor(role: Role): readonly Entry[] {
  return ENTRIES.filter((entry) => entry.for.includes(role));
}
