import { FOUND } from "../surface/found.ts";
import type { ReplayScreen } from "./replay-screen.ts";

/** Scrolls to the last place of a line and marks it; a line that is not there is not looked for any further. */
export async function showLine(screen: ReplayScreen, line: string): Promise<void> {
  const search = await screen.search();
  screen.terminal.clearSelection();
  search.findPrevious(line.trim(), { decorations: FOUND, caseSensitive: true });
}
