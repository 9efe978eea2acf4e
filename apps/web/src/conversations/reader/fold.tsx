import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { useFold } from "./folds.ts";

interface FoldProps {
  /** Of one thing in one conversation. */
  id: string;
  /** On the line that folds it. */
  label: ReactNode;
  children: () => ReactNode;
  initially?: boolean;
}

/** One line, and behind it what is drawn only when it is wanted. */
export function Fold({ id, label, children, initially = false }: FoldProps): ReactNode {
  const [open, fold] = useFold(id, initially);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => fold(!open)}
        className="flex min-h-7 w-full min-w-0 items-center gap-1.5 rounded text-left text-ink-soft hover:text-ink max-sm:min-h-11"
      >
        <ChevronRight size={14} aria-hidden className={cx("shrink-0", open && "rotate-90")} />
        {label}
      </button>
      {open && <div className="pb-1 pl-5">{children()}</div>}
    </div>
  );
}
