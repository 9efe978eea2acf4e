import type { TerminalDeps } from "./deps.ts";
import type { RunnerSnapshot } from "./port.ts";
import type { Sight } from "./sight.ts";

/** A screen that lags behind what may be seen is asked for so often, as long as it gets nearer. */
const TRIES = 5;

type Deps = Pick<TerminalDeps, "host" | "screens" | "viewers">;

/**
 * The screen as it is now. For who may not see what was printed before: without scrollback, and empty at the place from
 * which output may be seen when it has not got there, because what leads from it to that place is not shown either.
 */
export async function screenInSight(deps: Deps, id: string, { fromOffset }: Sight): Promise<RunnerSnapshot> {
  const { host, viewers } = deps;
  const whole = () => viewers.screens.get(id, () => host.snapshot(id));
  if (fromOffset === 0) return whole();
  const bare = () => viewers.screens.get(`${id} bare`, async () => withoutScrollback(deps, await whole()));
  let screen = await bare();
  for (let tries = 1; screen.cursor.offset < fromOffset && tries < TRIES; tries += 1) {
    const next = await bare();
    if (next.cursor.offset <= screen.cursor.offset) break;
    screen = next;
  }
  if (screen.cursor.offset >= fromOffset) return screen;
  return { ...screen, cursor: { ...screen.cursor, offset: fromOffset }, screen: "" };
}

async function withoutScrollback({ screens }: Pick<Deps, "screens">, snapshot: RunnerSnapshot): Promise<RunnerSnapshot> {
  const { cols, rows } = snapshot;
  const number = await screens.open({ cols, rows }, snapshot.screen, 0);
  try {
    const { screen } = await screens.draw(number);
    return { ...snapshot, screen };
  } finally {
    await screens.close(number);
  }
}
