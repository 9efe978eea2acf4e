import { panesOf, type Terminal } from "@pilothouse/contracts";
import { X } from "lucide-react";
import { type DragEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Layout } from "../../preferences/keeper.ts";
import { plainTitle, stateOf } from "../../terminals/describe.ts";
import { cx } from "../../ui/cx.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { lastLooked } from "../recent.ts";
import type { StageCommands } from "../stage-commands.ts";
import { draggedTerminal, dragTerminal, isTerminalDrag } from "./tab-drag.ts";

interface TabStripProps {
  layout: Layout;
  terminals: ReadonlyMap<string, Terminal> | null;
  /** The terminal that keys go to. */
  active: string;
  commands: StageCommands;
}

/** The open tabs. Closing one leaves its programs alone. */
export function TabStrip({ layout, terminals, active, commands }: TabStripProps): ReactNode {
  return (
    <nav aria-label="Open terminals" className="flex min-w-0 [scrollbar-width:none] self-stretch overflow-x-auto max-sm:hidden">
      <ul className="flex">
        {layout.map(({ panes }, place) => {
          const ids = panesOf(panes);
          const shown = ids.includes(active) ? active : (lastLooked(ids) ?? active);
          return (
            <Tab
              key={ids[0]}
              id={shown}
              terminal={terminals?.get(shown)}
              panes={ids.length}
              active={shown === active}
              onLook={() => commands.look(shown)}
              onClose={() => commands.closeTab(shown)}
              onDropTab={(id) => commands.moveTab(id, place)}
            />
          );
        })}
      </ul>
    </nav>
  );
}

interface TabProps {
  id: string;
  terminal: Terminal | undefined;
  /** How many terminals share the tab. */
  panes: number;
  active: boolean;
  onLook: () => void;
  onClose: () => void;
  /** Another tab was dropped here. */
  onDropTab: (id: string) => void;
}

function Tab({ id, terminal, panes, active, onLook, onClose, onDropTab }: TabProps): ReactNode {
  const row = useRef<HTMLLIElement>(null);
  const [over, setOver] = useState(false);
  const title = terminal ? plainTitle(terminal.title) : "…";
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  const onMiddleClick = (event: MouseEvent): void => {
    if (event.button === 1) onClose();
  };
  const onDragOver = (event: DragEvent): void => {
    if (!isTerminalDrag(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    const dropped = draggedTerminal(event);
    setOver(false);
    if (dropped === null) return;
    event.preventDefault();
    onDropTab(dropped);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging; keys do it by actions.
    <li
      ref={row}
      draggable
      onDragStart={(event) => dragTerminal(event, id)}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cx(
        "group flex max-w-52 min-w-28 items-center border-r border-line pr-1",
        active ? "bg-panel text-ink" : "text-ink-soft hover:bg-hover",
        over && "bg-accent-soft",
      )}
    >
      <button
        type="button"
        aria-current={active ? "page" : undefined}
        onClick={onLook}
        onAuxClick={onMiddleClick}
        aria-label={panes > 1 ? `${title} and ${panes - 1} more` : title}
        title={terminal ? `${title} (${stateOf(terminal).words})` : title}
        className="flex h-full min-w-0 flex-1 items-center gap-2 pr-1 pl-3 text-left"
      >
        {terminal && <StateMark state={stateOf(terminal)} />}
        <span className={cx("truncate", active && "font-medium")}>{title}</span>
        {panes > 1 && (
          <span aria-hidden className="shrink-0 rounded-sm bg-pressed px-1 text-xs text-ink-soft">
            {panes}
          </span>
        )}
      </button>
      <button
        type="button"
        aria-label={`Close tab ${title}`}
        title={panes > 1 ? "Close tab. Its programs go on." : "Close tab. The program goes on."}
        onClick={onClose}
        className={cx(
          "inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:bg-pressed hover:text-ink",
          !active && "opacity-0 group-hover:opacity-100 focus-visible:opacity-100",
        )}
      >
        <X size={13} aria-hidden />
      </button>
    </li>
  );
}
