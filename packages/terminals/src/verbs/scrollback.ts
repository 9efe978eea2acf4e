import { LIMITS, type Scrollback, type ScrollbackQuery } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { deepScreen } from "../recording/deep-screen.ts";

/** The screen as of now, with more lines above it than the runner keeps in memory. One is drawn at a time. */
export async function terminalScrollback(deps: TerminalDeps, actor: Actor, query: ScrollbackQuery): Promise<Scrollback> {
  await owned(deps, actor, query.id);
  const turn = deps.scrollbackTurn.then(async () => {
    const terminal = await deps.host.get(query.id);
    return deepScreen(deps, terminal, query.lines ?? LIMITS.scrollbackLines);
  });
  deps.scrollbackTurn = turn.catch(() => {
    // Whoever asked is told; the next in turn need not know.
  });
  const { epoch, cursor, cols, rows, screen } = await turn;
  return { epoch, offset: cursor.offset, cols, rows, screen };
}
