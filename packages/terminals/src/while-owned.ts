import { type Actor, messageOf } from "@pilothouse/platform";
import { mustOwn } from "./access.ts";
import type { TerminalDeps } from "./deps.ts";

interface Watched {
  readonly who: Pick<Actor, "userId">;
  readonly id: string;
  readonly signal: AbortSignal;
}

type Deps = Pick<TerminalDeps, "store" | "possessions" | "teamsOf" | "rights" | "log">;

/** A stream about a terminal for as long as its reader has that terminal. Then it ends, idle or not, as if there were none. */
export async function* whileOwned<T>(
  deps: Deps,
  { who, id, signal }: Watched,
  open: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const lost = new AbortController();
  const look = () =>
    mustOwn(deps, who, id).catch((error: unknown) => {
      deps.log.info({ terminalId: id, ...who, reason: messageOf(error) }, "a view has ended");
      lost.abort(error);
    });
  const stop = deps.rights.subscribe(({ userId }) => {
    if (userId === undefined || userId === who.userId) void look();
  });
  try {
    // It may have been lost before anybody listened.
    await look();
    lost.signal.throwIfAborted();
    for await (const piece of open(AbortSignal.any([signal, lost.signal]))) {
      lost.signal.throwIfAborted();
      yield piece;
    }
    lost.signal.throwIfAborted();
  } catch (error) {
    // What was under way failed of it, in whatever words.
    lost.signal.throwIfAborted();
    throw error;
  } finally {
    stop();
  }
}
