import { useMutation } from "@tanstack/react-query";
import { useMatch, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { sentenceOf } from "../api/fault.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { formatBytes } from "../surface/bytes.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { plainTitle, typedNameOf } from "./describe.ts";
import { useTerminal } from "./use-terminals.ts";

/** Says exactly what is lost, then deletes it. */
export function DeleteTerminalDialog({ id }: { id: string }): ReactNode {
  const terminal = useTerminal(id);
  const navigate = useNavigate();
  const here = useMatch({ from: "/app/terminals/$id", shouldThrow: false })?.params.id;
  const remove = useMutation(
    api.terminals.delete.mutationOptions({
      onSuccess: async () => {
        closeDialog();
        if (here === id) await navigate({ to: "/terminals" });
      },
    }),
  );
  if (!terminal) return null;
  const kept = formatBytes(terminal.endOffset - terminal.startOffset);
  return (
    <ConfirmDialog
      title={`Delete “${plainTitle(terminal.title)}”?`}
      action="Delete terminal"
      name={typedNameOf(terminal)}
      danger
      open
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
      onCancel={closeDialog}
    >
      {terminal.status === "running" && (
        <p className="mb-2">
          <code className="font-mono text-ink">{terminal.command.join(" ")}</code> still runs. It is ended first, with everything
          it started.
        </p>
      )}
      <p>Its output, {kept} of it, is deleted for good. Files that its programs wrote are not touched.</p>
      {remove.isError && <Notice>{sentenceOf(remove.error)}</Notice>}
    </ConfirmDialog>
  );
}
