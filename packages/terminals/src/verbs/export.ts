import type { ExportTerminal } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { asciicast } from "../recording/asciicast.ts";
import { type TimedItem, timedItems } from "../recording/timed-items.ts";

export interface TerminalExport {
  readonly fileName: string;
  readonly contentType: string;
  /** Read as it is asked for: nothing is held but one piece. */
  readonly pieces: AsyncIterable<Uint8Array | string>;
}

/** All that is kept of a terminal's output up to now, as a file. */
export async function exportTerminal(
  deps: TerminalDeps,
  actor: Actor,
  { id, format, signal }: ExportTerminal & { readonly signal: AbortSignal },
): Promise<TerminalExport> {
  const { title } = await owned(deps, actor, id);
  const terminal = await deps.host.get(id);
  const items = timedItems(deps.host, terminal, signal);
  const name = `terminal-${id}`;
  if (format === "raw") return { fileName: `${name}.log`, contentType: "application/octet-stream", pieces: bytesOf(items) };
  const { cols, rows, createdAt } = terminal;
  const version = format === "asciicast-v2" ? 2 : 3;
  const pieces = asciicast(items, { version, title, createdAt, cols, rows });
  return { fileName: `${name}.cast`, contentType: "application/x-asciicast", pieces };
}

async function* bytesOf(items: AsyncIterable<TimedItem>): AsyncGenerator<Uint8Array> {
  for await (const { item } of items) if (item.type === "data") yield item.bytes;
}
