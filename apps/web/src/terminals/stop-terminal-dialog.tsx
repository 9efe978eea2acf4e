import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { sentenceOf } from "../api/fault.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { plainTitle } from "./describe.ts";
import { useTerminal } from "./use-terminals.ts";

/** Ending a program cannot be undone, so it asks. */
export function StopTerminalDialog({ id }: { id: string }): ReactNode {
  const terminal = useTerminal(id);
  const stop = useMutation(api.terminals.close.mutationOptions({ onSuccess: closeDialog }));
  if (!terminal) return null;
  return (
    <ConfirmDialog
      title={`Stop “${plainTitle(terminal.title)}”?`}
      action="Stop terminal"
      danger
      open
      busy={stop.isPending}
      onConfirm={() => stop.mutate({ id })}
      onCancel={closeDialog}
    >
      <p>
        <code className="font-mono text-ink">{terminal.command.join(" ")}</code>
        {terminal.pid !== null && ` (process ${terminal.pid})`} and everything it started are ended now. What it printed stays and
        can still be read.
      </p>
      {stop.isError && <Notice>{sentenceOf(stop.error)}</Notice>}
    </ConfirmDialog>
  );
}
