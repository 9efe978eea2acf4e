import type { SearchHit } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { SquareTerminal, TextSearch } from "lucide-react";
import { type ReactNode, useCallback, useMemo } from "react";
import { useStore } from "../store/use-store.ts";
import { useDocumentTitle } from "../surface/use-document-title.ts";
import { useTerminalCanvas } from "../surface/use-terminal-canvas.ts";
import { plainTitle } from "../terminals/describe.ts";
import { useTerminal } from "../terminals/use-terminals.ts";
import { buttonClass } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { markerBeside, markersOf } from "./markers.ts";
import type { Player } from "./player.ts";
import { ReplayControls } from "./replay-controls.tsx";
import { ReplayFailure } from "./replay-failure.tsx";
import { ReplayFinder } from "./replay-finder.tsx";
import { replaySource, timelineOf } from "./replay-source.ts";
import { showLine } from "./show-line.ts";
import { useFinding } from "./use-finding.ts";
import { useReplay } from "./use-replay.ts";
import { useReplayActions } from "./use-replay-actions.ts";

const route = getRouteApi("/app/terminals/$id/replay");
/** While the terminal runs its recording grows; how far is asked so often, in milliseconds. */
const GROWS_MS = 5_000;

/** Plays what a terminal has printed, from any place. */
export function ReplayPage(): ReactNode {
  const { id } = route.useParams();
  const { at = 0, q = "" } = route.useSearch();
  const terminal = useTerminal(id);
  const running = terminal?.status === "running";
  const source = useMemo(() => replaySource(id), [id]);
  const { ref, replay } = useReplay(source, at);
  const timeline = useQuery({
    queryKey: ["recording-timeline", id],
    queryFn: () => timelineOf(id),
    refetchInterval: running ? GROWS_MS : false,
  });
  const markers = useMemo(() => (timeline.data ? markersOf(timeline.data) : []), [timeline.data]);
  const finder = useFinding(q);
  const { toggle: find } = finder;
  const commands = useMemo(
    () => ({
      find,
      toMarker: (by: 1 | -1) => {
        const marker = replay && markerBeside(markers, replay.player.state.get().offset, by);
        if (marker) void replay.player.seek({ offset: marker.offset });
      },
    }),
    [find, markers, replay],
  );
  useReplayActions(replay?.player ?? null, commands);
  useDocumentTitle(terminal?.title);
  useTerminalCanvas();

  const onHit = useCallback(
    async (hit: SearchHit) => {
      if (!replay) return;
      replay.player.pause();
      await replay.player.seek({ offset: hit.offset });
      await showLine(replay.screen, hit.line);
    },
    [replay],
  );

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 max-sm:h-12">
        <h1 className="min-w-0 flex-1 truncate font-semibold">{terminal ? plainTitle(terminal.title) : "Recording"}</h1>
        {replay && <EndNote player={replay.player} />}
        <IconButton icon={TextSearch} label="Find and markers" shortcut="/" aria-pressed={finder.open} onClick={find} />
        <Link to="/terminals/$id" params={{ id }} className={buttonClass("quiet")}>
          <SquareTerminal size={14} aria-hidden />
          Terminal
        </Link>
      </header>
      <div className="flex min-h-0 flex-1 max-sm:flex-col">
        <section
          aria-label="Recorded screen"
          className="relative grid min-h-0 min-w-0 flex-1 touch-pan-x touch-pan-y place-content-center-safe overflow-auto bg-(--terminal-canvas)"
          data-testid="replay-screen"
        >
          <div ref={ref} />
          {replay && <ReplayFailure player={replay.player} timeline={timeline} />}
        </section>
        {finder.open && timeline.data && (
          <ReplayFinder
            id={id}
            words={finder.words}
            timeline={timeline.data}
            markers={markers}
            onWords={finder.search}
            onHit={(hit) => void onHit(hit)}
            onMarker={(marker) => void replay?.player.seek({ offset: marker.offset })}
            onClose={finder.close}
          />
        )}
      </div>
      {replay && timeline.data && (
        <ReplayControls player={replay.player} timeline={timeline.data} markers={markers} toMarker={commands.toMarker} />
      )}
    </div>
  );
}

const END_WORDS = { over: "The end", present: "This is now" } as const;

function EndNote({ player }: { player: Player }): ReactNode {
  const { end, status } = useStore(player.state);
  return (
    <output className="truncate text-ink-soft" data-testid="replay-status" data-status={status}>
      {end && END_WORDS[end]}
    </output>
  );
}
