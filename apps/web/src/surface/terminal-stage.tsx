import type { Terminal, User } from "@pilothouse/contracts";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useLooking } from "../attention/use-looking.ts";
import { offerInspection } from "./inspection.ts";
import type { OpenTabs } from "./open-tabs.ts";
import { focused, type Panes } from "./panes.ts";
import { KeyBar } from "./parts/key-bar.tsx";
import { Pane } from "./parts/pane.tsx";
import { StageBar } from "./parts/stage-bar.tsx";
import { stageCommands } from "./stage-commands.ts";
import { surfaceOf } from "./surfaces.ts";
import { useLeaderNote } from "./use-leader-note.ts";
import { useStageActions } from "./use-stage-actions.ts";
import { useTabs } from "./use-tabs.ts";
import { useTerminalCanvas } from "./use-terminal-canvas.ts";
import { useStore } from "../store/use-store.ts";
import { cx } from "../ui/cx.ts";

interface TerminalStageProps {
  user: User;
  panes: Panes;
  show: (next: Panes | null) => Promise<void>;
  terminals: ReadonlyMap<string, Terminal> | null;
  openTabs: OpenTabs;
}

/** The whole surface of the terminal page: one bar, one or two panes, and the key bar on phones. */
export function TerminalStage({ user, panes, show, terminals, openTabs }: TerminalStageProps): ReactNode {
  const active = focused(panes);
  const shown = useMemo(() => [panes.main, ...(panes.beside ? [panes.beside] : [])], [panes.main, panes.beside]);
  const tabs = useTabs(user.id, shown);
  const [finding, setFinding] = useState<string | null>(null);
  const commands = stageCommands({ panes, show, tabs, openTabs, terminals, find: () => setFinding(active) });
  useEffect(offerInspection, []);
  const running = useStore(surfaceOf(active).state).ended === null;
  useLeaderNote(running);
  useTerminalCanvas();
  useLooking(shown);
  useStageActions(commands, terminals?.get(active));

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Terminal</h1>
      <StageBar user={user} tabs={tabs} terminals={terminals} panes={panes} shown={shown} commands={commands} />
      <div className="flex min-h-0 flex-1 divide-x divide-line">
        {shown.map((id) => (
          <div key={id} className={cx("flex min-w-0 flex-1 flex-col", id !== active && "max-sm:hidden")}>
            <Pane
              surface={surfaceOf(id)}
              terminal={terminals?.get(id)}
              focused={id === active}
              split={panes.beside !== null}
              finding={finding === id}
              onFocus={() => commands.look(id)}
              onFindClosed={() => setFinding(null)}
              onRunAgain={() => commands.runAgain(id)}
            />
          </div>
        ))}
      </div>
      {running && <KeyBar surface={surfaceOf(active)} />}
    </div>
  );
}
