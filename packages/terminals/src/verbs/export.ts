import type { ExportTerminal } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import type { RunnerTerminal } from "../port.ts";
import { asciicast } from "../recording/asciicast.ts";
import { renderedText } from "../recording/rendered-text.ts";
import { playedItems } from "../recording/played-items.ts";
import { type TimedItem, timedItems } from "../recording/timed-items.ts";
import { whileOwned } from "../while-owned.ts";

export interface TerminalExport {
  readonly fileName: string;
  readonly contentType: string;
  /** Read as it is asked for: nothing is held but one piece. */
  readonly pieces: AsyncIterable<Uint8Array | string>;
}

const KINDS = {
  raw: { suffix: "log", contentType: "application/octet-stream" },
  text: { suffix: "txt", contentType: "text/plain; charset=utf-8" },
  "asciicast-v2": { suffix: "cast", contentType: "application/x-asciicast" },
  "asciicast-v3": { suffix: "cast", contentType: "application/x-asciicast" },
} as const;

/** All that is kept of a terminal's output up to now, as a file. */
export async function exportTerminal(
  deps: TerminalDeps,
  actor: Actor,
  { id, format, signal }: ExportTerminal & { readonly signal: AbortSignal },
): Promise<TerminalExport> {
  const { title } = await owned(deps, actor, id);
  const terminal = await deps.host.get(id);
  const isPlayed = format === "asciicast-v2" || format === "asciicast-v3";
  const now = deps.clock.now();
  const { suffix, contentType } = KINDS[format];
  const pieces = whileOwned(deps, { who: actor, id, signal }, (until) => {
    const options = { signal: until, now };
    const items = isPlayed ? playedItems(deps.host, terminal, options) : timedItems(deps.host, terminal, options);
    return write(deps, items, { ...terminal, title, format });
  });
  return { fileName: `terminal-${id}.${suffix}`, contentType, pieces };
}

interface Exported extends RunnerTerminal, Pick<ExportTerminal, "format"> {
  readonly title: string;
}

function write(
  deps: TerminalDeps,
  items: AsyncIterable<TimedItem>,
  { format, ...terminal }: Exported,
): AsyncIterable<Uint8Array | string> {
  if (format === "raw") return bytesOf(items);
  if (format === "text") return renderedText(items, deps.screens, terminal);
  return asciicast(items, { version: format === "asciicast-v2" ? 2 : 3, ...terminal });
}

async function* bytesOf(items: AsyncIterable<TimedItem>): AsyncGenerator<Uint8Array> {
  for await (const { item } of items) if (item.type === "data") yield item.bytes;
}
