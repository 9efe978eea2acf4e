import type { ReactNode } from "react";
import { isKind } from "../../api/fault.ts";
import { NoSuchTerminal } from "../../terminals/no-such-terminal.tsx";
import { FailureFace } from "../../ui/faces.tsx";
import { reopenSurface } from "../surfaces.ts";

/** Why a terminal cannot be shown. */
export function PaneFailure({ id, error }: { id: string; error: unknown }): ReactNode {
  return (
    <div className="absolute inset-0 overflow-auto bg-canvas">
      {isKind(error, "not_found") || isKind(error, "invalid") ? (
        <NoSuchTerminal />
      ) : (
        <FailureFace error={error} what="this terminal" onRetry={() => reopenSurface(id)} />
      )}
    </div>
  );
}
