import type { Terminal } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { useMay } from "../session/needs.ts";
import { teamName } from "../teams/team-words.ts";
import { useMyTeams } from "../teams/use-teams.ts";
import { Ago } from "../time/ago.tsx";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { plainTitle, programOf, shortFolder, stateOf } from "./describe.ts";
import { momentOf } from "./order.ts";
import { RecordingNote } from "./recording-note.tsx";
import { terminalMenu } from "./terminal-menu.ts";
import { useReplayTerminal } from "./use-replay-terminal.ts";

interface TerminalRowProps {
  terminal: Terminal;
  home: string | null | undefined;
  runner: string | undefined;
  /** It came while the list was on the screen. */
  isNew: boolean;
}

/** One terminal: its state, title, folder, when, and where it runs. */
export function TerminalRow({ terminal, home, runner, isNew }: TerminalRowProps): ReactNode {
  const title = plainTitle(terminal.title);
  const running = terminal.status === "running";
  const replay = useReplayTerminal();
  const may = useMay();
  const team = teamName(useMyTeams(), terminal.teamId);
  return (
    <li
      className={cx(
        "relative grid min-h-12 grid-cols-[20px_minmax(0,1fr)_auto_auto] items-center gap-x-3 border-b border-line py-1 pr-1 pl-3 last:border-0 hover:bg-hover",
        isNew && "fresh-row",
      )}
      data-testid="terminal-row"
      data-status={terminal.status}
    >
      <StateMark state={stateOf(terminal)} />
      <div className="min-w-0">
        <Link
          to="/terminals/$id"
          params={{ id: terminal.id }}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {title}
        </Link>
        <span className="flex min-w-0 gap-2 text-xs text-ink-faint">
          <span className="max-w-1/2 truncate font-mono" title={terminal.command.join(" ")}>
            {programOf(terminal)}
          </span>
          <span className="truncate" title={terminal.cwd}>
            in <span className="font-mono">{shortFolder(terminal.cwd, home)}</span>
          </span>
          <RecordingNote recording={terminal.recording} />
          {team && <span className="truncate">of {team}</span>}
          {runner && <span className="shrink-0 max-sm:hidden">on {runner}</span>}
        </span>
      </div>
      <span className="text-right text-xs text-ink-soft">
        <span className="max-sm:sr-only">{running ? "Started " : `${stateOf(terminal).words}, `}</span>
        <Ago at={momentOf(terminal)} />
      </span>
      <span className="relative z-10">
        <Menu
          trigger={<IconButton icon={Ellipsis} label={`Actions for ${title}`} />}
          groups={terminalMenu(terminal, { replay, may })}
        />
      </span>
    </li>
  );
}
