import { panesOf, type Terminal, type User } from "@pilothouse/contracts";
import { type ReactNode, useEffect, useState } from "react";
import { useLooking } from "../attention/use-looking.ts";
import { useMay } from "../session/needs.ts";
import { useStore } from "../store/use-store.ts";
import { offerInspection } from "./inspection.ts";
import { tabOf } from "./layout/layout.ts";
import type { StageLayout } from "./layout/use-layout.ts";
import { KeyBar } from "./parts/key-bar.tsx";
import { PaneArea } from "./parts/pane-area.tsx";
import { StageBar } from "./parts/stage-bar.tsx";
import { noteLook } from "./recent.ts";
import { stageCommands } from "./stage-commands.ts";
import { surfaceOf } from "./surfaces.ts";
import { useBehind } from "./use-behind.ts";
import { useDocumentTitle } from "./use-document-title.ts";
import { useLeaderNote } from "./use-leader-note.ts";
import { useNarrow } from "./use-narrow.ts";
import { useStageActions } from "./use-stage-actions.ts";
import { useTerminalCanvas } from "./use-terminal-canvas.ts";

interface TerminalStageProps {
  user: User;
  /** The terminal that keys go to. */
  active: string;
  stage: StageLayout;
  go: (id: string | null, how: { replace: boolean }) => Promise<void>;
  terminals: ReadonlyMap<string, Terminal> | null;
}

/** The whole surface of the terminal page: one bar, the panes of a tab, and the key bar on phones. */
export function TerminalStage({ user, active, stage, go, terminals }: TerminalStageProps): ReactNode {
  const tab = tabOf(stage.layout, active) ?? { panes: active, zoomed: false };
  const alone = useNarrow() || tab.zoomed;
  const [finding, setFinding] = useState<string | null>(null);
  const commands = stageCommands({ active, stage, go, terminals, find: () => setFinding(active) });
  const surface = surfaceOf(active);
  const running = useStore(surface.state).ended === null;
  const may = useMay();
  useEffect(offerInspection, []);
  useEffect(() => noteLook(active), [active]);
  useDocumentTitle(terminals?.get(active)?.title);
  useLeaderNote(running);
  useBehind(surface);
  useTerminalCanvas();
  useLooking(alone ? [active] : panesOf(tab.panes));
  useStageActions(commands, terminals?.get(active));

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Terminal</h1>
      <StageBar user={user} active={active} tab={tab} layout={stage.layout} terminals={terminals} commands={commands} />
      <PaneArea
        active={active}
        tab={tab}
        alone={alone}
        stage={stage}
        terminals={terminals}
        commands={commands}
        finding={finding}
        onFindClosed={() => setFinding(null)}
      />
      {running && may("terminals.write") && <KeyBar surface={surface} />}
    </div>
  );
}
