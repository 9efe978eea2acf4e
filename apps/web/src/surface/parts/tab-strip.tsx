import type { Terminal } from "@pilothouse/contracts";
import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { plainTitle, stateOf } from "../../terminals/describe.ts";
import { cx } from "../../ui/cx.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Tabs } from "../tabs.ts";

interface TabStripProps {
  tabs: Tabs;
  terminals: ReadonlyMap<string, Terminal> | null;
  /** The terminal that keys go to. */
  active: string;
  /** All terminals that a pane shows. */
  shown: readonly string[];
  onLook: (id: string) => void;
  onClose: (id: string) => void;
}

/** The open terminals. Closing a tab leaves its program alone. */
export function TabStrip({ tabs, terminals, active, shown, onLook, onClose }: TabStripProps): ReactNode {
  return (
    <nav aria-label="Open terminals" className="flex min-w-0 [scrollbar-width:none] self-stretch overflow-x-auto max-sm:hidden">
      <ul className="flex">
        {tabs.map((id) => (
          <Tab
            key={id}
            terminal={terminals?.get(id)}
            active={id === active}
            visible={shown.includes(id)}
            onLook={() => onLook(id)}
            onClose={() => onClose(id)}
          />
        ))}
      </ul>
    </nav>
  );
}

interface TabProps {
  terminal: Terminal | undefined;
  active: boolean;
  visible: boolean;
  onLook: () => void;
  onClose: () => void;
}

function Tab({ terminal, active, visible, onLook, onClose }: TabProps): ReactNode {
  const row = useRef<HTMLLIElement>(null);
  const title = terminal ? plainTitle(terminal.title) : "…";
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  const onMiddleClick = (event: MouseEvent): void => {
    if (event.button === 1) onClose();
  };
  return (
    <li
      ref={row}
      className={cx(
        "group flex max-w-52 min-w-28 items-center border-r border-line pr-1",
        active ? "bg-panel text-ink" : "text-ink-soft hover:bg-hover",
        visible && !active && "bg-panel",
      )}
    >
      <button
        type="button"
        aria-current={active ? "page" : undefined}
        onClick={onLook}
        onAuxClick={onMiddleClick}
        aria-label={title}
        title={terminal ? `${title} (${stateOf(terminal).words})` : title}
        className="flex h-full min-w-0 flex-1 items-center gap-2 pr-1 pl-3 text-left"
      >
        {terminal && <StateMark state={stateOf(terminal)} />}
        <span className={cx("truncate", active && "font-medium")}>{title}</span>
      </button>
      <button
        type="button"
        aria-label={`Close tab ${title}`}
        title="Close tab. The program goes on."
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
