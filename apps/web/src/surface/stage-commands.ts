import type { Terminal } from "@pilothouse/contracts";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { createTerminal } from "../terminals/use-create-terminal.ts";
import type { OpenTabs } from "./open-tabs.ts";
import { focused, look, type Panes, split, unsplit } from "./panes.ts";
import { surfaceOf } from "./surfaces.ts";
import { nextTab, stepTab, type Tabs } from "./tabs.ts";

export interface StageCommands {
  look(id: string): void;
  /** Closes the tab; its program goes on. */
  close(id: string): void;
  closeActive(): void;
  /** To the tab `steps` to the right. */
  step(steps: number): void;
  /** To the tab at a place, from 0. */
  goTo(place: number): void;
  /** Shows another terminal beside the main one, or takes the second pane away. */
  toggleSplit(): void;
  otherPane(): void;
  find(): void;
  copy(): void;
  paste(): void;
  /** Starts the same program in the same folder, in the same tab. */
  runAgain(id: string): void;
}

interface StageContext {
  readonly panes: Panes;
  show(next: Panes | null): Promise<void>;
  readonly tabs: Tabs;
  readonly openTabs: OpenTabs;
  readonly terminals: ReadonlyMap<string, Terminal> | null;
  find(): void;
}

/** What can be done on the terminal page as it is now. */
export function stageCommands({ panes, show, tabs, openTabs, terminals, find }: StageContext): StageCommands {
  const active = focused(panes);
  const shown = [panes.main, ...(panes.beside ? [panes.beside] : [])];

  const close = async (id: string): Promise<void> => {
    const next = nextTab(tabs, id, shown);
    if (shown.includes(id)) {
      const rest = unsplit(panes, id);
      await show(rest ?? (next ? { main: next, beside: null, focus: "main" } : null));
    }
    openTabs.close(id);
  };
  const runAgain = async (id: string): Promise<void> => {
    const ended = terminals?.get(id);
    if (!ended) return;
    try {
      const { command, cwd, title } = ended;
      const started = await createTerminal({ command, cwd, title });
      openTabs.replace(id, started.id);
      await show(id === panes.beside ? { ...panes, beside: started.id } : { ...panes, main: started.id });
    } catch (error) {
      toast.error(`It was not started again. ${sentenceOf(error)}`);
    }
  };
  const splitWith = (): void => {
    const other = nextTab(tabs, active, shown);
    if (other) void show(split(panes, other));
    else toast("Open another terminal first, then split.");
  };

  return {
    look: (id) => void show(look(panes, id)),
    close: (id) => void close(id),
    closeActive: () => void close(active),
    step: (steps) => {
      const next = stepTab(tabs, active, steps);
      if (next) void show(look(panes, next));
    },
    goTo: (place) => {
      const id = tabs[place];
      if (id) void show(look(panes, id));
    },
    toggleSplit: () => {
      if (panes.beside) void show({ main: active, beside: null, focus: "main" });
      else splitWith();
    },
    otherPane: () => {
      if (panes.beside) void show({ ...panes, focus: panes.focus === "main" ? "beside" : "main" });
    },
    find,
    copy: () => {
      void surfaceOf(active)
        .copy()
        .then((copied) => toast(copied ? "Copied" : "Select something first."));
    },
    paste: () => void pasteInto(active),
    runAgain: (id) => void runAgain(id),
  };
}

async function pasteInto(id: string): Promise<void> {
  const surface = surfaceOf(id);
  try {
    surface.paste(await navigator.clipboard.readText());
  } catch {
    // Plain-HTTP pages have no clipboard API, and a person may refuse it: the browser's own paste always works.
    toast("The browser did not give the clipboard. Paste with its own keys or menu.");
  }
  surface.focus();
}
