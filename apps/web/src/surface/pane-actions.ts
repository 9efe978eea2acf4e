import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowRightLeft,
  ArrowUp,
  Columns2,
  Expand,
  Maximize2,
  PanelRightOpen,
  Rows2,
  SquareX,
} from "lucide-react";
import type { Action } from "../actions/actions.ts";
import type { Act } from "../session/needs.ts";
import type { Side } from "./layout/tree.ts";
import type { StageCommands } from "./stage-commands.ts";

type PaneAction = Omit<Action, "group" | "run"> & {
  readonly run: (commands: StageCommands) => void;
  /** What one has to be allowed for it. */
  readonly needs?: Act;
};

const SIDES: readonly { side: Side; key: string; words: string; icon: Action["icon"] }[] = [
  { side: "left", key: "ArrowLeft", words: "to the left", icon: ArrowLeft },
  { side: "right", key: "ArrowRight", words: "to the right", icon: ArrowRight },
  { side: "up", key: "ArrowUp", words: "above", icon: ArrowUp },
  { side: "down", key: "ArrowDown", words: "below", icon: ArrowDown },
];

/** What can be done with the panes of a tab. */
export const PANES: readonly PaneAction[] = [
  {
    id: "split-right",
    label: "Split right",
    icon: Columns2,
    leaderKey: "s",
    needs: "terminals.create",
    run: (to) => to.split("right"),
  },
  {
    id: "split-down",
    label: "Split down",
    icon: Rows2,
    leaderKey: "d",
    needs: "terminals.create",
    run: (to) => to.split("down"),
  },
  {
    id: "join-next",
    label: "Put the next tab beside",
    icon: PanelRightOpen,
    leaderKey: "j",
    keywords: "join split",
    run: (to) => to.joinNext(),
  },
  { id: "zoom-pane", label: "Zoom pane", icon: Maximize2, leaderKey: "z", keywords: "maximize", run: (to) => to.zoom() },
  { id: "next-pane", label: "Next pane", icon: ArrowRightLeft, leaderKey: "o", run: (to) => to.nextPane() },
  ...SIDES.map(({ side, key, words, icon }): PaneAction => ({
    id: `pane-${side}`,
    label: `Pane ${words}`,
    icon,
    leaderKey: key,
    run: (to) => to.toPane(side),
  })),
  ...SIDES.map(({ side, key }): PaneAction => ({
    id: `push-${side}`,
    label: `Move the pane's edge ${side}`,
    icon: Expand,
    leaderKey: `Shift+${key}`,
    keywords: "resize",
    repeats: true,
    run: (to) => to.push(side),
  })),
  { id: "close-pane", label: "Close pane", icon: SquareX, leaderKey: "w", run: (to) => to.closeActive() },
];
