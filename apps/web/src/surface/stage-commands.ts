import { panesOf, type Terminal } from "@pilothouse/contracts";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { createTerminal } from "../terminals/use-create-terminal.ts";
import { neighbour } from "./layout/arrange.ts";
import { canSplit, closed, moved, opened, placed, repaned, replaced, tabClosed, tabOf, zoomToggled } from "./layout/layout.ts";
import { type Place, pushEdge, type Side } from "./layout/tree.ts";
import type { StageLayout } from "./layout/use-layout.ts";
import { pasteInto } from "./paste-into.ts";
import { lastLooked } from "./recent.ts";
import { surfaceOf } from "./surfaces.ts";

export interface StageCommands {
  look(id: string): void;
  /** Takes the pane away; its program goes on. */
  close(id: string): void;
  closeActive(): void;
  /** Takes the tab of a terminal away; its programs go on. */
  closeTab(id: string): void;
  /** To the tab `steps` to the right. */
  step(steps: number): void;
  /** To the tab at a place, from 0. */
  goTo(place: number): void;
  /** Moves the tab of a terminal to a place, from 0. */
  moveTab(id: string, to: number): void;
  moveActiveTab(steps: number): void;
  /** Starts a shell in the same folder at this side of the active pane. */
  split(side: "right" | "down"): void;
  /** Puts the next tab's terminal beside the active one. */
  joinNext(): void;
  /** Puts an open terminal at a side of a pane. */
  place(id: string, place: Place): void;
  /** To the pane at this side; left and right go on to the next tab. */
  toPane(side: Side): void;
  nextPane(): void;
  /** Moves an edge of the active pane. */
  push(side: Side): void;
  /** Gives the active pane the whole tab, or takes that back. */
  zoom(): void;
  find(): void;
  copy(): void;
  paste(): void;
  /** Starts the same program in the same folder, in the same pane. */
  runAgain(id: string): void;
}

interface StageContext {
  readonly active: string;
  readonly stage: StageLayout;
  go(id: string | null, how: { replace: boolean }): Promise<void>;
  readonly terminals: ReadonlyMap<string, Terminal> | null;
  find(): void;
}

/** How far one key moves an edge, as a share of what both sides have. */
const PUSH = 0.05;

/** What can be done on the terminal page as it is now. */
export function stageCommands({ active, stage, go, terminals, find }: StageContext): StageCommands {
  const { layout, change } = stage;
  const tab = tabOf(layout, active) ?? { panes: active, zoomed: false };
  const panes = panesOf(tab.panes);
  const place = layout.findIndex(({ panes: other }) => panesOf(other).includes(active));
  const inTab = (at: number): string | null => {
    const other = layout[(at + layout.length) % layout.length];
    return (other && lastLooked(panesOf(other.panes))) ?? null;
  };
  const look = (id: string | null): void => {
    if (id !== null) void go(id, { replace: panes.includes(id) });
  };
  /** Where to look when these are gone: another pane of the tab, else the tab to the right, else to the left. */
  const rest = (gone: readonly string[]): string | null => {
    const here = lastLooked(panes.filter((id) => !gone.includes(id)));
    if (here !== undefined) return here;
    return layout.length > 1 ? inTab(place + 1 < layout.length ? place + 1 : place - 1) : null;
  };
  const leave = async (gone: readonly string[], without: Parameters<typeof change>[0]): Promise<void> => {
    if (gone.includes(active)) await go(rest(gone), { replace: true });
    change(without);
  };
  const close = (id: string): void => void leave([id], (now) => closed(now, id));
  const step = (steps: number): void => {
    if (layout.length > 1) look(inTab(place + steps));
  };
  const start = async (
    wanted: Parameters<typeof createTerminal>[0],
    then: (id: string) => Parameters<typeof change>[0],
  ): Promise<void> => {
    try {
      const { id } = await createTerminal(wanted);
      // Before it is looked at, so that it does not get a tab of its own first.
      change(then(id));
      await go(id, { replace: true });
    } catch (error) {
      toast.error(`No terminal was started. ${sentenceOf(error)}`);
    }
  };

  return {
    look,
    close,
    closeActive: () => close(active),
    closeTab: (id) => {
      const gone = panesOf(tabOf(layout, id)?.panes ?? id);
      void leave(gone, (now) => tabClosed(now, id));
    },
    step,
    goTo: (at) => {
      if (at < layout.length) look(inTab(at));
    },
    moveTab: (id, to) => change((now) => moved(now, id, to)),
    moveActiveTab: (steps) => change((now) => moved(now, active, place + steps)),
    split: (side) => {
      const { cwd } = terminals?.get(active) ?? {};
      if (!canSplit(layout, active)) toast("This tab has no room for another pane.");
      else void start(cwd === undefined ? {} : { cwd }, (id) => (now) => placed(opened(now, id), id, { at: active, side }));
    },
    joinNext: () => {
      const next = layout.length > 1 ? inTab(place + 1) : null;
      if (next === null) toast("Open another terminal first.");
      else change((now) => placed(now, next, { at: active, side: "right" }));
    },
    place: (id, to) => {
      change((now) => placed(now, id, to));
      void go(id, { replace: true });
    },
    toPane: (side) => {
      const next = neighbour(tab.panes, active, side);
      if (next) look(next);
      else if (side === "left") step(-1);
      else if (side === "right") step(1);
    },
    nextPane: () => look(panes[(panes.indexOf(active) + 1) % panes.length] ?? null),
    push: (side) => change((now) => repaned(now, active, (node) => pushEdge(node, active, { side, by: PUSH }))),
    zoom: () => {
      if (panes.length > 1) change((now) => zoomToggled(now, active));
      else toast("This pane has the whole tab already.");
    },
    find,
    copy: () => {
      void surfaceOf(active)
        .copy()
        .then((copied) => toast(copied ? "Copied" : "Select something first."));
    },
    paste: () => void pasteInto(surfaceOf(active)),
    runAgain: (id) => {
      const ended = terminals?.get(id);
      if (!ended) return;
      const { command, cwd, title } = ended;
      void start({ command, cwd, title }, (started) => (now) => replaced(now, id, started));
    },
  };
}
