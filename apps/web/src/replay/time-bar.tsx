import type { TimelinePage } from "@pilothouse/contracts";
import { type ReactNode, useMemo } from "react";
import { useStore } from "../store/use-store.ts";
import { exactTime } from "../time/relative.ts";
import { cx } from "../ui/cx.ts";
import { clockWords } from "./clock-words.ts";
import { type Marker, sparse } from "./markers.ts";
import { leap } from "./leap.ts";
import type { Player } from "./player.ts";

const TONES: Readonly<Record<Marker["kind"], string>> = {
  attention: "bg-amber h-3",
  mark: "bg-accent h-2",
  size: "bg-line-strong h-2",
  end: "bg-line-strong h-3",
  gap: "bg-red h-3",
};

/** What arrow keys do on the bar: as elsewhere on the page, and not a millisecond. */
const LEAPS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 };

interface TimeBarProps {
  player: Player;
  timeline: TimelinePage;
  markers: readonly Marker[];
  endsAt: number;
}

/** The whole time of a recording: where it is, its markers, and where output is missing. */
export function TimeBar({ player, timeline, markers, endsAt }: TimeBarProps): ReactNode {
  const { at } = useStore(player.state);
  const { startsAt } = timeline;
  const shown = useMemo(() => sparse(markers, timeline), [markers, timeline]);
  const left = (time: number) => `${Math.min(100, Math.max(0, ((time - startsAt) / Math.max(1, endsAt - startsAt)) * 100))}%`;
  return (
    <div className="relative h-8 min-w-40 flex-1 max-sm:order-first max-sm:h-11 max-sm:basis-full">
      <div aria-hidden className="pointer-events-none absolute inset-x-2 inset-y-0">
        {shown.map(({ id, at: time, kind, words }) => (
          <span key={id} title={words} className={cx("absolute bottom-0 w-0.5", TONES[kind])} style={{ left: left(time) }} />
        ))}
      </div>
      <input
        type="range"
        aria-label="Time in the recording"
        aria-valuetext={`${clockWords(at - startsAt)} of ${clockWords(endsAt - startsAt)}, ${exactTime(at)}`}
        title={exactTime(at)}
        min={startsAt}
        max={endsAt}
        step={1}
        value={at}
        onChange={({ target }) => void player.seek({ at: Number(target.value) })}
        onKeyDown={(event) => {
          const by = LEAPS[event.key];
          if (by === undefined) return;
          event.preventDefault();
          leap(player, by);
        }}
        className="absolute inset-0 size-full accent-accent"
      />
    </div>
  );
}
