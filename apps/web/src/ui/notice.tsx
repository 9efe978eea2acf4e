import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What went wrong with a form, beside its button. */
export function Notice({ children }: { children: ReactNode }): ReactNode {
  return (
    <p role="alert" className="flex items-start gap-2 rounded border border-line bg-red-soft px-3 py-2 text-red">
      <CircleAlert size={15} className="mt-0.5 shrink-0" aria-hidden />
      <span>{children}</span>
    </p>
  );
}
