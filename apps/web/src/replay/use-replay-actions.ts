import {
  ChevronFirst,
  ChevronLast,
  FastForward,
  type LucideIcon,
  Play,
  Rewind,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
  TextSearch,
} from "lucide-react";
import { useMemo } from "react";
import type { Action } from "../actions/actions.ts";
import { useActions } from "../actions/use-actions.ts";
import { leap } from "./leap.ts";
import { otherSpeed } from "./pace.ts";
import type { Player } from "./player.ts";

export interface ReplayCommands {
  toMarker(by: 1 | -1): void;
  find(): void;
}

/** Offers what can be done with a recording to its keys, the palette and the sheet. */
export function useReplayActions(player: Player | null, commands: ReplayCommands): void {
  const list = useMemo(() => (player ? actionsOf(player, commands) : []), [player, commands]);
  useActions(list);
}

function actionsOf(player: Player, { toMarker, find }: ReplayCommands): readonly Action[] {
  const speed = (by: 1 | -1) => player.setSpeed(otherSpeed(player.state.get().speed, by));
  const list: readonly (readonly [keys: string, label: string, icon: LucideIcon, run: () => void])[] = [
    [" ", "Play or pause", Play, () => player.toggle()],
    ["ArrowLeft", "Back 5 seconds", Rewind, () => leap(player, -1)],
    ["ArrowRight", "On 5 seconds", FastForward, () => leap(player, 1)],
    [",", "Step back", StepBack, () => void player.stepBack()],
    [".", "Step on", StepForward, () => void player.stepForward()],
    ["<", "Slower", ChevronFirst, () => speed(-1)],
    [">", "Faster", ChevronLast, () => speed(1)],
    ["[", "Previous marker", SkipBack, () => toMarker(-1)],
    ["]", "Next marker", SkipForward, () => toMarker(1)],
    ["/", "Find in the recording", TextSearch, find],
  ];
  return list.map(([keys, label, icon, run]) => ({ id: `replay-${label}`, group: "Terminal", keys, label, icon, run }));
}
