import type { User } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import type { ReactNode } from "react";
import { entriesFor } from "./navigation.ts";

const CELL = "flex h-13 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-ink-soft";
const HERE = { className: "text-accent font-medium" };

/** The way around on a phone. */
export function BottomBar({ user }: { user: User }): ReactNode {
  return (
    <nav aria-label="Main" className="flex border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] sm:hidden">
      {entriesFor(user.role).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === "/" }} activeProps={HERE} className={CELL}>
          <Icon size={18} strokeWidth={1.75} aria-hidden />
          {label}
        </Link>
      ))}
      <Link to="/settings" activeProps={HERE} className={CELL}>
        <Settings size={18} strokeWidth={1.75} aria-hidden />
        Settings
      </Link>
    </nav>
  );
}
