import type { ReactNode } from "react";
import { toast } from "sonner";
import { copyText } from "../surface/clipboard.ts";
import { shortId } from "./who-words.ts";

/** An id, shortened; a click copies all of it. */
export function CopiedId({ id, what }: { id: string; what: string }): ReactNode {
  return (
    <button
      type="button"
      title={`Copy ${id}`}
      aria-label={`Copy the ${what} ${id}`}
      className="rounded font-mono text-xs text-ink-soft underline decoration-dotted hover:text-ink max-sm:min-h-11"
      onClick={() => void copyText(id).then((copied) => copied && toast("Copied"))}
    >
      {shortId(id)}
    </button>
  );
}
