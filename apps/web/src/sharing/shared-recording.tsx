import type { TimelinePage } from "@pilothouse/contracts";
import type { SharedTerminal } from "@pilothouse/sdk";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { leap } from "../replay/leap.ts";
import { markerBeside, markersOf } from "../replay/markers.ts";
import type { Player } from "../replay/player.ts";
import { ReplayControls } from "../replay/replay-controls.tsx";
import { wholeTimeline } from "../replay/replay-source.ts";
import { useReplay } from "../replay/use-replay.ts";
import { useStore } from "../store/use-store.ts";
import { useTerminalCanvas } from "../surface/use-terminal-canvas.ts";
import { NoSharedTerminal } from "./no-shared-terminal.tsx";
import { SharedHeader } from "./shared-header.tsx";

interface SharedRecordingProps {
  shared: SharedTerminal;
  onRetry: () => void;
}

/** A recording for a guest: its last screen, until it is played. */
export function SharedRecording({ shared, onRetry }: SharedRecordingProps): ReactNode {
  const { terminalId, expiresAt, untilOffset } = shared.opened;
  const timeline = useQuery({
    queryKey: ["shared-timeline", terminalId, expiresAt, untilOffset],
    queryFn: () => wholeTimeline((from) => shared.timeline(from === undefined ? {} : { from })),
    staleTime: Infinity,
  });
  if (timeline.isError) return <NoSharedTerminal error={timeline.error} onRetry={onRetry} />;
  if (timeline.data) return <PlayedRecording shared={shared} timeline={timeline.data} onRetry={onRetry} />;
  return (
    <main className="grid min-h-full place-items-center">
      <output className="text-ink-faint">Loading the recording…</output>
    </main>
  );
}

function PlayedRecording({ shared, timeline, onRetry }: SharedRecordingProps & { timeline: TimelinePage }): ReactNode {
  const source = useMemo(() => ({ screenAt: shared.screenAt, page: shared.replay }), [shared]);
  const { ref, replay } = useReplay(source, timeline.endOffset);
  const markers = useMemo(() => markersOf(timeline), [timeline]);
  useTerminalCanvas();
  usePlayerKeys(replay?.player ?? null);
  const toMarker = (by: 1 | -1): void => {
    const marker = replay && markerBeside(markers, replay.player.state.get().offset, by);
    if (marker) void replay.player.seek({ offset: marker.offset });
  };
  return (
    <main className="flex h-full min-h-0 flex-col">
      <SharedHeader title={shared.opened.title} opened={shared.opened}>
        <span className="ml-auto shrink-0 text-xs text-ink-soft">What was recorded until it was shared</span>
      </SharedHeader>
      <section
        aria-label="Recorded screen"
        data-testid="shared-screen"
        className="relative grid min-h-0 min-w-0 flex-1 touch-pan-x touch-pan-y place-content-center-safe overflow-auto bg-(--terminal-canvas)"
      >
        <div ref={ref} />
        {replay && <Failure player={replay.player} onRetry={onRetry} />}
      </section>
      {replay && <ReplayControls player={replay.player} timeline={timeline} markers={markers} toMarker={toMarker} />}
    </main>
  );
}

function Failure({ player, onRetry }: { player: Player; onRetry: () => void }): ReactNode {
  const { status, error } = useStore(player.state);
  if (status !== "failed") return null;
  return (
    <div className="absolute inset-0 overflow-auto bg-canvas">
      <NoSharedTerminal error={error} onRetry={onRetry} />
    </div>
  );
}

/** The player's usual keys, where nothing on the page has the focus that wants them itself. */
function usePlayerKeys(player: Player | null): void {
  useEffect(() => {
    if (!player) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.target instanceof Element && event.target.closest("input, select, button, a")) return;
      if (event.key === " ") player.toggle();
      else if (event.key === "ArrowLeft") leap(player, -1);
      else if (event.key === "ArrowRight") leap(player, 1);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [player]);
}
