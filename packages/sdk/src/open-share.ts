import type { OpenedShare } from "@pilothouse/contracts";
import type { AttachOptions, TerminalView } from "./attach/terminal-view.ts";
import { createClient } from "./client.ts";
import { PilothouseError } from "./error.ts";
import type { ClientOptions } from "./options.ts";

export interface OpenShareOptions extends Omit<ClientOptions, "token"> {
  /** What stands behind the `#` of the link. */
  readonly token: string;
}

/** A terminal as somebody without an account sees it through a share link. */
export interface SharedTerminal extends Disposable {
  readonly opened: Omit<OpenedShare, "ticket">;
  /** Starts with the first byte that the link shows: of a recording, its first; of a live terminal, its screen. */
  attach(options?: Pick<AttachOptions, "lag" | "device" | "signal">): TerminalView;
  close(): void;
}

/**
 * Opens a share link. Rejects with `not_found` when it is wrong, was revoked or is over, and with `quota` when too many
 * look through it. A view of it ends with `unauthenticated` when that happens later.
 */
export async function openShare({ token, ...options }: OpenShareOptions): Promise<SharedTerminal> {
  const { shares } = createClient(options).terminals;
  const { ticket, ...opened } = await shares.open(token);
  let first: string | null = ticket;
  const readTicket = async (): Promise<string> => {
    const mine = first ?? (await shares.open(token).catch(refused)).ticket;
    first = null;
    return mine;
  };
  const client = createClient({ ...options, token: readTicket });
  const from = opened.kind === "recording" ? { offset: 0 } : undefined;
  const close = () => client.close();
  return {
    opened,
    attach: (view = {}) => client.terminals.attach(opened.terminalId, { ...view, mode: "view", from }),
    close,
    [Symbol.dispose]: close,
  };
}

/** Of a link that does not work, every socket is refused, and nothing that is tried again helps. */
function refused(error: unknown): never {
  if (!(error instanceof PilothouseError) || error.kind !== "not_found") throw error;
  throw new PilothouseError({ kind: "unauthenticated", message: error.message }, error);
}
