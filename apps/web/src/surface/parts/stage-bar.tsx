import { type LayoutTab, panesOf, type Terminal, type User } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import {
  ArrowLeft,
  ChevronDown,
  Columns2,
  Ellipsis,
  Maximize2,
  Minimize2,
  Plus,
  Rows2,
  Search,
  SearchCode,
  SquareX,
} from "lucide-react";
import type { ReactNode } from "react";
import { Inbox } from "../../attention/inbox.tsx";
import type { Layout } from "../../preferences/keeper.ts";
import { useMay } from "../../session/needs.ts";
import { LinkState } from "../../shell/link-state.tsx";
import { openDialog } from "../../shell/open-dialog.ts";
import { UserMenu } from "../../shell/user-menu.tsx";
import { plainTitle } from "../../terminals/describe.ts";
import { terminalMenu } from "../../terminals/terminal-menu.ts";
import { useReplayTerminal } from "../../terminals/use-replay-terminal.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { StageCommands } from "../stage-commands.ts";
import { ConversationLink, mayHaveConversation } from "./conversation-link.tsx";
import { TabStrip } from "./tab-strip.tsx";

interface StageBarProps {
  user: User;
  /** The terminal that keys go to. */
  active: string;
  tab: LayoutTab;
  layout: Layout;
  terminals: ReadonlyMap<string, Terminal> | null;
  commands: StageCommands;
}

/** The one bar of the terminal page: tabs, what can be done with them, the state of the link. */
export function StageBar({ user, active, tab, layout, terminals, commands }: StageBarProps): ReactNode {
  const terminal = terminals?.get(active);
  const replay = useReplayTerminal();
  const may = useMay();
  const starts = may("terminals.create");
  const several = typeof tab.panes !== "string";
  return (
    <header className="flex h-10 shrink-0 items-center border-b border-line max-sm:h-12">
      <Link
        to="/terminals"
        aria-label="Back to terminals"
        className="inline-flex size-11 shrink-0 items-center justify-center text-ink-soft sm:hidden"
      >
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <TabMenu layout={layout} terminals={terminals} active={active} onLook={commands.look} />
      <TabStrip layout={layout} terminals={terminals} active={active} commands={commands} />
      {starts && (
        <IconButton icon={Plus} label="New terminal" onClick={() => openDialog({ name: "new-terminal" })} className="mx-1" />
      )}
      <div className="flex-1" />
      {terminal && mayHaveConversation(terminal) && <ConversationLink terminalId={terminal.id} />}
      <Inbox />
      <LinkState />
      <span className="flex items-center pr-2 max-sm:pr-0">
        <span className="contents max-sm:hidden">
          <IconButton icon={SearchCode} label="Find in scrollback" onClick={commands.find} />
          {starts && <IconButton icon={Columns2} label="Split right" onClick={() => commands.split("right")} />}
          {several && (
            <IconButton
              icon={tab.zoomed ? Minimize2 : Maximize2}
              label={tab.zoomed ? "Show all panes" : "Zoom this pane"}
              onClick={commands.zoom}
            />
          )}
          <IconButton icon={Search} label="Search and commands" onClick={() => openDialog({ name: "palette" })} />
        </span>
        <Menu
          trigger={<IconButton icon={Ellipsis} label="Terminal actions" />}
          groups={[
            [
              { label: "Find in scrollback", icon: SearchCode, run: commands.find },
              ...(starts ? [{ label: "Split down", icon: Rows2, run: () => commands.split("down") }] : []),
              ...(several ? [{ label: "Close pane", icon: SquareX, run: commands.closeActive }] : []),
              { label: "Close tab", icon: SquareX, run: () => commands.closeTab(active) },
            ],
            ...(terminal ? terminalMenu(terminal, { replay, may }) : []),
            [{ label: "Search and commands", icon: Search, run: () => openDialog({ name: "palette" }) }],
          ]}
        />
        <span className="ml-1 contents max-sm:hidden">
          <UserMenu user={user} />
        </span>
      </span>
    </header>
  );
}

interface TabMenuProps extends Pick<StageBarProps, "layout" | "terminals"> {
  active: string;
  onLook: (id: string) => void;
}

/** The tabs on a phone: the one that is looked at, and a menu of all. */
function TabMenu({ layout, terminals, active, onLook }: TabMenuProps): ReactNode {
  const titleOf = (id: string): string => {
    const terminal = terminals?.get(id);
    return terminal ? plainTitle(terminal.title) : "…";
  };
  return (
    <span className="min-w-0 sm:hidden">
      <Menu
        trigger={
          <button type="button" className="flex h-11 max-w-full min-w-0 items-center gap-1 px-1 font-medium">
            <span className="truncate">{titleOf(active)}</span>
            <ChevronDown size={14} aria-hidden className="shrink-0" />
            <span className="sr-only">Open terminals</span>
          </button>
        }
        groups={[layout.flatMap(({ panes }) => panesOf(panes)).map((id) => ({ id, label: titleOf(id), run: () => onLook(id) }))]}
      />
    </span>
  );
}
