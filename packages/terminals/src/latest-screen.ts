import type { TerminalDeps } from "./deps.ts";
import { persist } from "./persist.ts";
import type { NumberedEvent } from "./pieces.ts";
import { type Place, placeId } from "./place.ts";
import { screenInSight } from "./screen-in-sight.ts";
import type { Sight } from "./sight.ts";
import type { Viewer } from "./viewer-window.ts";
import type { Link } from "./verbs/watch.ts";

type ScreenDeps = Pick<TerminalDeps, "host" | "screens" | "viewers">;

/** The screen as it is now, as far as it may be seen, and the place behind it. */
export async function screenNow(
  deps: ScreenDeps,
  id: string,
  sight: Sight,
): Promise<{ readonly place: Place; readonly numbered: NumberedEvent }> {
  const { epoch, cursor, cols, rows, screen } = await screenInSight(deps, id, sight);
  const place = { epoch, cursor };
  return {
    place,
    numbered: { id: placeId(place), event: { type: "snapshot", epoch, offset: cursor.offset, cols, rows, screen } },
  };
}

/**
 * What a viewer gets that cannot keep up: screens, each once the one before was taken, until little comes behind one.
 * Whoever interrupts the program meanwhile is shown the next one sooner. Returns the place from which output goes on;
 * `null` once another link took the viewer over.
 */
export async function* latestScreens(
  deps: ScreenDeps & Pick<TerminalDeps, "limits">,
  { id, viewer, sight, gate, signal }: Link & { readonly id: string; readonly viewer: Viewer; readonly sight: Sight },
): AsyncGenerator<NumberedEvent, Place | null> {
  const { screenEveryMs, screenCatchUpBytes } = deps.limits;
  while (true) {
    await gate.drained(signal);
    const next = performance.now() + screenEveryMs;
    const { place, numbered } = await persist(() => screenNow(deps, id, sight), signal);
    const { offset } = place.cursor;
    viewer.sent(offset);
    yield numbered;
    if (!(await viewer.caughtUp(signal))) return null;
    const { endOffset } = await persist(() => deps.host.get(id), signal);
    if (endOffset - offset <= screenCatchUpBytes) return place;
    await viewer.rest(next - performance.now(), signal);
  }
}
