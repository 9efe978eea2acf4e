import type { User } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import { PanelLeftClose, PanelLeftOpen, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { prefer, preferences } from "../preferences/preferences.ts";
import { useStore } from "../store/use-store.ts";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Mark } from "../ui/mark.tsx";
import { entriesFor } from "./navigation.ts";

const ROW = "flex h-8 items-center gap-2.5 rounded px-2 text-ink-soft hover:bg-hover hover:text-ink";
const HERE = { className: "bg-pressed text-ink font-medium" };

/** The way around on anything wider than a phone. */
export function Rail({ user }: { user: User }): ReactNode {
  const { railCollapsed } = useStore(preferences);
  const label = railCollapsed ? "sr-only" : "truncate";
  return (
    <nav
      aria-label="Main"
      className={cx("flex shrink-0 flex-col border-r border-line px-2 py-1 max-sm:hidden", railCollapsed ? "w-13" : "w-48")}
    >
      <div className={cx("mb-2 flex items-center gap-2.5 py-1", railCollapsed ? "flex-col" : "pl-1.5")}>
        <Mark />
        {!railCollapsed && <span className="flex-1 font-semibold">Pilothouse</span>}
        <IconButton
          icon={railCollapsed ? PanelLeftOpen : PanelLeftClose}
          label={railCollapsed ? "Show the names" : "Show icons only"}
          onClick={() => prefer({ railCollapsed: !railCollapsed })}
        />
      </div>
      <ul className="flex flex-1 flex-col gap-0.5">
        {entriesFor(user.role).map(({ to, label: name, icon: Icon, key }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === "/" }} activeProps={HERE} className={ROW} title={`${name} (g ${key})`}>
              <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
              <span className={label}>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Link to="/settings" activeProps={HERE} className={ROW} title="Settings (g s)">
        <Settings size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
        <span className={label}>Settings</span>
      </Link>
    </nav>
  );
}
