import type { User } from "@pilothouse/contracts";
import { useNavigate } from "@tanstack/react-router";
import { CircleQuestionMark, LogOut, Settings } from "lucide-react";
import { type ReactNode } from "react";
import { toast } from "sonner";
import { session } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { Menu } from "../ui/menu.tsx";
import { openDialog } from "./open-dialog.ts";

/** Who is signed in, and the way out. */
export function UserMenu({ user }: { user: User }): ReactNode {
  const navigate = useNavigate();
  const signOut = (): void => {
    session.signOut().catch((error: unknown) => toast.error(`Could not sign out. ${sentenceOf(error)}`));
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account of ${user.name}`}
          className="group inline-flex size-8 items-center justify-center rounded-full max-sm:size-11"
        >
          <span className="inline-flex size-7 items-center justify-center rounded-full bg-hover text-xs font-semibold text-ink-soft group-hover:bg-pressed">
            {initials(user.name)}
          </span>
        </button>
      }
      header={
        <>
          <div className="font-medium">{user.name}</div>
          <div className="text-xs text-ink-faint">{user.email}</div>
        </>
      }
      groups={[
        [
          { label: "Settings", icon: Settings, run: () => void navigate({ to: "/settings" }) },
          { label: "Shortcuts", icon: CircleQuestionMark, shortcut: "?", run: () => openDialog({ name: "shortcuts" }) },
        ],
        [{ label: "Sign out", icon: LogOut, run: signOut }],
      ]}
    />
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}
