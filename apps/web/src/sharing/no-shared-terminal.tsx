import { LinkIcon, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { isKind, sentenceOf } from "../api/fault.ts";
import { Button } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";

/** Why a link shows nothing, or nothing now. */
export function NoSharedTerminal({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const isOver = isKind(error, "not_found") || isKind(error, "unauthenticated");
  return (
    <main role="alert" className="flex min-h-full flex-col justify-center">
      {isOver ? (
        <Face icon={Unlink} title="This link does not work">
          <h1 className="sr-only">Shared terminal</h1>
          <p>It has ended, was revoked, or was not copied whole. Ask whoever sent it for a new one.</p>
        </Face>
      ) : (
        <Face icon={LinkIcon} title="The link cannot be opened now" action={<Button onClick={onRetry}>Try again</Button>}>
          <h1 className="sr-only">Shared terminal</h1>
          <p>{sentenceOf(error)}</p>
        </Face>
      )}
    </main>
  );
}
