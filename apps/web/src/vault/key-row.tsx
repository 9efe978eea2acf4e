import type { ApiKey } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, PenLine, Replace, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { useMay } from "../session/needs.ts";
import { Ago } from "../time/ago.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { RenameKeyDialog } from "./rename-key-dialog.tsx";

type Doing = "replace" | "rename" | "delete";

/** One key, as far as it is shown: its name, its end, and when it was used. */
export function KeyRow({ known }: { known: ApiKey }): ReactNode {
  const [doing, setDoing] = useState<Doing | null>(null);
  const may = useMay();
  const stop = (): void => setDoing(null);
  const { name, hint, updatedAt, lastUsedAt } = known;
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1.5 pr-1 pl-3 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-mono font-medium">{name}</div>
        <div className="font-mono text-xs text-ink-faint">{hint ? `…${hint}` : "too short for a hint"}</div>
      </div>
      <div className="text-right text-xs text-ink-soft">
        <div>
          {lastUsedAt === null ? (
            "Never used"
          ) : (
            <>
              Used <Ago at={lastUsedAt} />
            </>
          )}
        </div>
        <div className="text-ink-faint">
          Kept <Ago at={updatedAt} />
        </div>
      </div>
      {may("apiKeys.create") && (
        <Menu
          trigger={<IconButton icon={Ellipsis} label={`Actions for the key ${name}`} />}
          groups={[
            [
              { label: "Replace…", icon: Replace, run: () => setDoing("replace") },
              { label: "Rename…", icon: PenLine, run: () => setDoing("rename") },
            ],
            [{ label: "Delete…", icon: Trash2, danger: true, run: () => setDoing("delete") }],
          ]}
        />
      )}
      {doing === "replace" && <KeyDialog known={known} onClose={stop} />}
      {doing === "rename" && <RenameKeyDialog known={known} onClose={stop} />}
      <DeleteKey known={known} open={doing === "delete"} onClose={stop} />
    </li>
  );
}

function DeleteKey({ known: { id, name }, open, onClose }: { known: ApiKey; open: boolean; onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.apiKeys.delete.mutationOptions({
      onSuccess: () => toast(`The key ${name} is deleted`),
      onError: (error) => toast.error(`The key ${name} is still there. ${sentenceOf(error)}`),
      onSettled: () => {
        onClose();
        return queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Delete the key ${name}?`}
      action="Delete key"
      name={name}
      danger
      open={open}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
      onCancel={onClose}
    >
      <p>
        New terminals cannot get it any more. Those that run keep it in their environment. It cannot be shown or brought back.
      </p>
    </ConfirmDialog>
  );
}
