import type { Terminal } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import { History, MessageSquareMore, RotateCcw, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useMay } from "../../session/needs.ts";
import { openDialog } from "../../shell/open-dialog.ts";
import { endOf } from "../../terminals/describe.ts";
import { useResumeTerminal } from "../../terminals/use-resume-terminal.ts";
import { Ago } from "../../time/ago.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { SurfaceState } from "../core/surface-state.ts";

interface EndedBarProps {
  id: string;
  terminal: Terminal | undefined;
  ended: NonNullable<SurfaceState["ended"]>;
  onRunAgain: () => void;
}

const WORDS = {
  exited: "This is its last screen. You can still search and copy it.",
  lost: "Nobody saw how it ended. What it printed until then is kept.",
} as const;

/** How and when a program ended, and what can be done now. */
export function EndedBar({ id, terminal, ended, onRunAgain }: EndedBarProps): ReactNode {
  const resume = useResumeTerminal();
  const may = useMay();
  return (
    <div
      data-testid="ended-bar"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-panel px-3 py-1.5"
    >
      <output className="flex flex-wrap items-center gap-x-3">
        <StateMark state={endOf(ended)} words />
        <span className="text-ink-soft">
          <Ago at={ended.exit.at} />
        </span>
        <span className="text-ink-faint max-lg:hidden">{WORDS[ended.status]}</span>
      </output>
      <span className="ml-auto flex flex-wrap gap-2">
        {terminal?.resume && may("terminals.resume") && (
          <Button onClick={() => void resume(id)}>
            <MessageSquareMore size={14} aria-hidden />
            Resume conversation
          </Button>
        )}
        <Link to="/terminals/$id/replay" params={{ id }} className={buttonClass()}>
          <History size={14} aria-hidden />
          Replay
        </Link>
        {may("terminals.create") && (
          <Button onClick={onRunAgain}>
            <RotateCcw size={14} aria-hidden />
            Run again
          </Button>
        )}
        {may("terminals.delete") && (
          <Button tone="quiet" onClick={() => openDialog({ name: "delete-terminal", id })}>
            <Trash2 size={14} aria-hidden />
            Delete…
          </Button>
        )}
      </span>
    </div>
  );
}
