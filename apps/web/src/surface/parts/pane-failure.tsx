import { Link } from "@tanstack/react-router";
import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { isKind } from "../../api/fault.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Face, FailureFace } from "../../ui/faces.tsx";
import { reopenSurface } from "../surfaces.ts";

/** Why a terminal cannot be shown. */
export function PaneFailure({ id, error }: { id: string; error: unknown }): ReactNode {
  return (
    <div className="absolute inset-0 overflow-auto bg-canvas">
      {isKind(error, "not_found") || isKind(error, "invalid") ? (
        <Face
          icon={Unplug}
          title="There is no such terminal"
          action={
            <Link to="/terminals" className={buttonClass()}>
              Go to terminals
            </Link>
          }
        >
          <p>It was deleted, or it belongs to someone else.</p>
        </Face>
      ) : (
        <FailureFace error={error} what="this terminal" onRetry={() => reopenSurface(id)} />
      )}
    </div>
  );
}
