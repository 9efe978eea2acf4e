import type { TimelinePage } from "@pilothouse/contracts";
import { Pause, Play, SkipBack, SkipForward } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "../store/use-store.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { clockWords } from "./clock-words.ts";
import type { Marker } from "./markers.ts";
import { SPEEDS } from "./pace.ts";
import type { Player } from "./player.ts";
import { TimeBar } from "./time-bar.tsx";

interface ReplayControlsProps {
  player: Player;
  timeline: TimelinePage;
  markers: readonly Marker[];
  toMarker(by: 1 | -1): void;
}

/** The bar under a recording: play, where it is, how fast. */
export function ReplayControls({ player, timeline, markers, toMarker }: ReplayControlsProps): ReactNode {
  const { playing, at, speed, skipIdle } = useStore(player.state);
  const { startsAt } = timeline;
  const endsAt = Math.max(timeline.endsAt, at);
  return (
    <div
      className="flex shrink-0 flex-wrap items-center gap-x-2 max-sm:gap-x-1 border-t border-line bg-panel px-2 py-1"
      data-testid="replay-controls"
    >
      <IconButton
        icon={playing ? Pause : Play}
        label={playing ? "Pause" : "Play"}
        shortcut="Space"
        onClick={() => player.toggle()}
      />
      <IconButton icon={SkipBack} label="Previous marker" shortcut="[" onClick={() => toMarker(-1)} />
      <IconButton icon={SkipForward} label="Next marker" shortcut="]" onClick={() => toMarker(1)} />
      <span
        className="min-w-24 text-center text-xs max-sm:min-w-0 max-sm:flex-1 whitespace-nowrap text-ink-soft"
        data-testid="replay-time"
      >
        {clockWords(at - startsAt)} / {clockWords(endsAt - startsAt)}
      </span>
      <TimeBar player={player} timeline={timeline} markers={markers} endsAt={endsAt} />
      <label className="flex items-center gap-1.5 whitespace-nowrap text-ink-soft max-sm:min-h-11">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={skipIdle}
          onChange={({ target }) => player.setSkipIdle(target.checked)}
        />
        Skip idle
      </label>
      <select
        aria-label="Speed"
        value={speed}
        onChange={({ target }) => player.setSpeed(Number(target.value))}
        className="h-8 rounded border border-line bg-panel px-1.5 text-ink max-sm:h-11"
      >
        {SPEEDS.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </div>
  );
}
