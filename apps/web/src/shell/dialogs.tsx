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
const Stop = lazy(() =>
  import("../terminals/stop-terminal-dialog.tsx").then((module) => ({ default: module.StopTerminalDialog })),
);
const Delete = lazy(() =>
  import("../terminals/delete-terminal-dialog.tsx").then((module) => ({ default: module.DeleteTerminalDialog })),
);
const Details = lazy(() =>
  import("../terminals/terminal-details-dialog.tsx").then((module) => ({ default: module.TerminalDetailsDialog })),
);

const Share = lazy(() => import("../sharing/share-dialog.tsx").then((module) => ({ default: module.ShareDialog })));

const PLAIN = { palette: Palette, shortcuts: ShortcutSheet, "new-terminal": NewTerminal } as const;
const ABOUT_TERMINAL = {
  "share-terminal": Share,
  "rename-terminal": Rename,
  "stop-terminal": Stop,
  "delete-terminal": Delete,
  "terminal-details": Details,
} as const;

/** The one dialog that is open, loaded when it is first needed. */
export function Dialogs(): ReactNode {
  const open = useStore(dialog);
  return <Suspense>{open && contentOf(open)}</Suspense>;
}

function contentOf(open: OpenDialog): ReactNode {
  if ("id" in open) {
    const About = ABOUT_TERMINAL[open.name];
    return <About id={open.id} />;
  }
  const Content = PLAIN[open.name];
  return <Content />;
}
