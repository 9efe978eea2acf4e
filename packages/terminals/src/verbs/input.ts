import type { AckTerminal, ResizeTerminal, SignalTerminal, WriteResult, WriteTerminal } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { mustOwn } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";

/** Hands input to the program, once for each (clientId, seq). */
export async function writeTerminal(deps: TerminalDeps, actor: Actor, input: WriteTerminal): Promise<WriteResult> {
  await mustOwn(deps, actor, input.id);
  return deps.host.write(input);
}

/** A viewer has taken everything before an offset and may be sent more. */
export async function ackTerminal(deps: TerminalDeps, actor: Actor, input: AckTerminal): Promise<void> {
  await mustOwn(deps, actor, input.id);
  deps.viewers.ack(input.id, input.viewerId, input.offset);
}

export async function resizeTerminal(deps: TerminalDeps, actor: Actor, { id, cols, rows }: ResizeTerminal): Promise<void> {
  await mustOwn(deps, actor, id);
  await deps.host.resize(id, { cols, rows });
}

export async function signalTerminal(deps: TerminalDeps, actor: Actor, { id, signal }: SignalTerminal): Promise<void> {
  await mustOwn(deps, actor, id);
  await deps.host.signal(id, signal);
}
