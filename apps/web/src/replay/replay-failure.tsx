import type { ReactNode } from "react";
import { isKind } from "../api/fault.ts";
import { useStore } from "../store/use-store.ts";
import { NoSuchTerminal } from "../terminals/no-such-terminal.tsx";
import { FailureFace } from "../ui/faces.tsx";
import type { Player } from "./player.ts";

interface ReplayFailureProps {
  player: Player;
  timeline: { readonly error: unknown; refetch(): unknown };
}

/** Why a recording cannot be played; nothing when it can. */
export function ReplayFailure({ player, timeline }: ReplayFailureProps): ReactNode {
  const { status, error, offset } = useStore(player.state);
  const failure = status === "failed" ? error : timeline.error;
  if (!failure) return null;
  const retry = (): void => {
    void player.seek({ offset });
    void timeline.refetch();
  };
  return (
    <div className="absolute inset-0 overflow-auto bg-canvas">
      {isKind(failure, "not_found") ? <NoSuchTerminal /> : <FailureFace error={failure} what="this recording" onRetry={retry} />}
    </div>
  );
}
