import type { LucideIcon } from "lucide-react";
import { CircleAlert, LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { isKind, sentenceOf } from "../api/fault.ts";
import { Button } from "./button.tsx";

interface FaceProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** What a list shows in place of rows. */
export function Face({ icon: Icon, title, children, action }: FaceProps): ReactNode {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <Icon size={20} strokeWidth={1.5} className="text-ink-faint" aria-hidden />
      <p className="text-base font-medium">{title}</p>
      {children && <div className="max-w-md text-ink-soft">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** Why a list cannot be shown: who can grant it, or what went wrong and the way to try again. */
export function FailureFace({ error, what, onRetry }: { error: unknown; what: string; onRetry: () => void }): ReactNode {
  if (isKind(error, "forbidden")) {
    return (
      <Face icon={LockKeyhole} title={`You may not see ${what}`}>
        <p>This needs an administrator. Ask one to do it, or to make you an administrator.</p>
      </Face>
    );
  }
  return (
    <div role="alert">
      <Face icon={CircleAlert} title={`Could not load ${what}`} action={<Button onClick={onRetry}>Try again</Button>}>
        <p>{sentenceOf(error)}</p>
      </Face>
    </div>
  );
}

/** Grey rows of the real height while the first answer is on its way. */
export function SkeletonRows({ rows = 4, what }: { rows?: number; what: string }): ReactNode {
  return (
    <output aria-label={`Loading ${what}`} className="block">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-12 items-center gap-3 border-b border-line px-3 last:border-0" aria-hidden>
          <span className="size-3 rounded-full bg-hover" />
          <span className="h-3 w-40 rounded-sm bg-hover" />
          <span className="ml-auto h-3 w-24 rounded-sm bg-hover" />
        </div>
      ))}
    </output>
  );
}
