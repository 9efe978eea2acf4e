import { lazy, type ReactNode, Suspense } from "react";
import { useStore } from "../store/use-store.ts";
import { dialog, type OpenDialog } from "./open-dialog.ts";

const Palette = lazy(() => import("../palette/palette.tsx").then((module) => ({ default: module.Palette })));
const ShortcutSheet = lazy(() => import("../shortcuts/shortcut-sheet.tsx").then((module) => ({ default: module.ShortcutSheet })));
const NewTerminal = lazy(() =>
  import("../terminals/new-terminal-dialog.tsx").then((module) => ({ default: module.NewTerminalDialog })),
);
const Rename = lazy(() =>
  import("../terminals/rename-terminal-dialog.tsx").then((module) => ({ default: module.RenameTerminalDialog })),
);
const Stop = lazy(() => import("../terminals/stop-terminal-dialog.tsx").then((module) => ({ default: module.StopTerminalDialog })));
const Delete = lazy(() =>
  import("../terminals/delete-terminal-dialog.tsx").then((module) => ({ default: module.DeleteTerminalDialog })),
);

/** The one dialog that is open, loaded when it is first needed. */
export function Dialogs(): ReactNode {
  const open = useStore(dialog);
  return <Suspense>{open && contentOf(open)}</Suspense>;
}

function contentOf(open: OpenDialog): ReactNode {
  switch (open.name) {
    case "palette":
      return <Palette />;
    case "shortcuts":
      return <ShortcutSheet />;
    case "new-terminal":
      return <NewTerminal />;
    case "rename-terminal":
      return <Rename id={open.id} />;
    case "stop-terminal":
      return <Stop id={open.id} />;
    case "delete-terminal":
      return <Delete id={open.id} />;
  }
}
