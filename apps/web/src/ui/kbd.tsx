import type { ReactNode } from "react";

/** One key or chord, such as `Ctrl+K`. */
export function Kbd({ children }: { children: string }): ReactNode {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded-sm border border-line bg-canvas px-1 font-sans text-xs text-ink-soft">
      {children}
    </kbd>
  );
}
