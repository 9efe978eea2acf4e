import type { Role } from "@pilothouse/contracts";
import type { LucideIcon } from "lucide-react";
import {
  ChartColumn,
  FolderGit2,
  FolderInput,
  House,
  MessagesSquare,
  ScrollText,
  Server,
  SquareTerminal,
  Users,
  UsersRound,
} from "lucide-react";

export interface Entry {
  readonly to:
    | "/"
    | "/terminals"
    | "/conversations"
    | "/projects"
    | "/analytics"
    | "/teams"
    | "/admin/users"
    | "/admin/runners"
    | "/admin/sources"
    | "/admin/audit";
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after `g`. */
  readonly key: string;
  readonly for: readonly Role[];
  /** A phone's bar has room for few: there it is behind "More". */
  readonly more?: true;
}

const EVERYONE: readonly Role[] = ["viewer", "member", "operator", "admin"];

export const ENTRIES: readonly Entry[] = [
  { to: "/", label: "Home", icon: House, key: "h", for: EVERYONE },
  { to: "/terminals", label: "Terminals", icon: SquareTerminal, key: "t", for: EVERYONE },
  { to: "/conversations", label: "Conversations", icon: MessagesSquare, key: "c", for: EVERYONE },
  { to: "/projects", label: "Projects", icon: FolderGit2, key: "p", for: EVERYONE, more: true },
  { to: "/analytics", label: "Analytics", icon: ChartColumn, key: "y", for: EVERYONE },
  { to: "/teams", label: "Teams", icon: UsersRound, key: "e", for: EVERYONE, more: true },
  { to: "/admin/users", label: "Users", icon: Users, key: "u", for: ["admin"], more: true },
  { to: "/admin/runners", label: "Runners", icon: Server, key: "r", for: ["admin"], more: true },
  { to: "/admin/sources", label: "Transcripts", icon: FolderInput, key: "x", for: ["admin"], more: true },
  { to: "/admin/audit", label: "Audit", icon: ScrollText, key: "a", for: ["admin"], more: true },
];

/** What this person can go to. */
export function entriesFor(role: Role): readonly Entry[] {
  return ENTRIES.filter((entry) => entry.for.includes(role));
}
