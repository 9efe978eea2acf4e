import type { ReactNode } from "react";

/** A line across, with words on it. */
export function Separator({ children }: { children: ReactNode }): ReactNode {
  return (
    <p className="flex items-center gap-3 py-1 text-xs text-ink-soft before:h-px before:flex-1 before:bg-line-strong after:h-px after:flex-1 after:bg-line-strong">
      {children}
    </p>
  );
}
