import type { User } from "@pilothouse/contracts";
import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { Menu } from "../ui/menu.tsx";
import { entriesFor } from "./navigation.ts";

const CELL = "flex h-13 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-ink-soft";
const HERE = { className: "text-accent font-medium" };

/** The way around on a phone: where people go most, and the rest behind "More". */
export function BottomBar({ user }: { user: User }): ReactNode {
  const navigate = useNavigate();
  const entries = entriesFor(user.role);
  const rest = entries
    .filter(({ more }) => more)
    .map(({ to, label, icon }) => ({ label, icon, run: () => void navigate({ to }) }));
  return (
    <nav aria-label="Main" className="flex border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] sm:hidden">
      {entries
        .filter(({ more }) => !more)
        .map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === "/" }} activeProps={HERE} className={CELL}>
            <Icon size={18} strokeWidth={1.75} aria-hidden />
            {label}
          </Link>
        ))}
      <Menu
        trigger={
          <button type="button" className={CELL}>
            <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
            More
          </button>
        }
        groups={[[...rest, { label: "Settings", icon: Settings, run: () => void navigate({ to: "/settings" }) }]]}
      />
    </nav>
  );
}
