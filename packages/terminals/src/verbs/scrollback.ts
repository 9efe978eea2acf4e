import { LIMITS, type Scrollback, type ScrollbackQuery } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { deepScreen } from "../recording/deep-screen.ts";

/** The screen as of now, with more lines above it than the runner keeps in memory. Gives up when the signal is aborted. */
export async function terminalScrollback(
  deps: TerminalDeps,
  actor: Actor,
  { id, lines = LIMITS.scrollbackLines, signal }: ScrollbackQuery & { readonly signal: AbortSignal },
): Promise<Scrollback> {
  await owned(deps, actor, id);
  const { epoch, cursor, cols, rows, screen } = await deps.scrollbackTurns.take(actor.userId, signal, async () =>
    deepScreen(deps, await deps.host.get(id), { lines, signal }),
  );
  return { epoch, offset: cursor.offset, cols, rows, screen };
}
