import type { Terminal } from "@pilothouse/contracts";
import { CircleStop, Copy, Download, History, Info, PenLine, Share2, Trash2 } from "lucide-react";
import { toast } from "sonner";
import type { Act } from "../session/needs.ts";
import { openDialog } from "../shell/open-dialog.ts";
import { copyText } from "../surface/clipboard.ts";
import type { MenuEntry } from "../ui/menu.tsx";

interface MenuOptions {
  readonly replay: (id: string) => void;
  readonly may: (act: Act) => boolean;
}

/** What one may do to a terminal wherever it is shown. */
export function terminalMenu({ id, status }: Terminal, { replay, may }: MenuOptions): readonly (readonly MenuEntry[])[] {
  const rename: MenuEntry = { label: "Rename…", icon: PenLine, run: () => openDialog({ name: "rename-terminal", id }) };
  const share: MenuEntry = { label: "Share…", icon: Share2, run: () => openDialog({ name: "share-terminal", id }) };
  const stop: MenuEntry = {
    label: "Stop terminal",
    icon: CircleStop,
    danger: true,
    run: () => openDialog({ name: "stop-terminal", id }),
  };
  const remove: MenuEntry = {
    label: "Delete…",
    icon: Trash2,
    danger: true,
    run: () => openDialog({ name: "delete-terminal", id }),
  };
  return [
    [
      ...(may("terminals.rename") ? [rename] : []),
      ...(may("terminals.shares.create") ? [share] : []),
      { label: "Details…", icon: Info, run: () => openDialog({ name: "terminal-details", id }) },
      { label: "Copy id", icon: Copy, run: () => void copyText(id).then((copied) => copied && toast("Id copied")) },
    ],
    [
      { label: "Replay", icon: History, run: () => replay(id) },
      { label: "Download recording", icon: Download, run: () => location.assign(`/api/terminals/${id}/export`) },
      ...(status === "running" && may("terminals.close") ? [stop] : []),
      ...(may("terminals.delete") ? [remove] : []),
    ],
  ];
}
