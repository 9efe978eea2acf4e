import { useNavigate } from "@tanstack/react-router";
import { Inbox as Icon } from "lucide-react";
import type { ReactNode } from "react";
import { needOf, plainTitle } from "../terminals/describe.ts";
import { Menu } from "../ui/menu.tsx";
import { useNeeding } from "./use-needing.ts";

/** How many terminals need somebody, and the way to each. */
export function Inbox(): ReactNode {
  const terminals = useNeeding();
  const navigate = useNavigate();
  const count = terminals.length;
  if (count === 0) return null;
  const entries = terminals.map(({ id, title, attention }) => ({
    id,
    label: attention ? `${plainTitle(title)}: ${needOf(attention)}` : plainTitle(title),
    run: () => void navigate({ to: "/terminals/$id", params: { id } }),
  }));
  return (
    <Menu
      groups={[entries]}
      trigger={
        <button
          type="button"
          className="inline-flex h-7 items-center gap-1.5 rounded bg-amber-soft px-2 text-amber tabular-nums max-sm:h-11"
          data-testid="inbox"
        >
          <Icon size={14} aria-hidden />
          {count}
          <span className="max-sm:sr-only">{count === 1 ? "needs you" : "need you"}</span>
        </button>
      }
    />
  );
}
