import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What is shown when its line is clicked, at the end of a panel. */
export function FoldOut({ label, children }: { label: ReactNode; children: ReactNode }): ReactNode {
  return (
    <details className="group border-t border-line">
      <summary className="flex min-h-9 cursor-pointer items-center gap-1.5 px-3 text-ink-soft hover:bg-hover hover:text-ink max-sm:min-h-11">
        <ChevronRight size={14} aria-hidden className="group-open:rotate-90" />
        {label}
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}
