import { type AttachMode, createClient } from "@pilothouse/sdk";
import { toast } from "sonner";
import { client, session } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { takeFresh } from "../terminals/fresh.ts";
import { deviceName } from "./device-name.ts";
import { Surface } from "./core/surface.ts";
import type { SurfaceDeps } from "./core/attachment.ts";

/** Screens kept with their scrollback while other tabs are looked at. */
const MOST_KEPT = 8;

/** The second socket: terminals only, so that a flood of output delays nothing else. */
const sdk = createClient({ url: globalThis.location.origin });

const device = deviceName(navigator.userAgent);
/** For screens that only look: they never write and never resize. */
export const viewOnly: SurfaceDeps = {
  attach: (id, from) => sdk.terminals.attach(id, { mode: "view", lag: "screen", device, from }),
  endOf: (id) => deps.endOf(id),
  renew: () => session.renew(),
};

const deps: SurfaceDeps = {
  attach: (id, from) => sdk.terminals.attach(id, { mode: mode(), lag: "screen", device, from }),
  endOf: async (id) => {
    const { epoch, endOffset } = await client.terminals.get.query({ id });
    return { epoch, offset: endOffset };
  },
  older: (id) => client.terminals.scrollback.query({ id }),
  renew: () => session.renew(),
};

function mode(): AttachMode {
  const state = session.state.get();
  return state.status === "signed-in" && state.user.role === "viewer" ? "view" : "control";
}

/** One past the newest byte that the program printed. */
export async function endOffsetOf(id: string): Promise<number> {
  return (await deps.endOf(id)).offset;
}

/** Least recently shown first. */
const kept = new Map<string, Surface>();

/** The screen of a terminal, made when it is first asked for. */
export function surfaceOf(id: string): Surface {
  const surface = kept.get(id) ?? makeSurface(id);
  kept.delete(id);
  kept.set(id, surface);
  for (const [oldest, old] of kept) {
    if (kept.size <= MOST_KEPT) break;
    if (old.shown) continue;
    old.dispose();
    kept.delete(oldest);
  }
  return surface;
}

function makeSurface(id: string): Surface {
  const surface = new Surface(id, deps, takeFresh(id));
  surface.onRefused = (error) => toast.error(`What you typed did not arrive. ${sentenceOf(error)}`);
  surface.onNotice = (words) => toast(words, { id: `notice-${id}` });
  return surface;
}

/** Tries again after a failure. */
export function reopenSurface(id: string): void {
  kept.get(id)?.retry();
}

/** Forgets a screen, so that the next look begins anew. */
export function dropSurface(id: string): void {
  kept.get(id)?.dispose();
  kept.delete(id);
}

/** The text on a kept screen with its scrollback; `null` when there is none. */
export function surfaceText(id: string): string | null {
  return kept.get(id)?.text() ?? null;
}

// What one person saw must not wait in memory for the next one.
session.state.subscribe(() => {
  if (session.state.get().status === "signed-out") for (const id of Array.from(kept.keys())) dropSurface(id);
});
