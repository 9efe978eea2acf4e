import { LIMITS } from "@pilothouse/contracts";
import type {
  OpenedShare,
  RecordedScreen,
  ReplayPage,
  ReplayQuery,
  ScreenAtQuery,
  TimelinePage,
  TimelineQuery,
} from "@pilothouse/contracts";
import type { AttachOptions, TerminalView } from "./attach/terminal-view.ts";
import { createClient } from "./client.ts";
import { PilothouseError } from "./error.ts";
import type { CallOptions, ClientOptions } from "./options.ts";

export interface OpenShareOptions extends Omit<ClientOptions, "token"> {
  /** What stands behind the `#` of the link. */
  readonly token: string;
}

/** A terminal as somebody without an account sees it through a share link. */
export interface SharedTerminal extends Disposable {
  readonly opened: Omit<OpenedShare, "ticket">;
  /** Starts with the first byte that the link shows: of a recording, its first; of a live terminal, its screen. */
  attach(options?: Pick<AttachOptions, "lag" | "device" | "signal">): TerminalView;
  /** The same as of one's own terminal, of a link to a recording and up to its end. */
  timeline(page?: Omit<TimelineQuery, "id">, options?: CallOptions): Promise<TimelinePage>;
  screenAt(place: ScreenAtQuery["place"], options?: CallOptions): Promise<RecordedScreen>;
  replay(page: Omit<ReplayQuery, "id">, options?: CallOptions): Promise<ReplayPage>;
  close(): void;
}

/**
 * Opens a share link. Rejects with `not_found` when it is wrong, was revoked or is over, and with `quota` when too many
 * look through it. A view of it ends with `unauthenticated` when that happens later.
 */
export async function openShare({ token, ...options }: OpenShareOptions): Promise<SharedTerminal> {
  const { shares } = createClient(options).terminals;
  const { ticket, ...opened } = await shares.open(token);
  let current = Promise.resolve(ticket);
  let made = performance.now();
  const isOld = async (refusedTicket: string | undefined) =>
    performance.now() - made > LIMITS.shareTicketMs / 2 || refusedTicket === (await current.catch(() => refusedTicket));
  const readTicket = async (refusedTicket?: string): Promise<string> => {
    if (await isOld(refusedTicket)) {
      made = performance.now();
      current = shares.open(token).then((again) => again.ticket, refused);
    }
    return current;
  };
  const client = createClient({ ...options, token: readTicket });
  const from = opened.kind === "recording" ? { offset: 0 } : undefined;
  const close = () => client.close();
  return {
    opened,
    attach: (view = {}) => client.terminals.attach(opened.terminalId, { ...view, mode: "view", from }),
    timeline: (page, call) => client.terminals.timeline(opened.terminalId, page, call),
    screenAt: (place, call) => client.terminals.screenAt(opened.terminalId, place, call),
    replay: (page, call) => client.terminals.replay(opened.terminalId, page, call),
    close,
    [Symbol.dispose]: close,
  };
}

/** Of a link that does not work, every socket is refused, and nothing that is tried again helps. */
function refused(error: unknown): never {
  if (!(error instanceof PilothouseError) || error.kind !== "not_found") throw error;
  throw new PilothouseError({ kind: "unauthenticated", message: error.message }, error);
}
