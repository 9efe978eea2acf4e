import type { Terminal, User } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { programOf, stateOf } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { FailureFace } from "../ui/faces.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { useRunning } from "./use-running.ts";

/** What runs in a user's terminals, without what is in them, and the way to end it. */
export function RunningOf({ user }: { user: User }): ReactNode {
  const running = useRunning(user.id);
  if (running.isError && !running.data)
    return <FailureFace error={running.error} what="their terminals" onRetry={() => void running.refetch()} />;
  if (!running.data) return <p className="text-ink-faint">Loading…</p>;
  if (running.data.length === 0) return <p className="text-ink-faint">Nothing runs.</p>;
  return (
    <>
      <ul aria-label="Running terminals" className="rounded border border-line">
        {running.data.map((terminal) => (
          <RunningRow key={terminal.id} terminal={terminal} />
        ))}
      </ul>
      <EndTerminals user={user} count={running.data.length} />
    </>
  );
}

function RunningRow({ terminal }: { terminal: Terminal }): ReactNode {
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <StateMark state={stateOf(terminal)} />
      <span className="min-w-0 flex-1 truncate font-mono">{programOf(terminal) || "Shell"}</span>
      {terminal.pid !== null && <span className="text-xs text-ink-faint">process {terminal.pid}</span>}
      <span className="text-xs text-ink-soft">
        Started <Ago at={terminal.createdAt} />
      </span>
    </li>
  );
}

function EndTerminals({ user: { id, name, email }, count }: { user: User; count: number }): ReactNode {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const end = useMutation(
    api.users.endTerminals.mutationOptions({
      onSuccess: ({ ended }) => toast(ended === 1 ? "1 terminal is ended" : `${ended} terminals are ended`),
      onError: (error) => toast.error(`Not everything was ended. ${sentenceOf(error)}`),
      onSettled: () => {
        setAsking(false);
        return queryClient.invalidateQueries(api.terminals.list.queryFilter());
      },
    }),
  );
  return (
    <>
      <Button tone="danger" className="mt-2" onClick={() => setAsking(true)}>
        {count === 1 ? "End this terminal" : `End these ${count} terminals`}
      </Button>
      <ConfirmDialog
        title={`End what runs of ${name}?`}
        action="End terminals"
        name={email}
        danger
        open={asking}
        busy={end.isPending}
        onConfirm={() => end.mutate({ id })}
        onCancel={() => setAsking(false)}
      >
        <p>All of their programs, and everything those started, are ended now. What they printed stays with their owner.</p>
      </ConfirmDialog>
    </>
  );
}
