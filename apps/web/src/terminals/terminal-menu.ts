import type { Terminal } from "@pilothouse/contracts";
import { CircleStop, Copy, Download, History, Info, PenLine, Share2, Trash2 } from "lucide-react";
import { toast } from "sonner";
import { openDialog } from "../shell/open-dialog.ts";
import { copyText } from "../surface/clipboard.ts";
import type { MenuEntry } from "../ui/menu.tsx";

/** What can be done to a terminal wherever it is shown. */
export function terminalMenu({ id, status }: Terminal, replay: (id: string) => void): readonly (readonly MenuEntry[])[] {
  const stop: MenuEntry = {
    label: "Stop terminal",
    icon: CircleStop,
    danger: true,
    run: () => openDialog({ name: "stop-terminal", id }),
  };
  return [
    [
      { label: "Rename…", icon: PenLine, run: () => openDialog({ name: "rename-terminal", id }) },
      { label: "Share…", icon: Share2, run: () => openDialog({ name: "share-terminal", id }) },
      { label: "Details…", icon: Info, run: () => openDialog({ name: "terminal-details", id }) },
      { label: "Copy id", icon: Copy, run: () => void copyText(id).then((copied) => copied && toast("Id copied")) },
    ],
    [
      { label: "Replay", icon: History, run: () => replay(id) },
      { label: "Download recording", icon: Download, run: () => location.assign(`/api/terminals/${id}/export`) },
      ...(status === "running" ? [stop] : []),
      { label: "Delete…", icon: Trash2, danger: true, run: () => openDialog({ name: "delete-terminal", id }) },
    ],
  ];
}
