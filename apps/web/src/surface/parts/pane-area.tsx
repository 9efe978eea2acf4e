import type { LayoutTab, Terminal } from "@pilothouse/contracts";
import { type CSSProperties, type ReactNode, useRef, useState } from "react";
import { arrange, type Box } from "../layout/arrange.ts";
import { repaned } from "../layout/layout.ts";
import { withShare } from "../layout/tree.ts";
import type { StageLayout } from "../layout/use-layout.ts";
import type { StageCommands } from "../stage-commands.ts";
import { surfaceOf } from "../surfaces.ts";
import { DropZone } from "./drop-zone.tsx";
import { Pane } from "./pane.tsx";
import { PaneDivider } from "./pane-divider.tsx";

interface PaneAreaProps {
  active: string;
  tab: LayoutTab;
  /** The active pane has the whole area. */
  alone: boolean;
  stage: StageLayout;
  terminals: ReadonlyMap<string, Terminal> | null;
  commands: StageCommands;
  /** The terminal that is searched. */
  finding: string | null;
  onFindClosed: () => void;
}

/**
 * The panes of a tab. All are children of one element, whatever the splits are, so that a new split moves panes and does
 * not make them anew: a pane that goes away lets go of its terminal.
 */
export function PaneArea({ active, tab, alone, stage, terminals, commands, finding, onFindClosed }: PaneAreaProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ path: string; share: number } | null>(null);
  const nodes = dragged ? withShare(tab.panes, dragged.path, dragged.share) : tab.panes;
  const { panes, dividers } = arrange(alone ? active : nodes);
  const onShare = (path: string, share: number): void => {
    setDragged(null);
    stage.change((layout) => repaned(layout, active, (node) => withShare(node, path, share)));
  };
  return (
    <div ref={place} className="relative min-h-0 flex-1 overflow-hidden">
      {[...panes]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, box]) => (
          <DropZone
            key={id}
            className="absolute flex"
            style={placeOf(box)}
            onDropTab={(dropped, side) => commands.place(dropped, { at: id, side })}
          >
            <Pane
              surface={surfaceOf(id)}
              terminal={terminals?.get(id)}
              focused={id === active}
              split={panes.size > 1}
              finding={finding === id}
              onFocus={() => commands.look(id)}
              onFindClosed={onFindClosed}
              onRunAgain={() => commands.runAgain(id)}
            />
          </DropZone>
        ))}
      {dividers.map((divider) => (
        <PaneDivider
          key={divider.path}
          divider={divider}
          stage={place}
          onDrag={(share) => setDragged({ path: divider.path, share })}
          onShare={(share) => onShare(divider.path, share)}
        />
      ))}
    </div>
  );
}

function placeOf({ left, top, width, height }: Box): CSSProperties {
  return { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` };
}
