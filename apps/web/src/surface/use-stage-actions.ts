import type { Terminal } from "@pilothouse/contracts";
import {
  ArrowLeft,
  ArrowRight,
  CircleStop,
  ClipboardPaste,
  Copy,
  PenLine,
  SearchCode,
  Trash2,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { Action } from "../actions/actions.ts";
import { useActions } from "../actions/use-actions.ts";
import { prefer, preferences } from "../preferences/preferences.ts";
import { clampFontSize } from "../preferences/values.ts";
import { type Act, useMay } from "../session/needs.ts";
import { openDialog } from "../shell/open-dialog.ts";
import { PANES } from "./pane-actions.ts";
import type { StageCommands } from "./stage-commands.ts";

function zoom(by: number): void {
  prefer({ fontSize: clampFontSize(preferences.get().fontSize + by) });
}

const LOOKS: readonly Action[] = [
  {
    id: "font-bigger",
    label: "Larger text",
    group: "Terminal",
    icon: ZoomIn,
    leaderKey: "+",
    keywords: "font zoom",
    run: () => zoom(1),
  },
  {
    id: "font-smaller",
    label: "Smaller text",
    group: "Terminal",
    icon: ZoomOut,
    leaderKey: "-",
    keywords: "font zoom",
    run: () => zoom(-1),
  },
];

/** Offers what can be done on the terminal page to the palette, the sheet and the leader. */
export function useStageActions(commands: StageCommands, terminal: Terminal | undefined): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const id = terminal?.id;
  const running = terminal?.status === "running";
  const may = useMay();
  const list = useMemo((): readonly Action[] => {
    const stage = (action: Omit<Action, "group" | "run">, run: (commands: StageCommands) => void): Action => ({
      ...action,
      group: "Terminal",
      run: () => run(latest.current),
    });
    const places = Array.from({ length: 9 }, (_, place) =>
      stage({ id: `tab-${place}`, label: `Tab ${place + 1}`, icon: ArrowRight, hiddenKey: String(place + 1) }, (to) =>
        to.goTo(place),
      ),
    );
    return [
      stage({ id: "find", label: "Find in scrollback", icon: SearchCode, leaderKey: "f" }, (to) => to.find()),
      stage({ id: "copy", label: "Copy", icon: Copy, leaderKey: "c" }, (to) => to.copy()),
      ...(may("terminals.write")
        ? [stage({ id: "paste", label: "Paste", icon: ClipboardPaste, leaderKey: "v" }, (to) => to.paste())]
        : []),
      ...PANES.filter(({ needs }) => !needs || may(needs)).map(({ run, ...action }) => stage(action, run)),
      stage({ id: "tab-left", label: "Tab to the left", icon: ArrowLeft, leaderKey: "[" }, (to) => to.step(-1)),
      stage({ id: "tab-right", label: "Tab to the right", icon: ArrowRight, leaderKey: "]" }, (to) => to.step(1)),
      stage({ id: "move-tab-left", label: "Move tab to the left", icon: ArrowLeft, leaderKey: "{", repeats: true }, (to) =>
        to.moveActiveTab(-1),
      ),
      stage({ id: "move-tab-right", label: "Move tab to the right", icon: ArrowRight, leaderKey: "}", repeats: true }, (to) =>
        to.moveActiveTab(1),
      ),
      ...places,
      ...LOOKS,
      ...(id ? forTerminal(id, { running, may }) : []),
    ];
  }, [id, running, may]);
  useActions(list);
}

function only(allowed: boolean, actions: readonly Action[]): readonly Action[] {
  return allowed ? actions : [];
}

interface Standing {
  readonly running: boolean;
  readonly may: (act: Act) => boolean;
}

function forTerminal(id: string, { running, may }: Standing): readonly Action[] {
  const rename: Action = {
    id: "rename",
    label: "Rename terminal…",
    group: "Terminal",
    icon: PenLine,
    leaderKey: "r",
    run: () => openDialog({ name: "rename-terminal", id }),
  };
  const stop: Action = {
    id: "stop",
    label: "Stop terminal…",
    group: "Terminal",
    icon: CircleStop,
    leaderKey: "x",
    keywords: "kill end close",
    run: () => openDialog({ name: "stop-terminal", id }),
  };
  const remove: Action = {
    id: "delete",
    label: "Delete terminal…",
    group: "Terminal",
    icon: Trash2,
    run: () => openDialog({ name: "delete-terminal", id }),
  };
  return [
    ...only(may("terminals.rename"), [rename]),
    ...only(running && may("terminals.close"), [stop]),
    ...only(may("terminals.delete"), [remove]),
  ];
}
