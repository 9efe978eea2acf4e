import type { User } from "@pilothouse/contracts";
import { useMatches } from "@tanstack/react-router";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Inbox } from "../attention/inbox.tsx";
import { paletteKeys } from "../shortcuts/platform.ts";
import { Kbd } from "../ui/kbd.tsx";
import { LinkState } from "./link-state.tsx";
import { openDialog } from "./open-dialog.ts";
import { UserMenu } from "./user-menu.tsx";

const TITLES: Readonly<Record<string, string>> = {
  "/app/": "Home",
  "/app/terminals": "Terminals",
  "/app/terminals/grid": "Terminals / Grid",
  "/app/terminals/$id/replay": "Terminals / Replay",
  "/app/conversations": "Conversations",
  "/app/conversations/$id": "Conversations / Reader",
  "/app/search": "Search",
  "/app/projects": "Projects",
  "/app/projects/$id": "Projects / Project",
  "/app/analytics": "Analytics",
  "/app/analytics/budgets": "Analytics / Budgets",
  "/app/admin/users": "Admin / Users",
  "/app/admin/runners": "Admin / Runners",
  "/app/admin/sources": "Admin / Transcripts",
  "/app/admin/audit": "Admin / Audit",
  "/app/settings": "Settings",
};

/** Where am I, the palette, the state of the link, and who I am. */
export function TopBar({ user }: { user: User }): ReactNode {
  const here = useMatches({ select: (matches) => TITLES[matches.at(-1)?.routeId ?? ""] ?? "" });
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 max-sm:h-12">
      <nav aria-label="Breadcrumb" className="min-w-0 truncate text-ink-soft">
        {here}
      </nav>
      <div className="flex-1" />
      <Inbox />
      <LinkState />
      <button
        type="button"
        onClick={() => openDialog({ name: "palette" })}
        className="inline-flex h-7 items-center gap-2 rounded border border-line bg-panel px-2 text-ink-faint hover:bg-hover max-sm:size-11 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent"
      >
        <Search size={14} aria-hidden />
        <span className="max-sm:sr-only">
          Search<span className="sr-only"> and commands</span>
        </span>
        <span className="max-sm:hidden" aria-hidden>
          <Kbd>{paletteKeys()}</Kbd>
        </span>
      </button>
      <UserMenu user={user} />
    </header>
  );
}
