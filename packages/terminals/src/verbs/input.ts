import {
  type AckTerminal,
  type ResizeTerminal,
  type SignalTerminal,
  SMALLEST_VIEW,
  type TakeControl,
  type WriteResult,
  type WriteTerminal,
} from "@pilothouse/contracts";
import type { Actor, Guest } from "@pilothouse/platform";
import { isGuest, mustBeShared, mustOwn } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";

/** Ctrl-C and Ctrl-\, as terminals send them. */
const INTERRUPTS: readonly number[] = [0x03, 0x1c];
/** What is longer was not typed. */
const TYPED_BYTES = 64;

/** Hands input to the program, once for each (clientId, seq). Fault `forbidden` for a view that only looks. */
export async function writeTerminal(deps: TerminalDeps, actor: Actor, input: WriteTerminal): Promise<WriteResult> {
  const { viewerId, ...chunk } = input;
  await mustOwn(deps, actor, input.id);
  deps.viewers.act(input.id, viewerId);
  if (input.data.length <= TYPED_BYTES) deps.viewers.keys.typed(input.id);
  await deps.writers.note(actor, { ...chunk, device: deps.viewers.deviceOf(input.id, viewerId) });
  const result = await deps.host.write(chunk);
  if (interrupts(input.data)) deps.viewers.interrupted(input.id, viewerId);
  return result;
}

function interrupts(data: Uint8Array): boolean {
  return data.length <= TYPED_BYTES && INTERRUPTS.some((key) => data.includes(key));
}

/** A viewer has taken everything before an offset and may be sent more. */
export async function ackTerminal(deps: TerminalDeps, who: Actor | Guest, input: AckTerminal): Promise<void> {
  if (isGuest(who)) await mustBeShared(deps, who, input.id);
  else await mustOwn(deps, who, input.id);
  deps.viewers.ack(input.id, input.viewerId, input.offset);
}

/** Fault `forbidden` for a view that does not control the terminal. */
export async function resizeTerminal(deps: TerminalDeps, actor: Actor, input: ResizeTerminal): Promise<void> {
  const { id, viewerId, cols, rows } = input;
  await mustOwn(deps, actor, id);
  if (viewerId === undefined) return deps.sizes.set(id, { cols, rows });
  deps.viewers.mustDecideSize(id, viewerId);
  return deps.sizes.set(id, { cols: Math.max(cols, SMALLEST_VIEW.cols), rows: Math.max(rows, SMALLEST_VIEW.rows) });
}

/** Fault `forbidden` for a view that only looks. */
export async function signalTerminal(deps: TerminalDeps, actor: Actor, input: SignalTerminal): Promise<void> {
  await mustOwn(deps, actor, input.id);
  deps.viewers.act(input.id, input.viewerId);
  await deps.host.signal(input.id, input.signal);
}

/** Fault `conflict` for a view that is not attached, `forbidden` for one that only looks. */
export async function takeControl(deps: TerminalDeps, actor: Actor, { id, viewerId }: TakeControl): Promise<void> {
  await mustOwn(deps, actor, id);
  deps.viewers.takeControl(id, viewerId);
}
